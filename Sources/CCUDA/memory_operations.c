// SPDX-License-Identifier: Apache-2.0
// Memory of a GPU: what is kept there, what operations work in, and what went wrong with either.
#include <pthread.h>

#include "operations.h"

const assay_cuda_driver *assay_cuda_gpu;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct {
  char *memory;
  int64_t size, used;
} scratch;

static int64_t extra_failures;
static int scratch_failed;

void assay_cuda_begin(void) { pthread_mutex_lock(&lock); }

void assay_cuda_end(void) { pthread_mutex_unlock(&lock); }

int assay_cuda_reserve(int64_t bytes) {
  scratch.used = 0;
  if (bytes <= scratch.size) return 1;
  if (scratch.memory) assay_cuda_gpu->release(scratch.memory);
  scratch.size = 0;
  scratch.memory = assay_cuda_gpu->allocate(bytes);
  scratch_failed = !scratch.memory;
  if (scratch_failed) {
    extra_failures++;
    return 0;
  }
  scratch.size = bytes;
  return 1;
}

void *assay_cuda_take(int64_t bytes) {
  void *piece = scratch.memory + scratch.used;
  scratch.used += rounded_up(bytes, 256);
  return piece;
}

int64_t assay_cuda_grid(int64_t count) {
  int64_t most = (int64_t)assay_cuda_gpu->multiprocessors * 16;
  int64_t wanted = blocks(count, assay_cuda_threads);
  return wanted < most ? wanted : most;
}

static void *allocate(int64_t bytes) {
  assay_cuda_begin();
  void *memory = assay_cuda_gpu->allocate(bytes);
  if (memory) assay_cuda_gpu->clear(memory, bytes);
  assay_cuda_end();
  return memory;
}

static void release(void *memory, int64_t bytes) {
  (void)bytes;
  assay_cuda_begin();
  assay_cuda_gpu->release(memory);
  assay_cuda_end();
}

static void upload(void *out, const void *in, int64_t bytes) {
  assay_cuda_begin();
  if (bytes) assay_cuda_gpu->upload(out, in, bytes);
  assay_cuda_end();
}

static void download(void *out, const void *in, int64_t bytes) {
  assay_cuda_begin();
  if (bytes) assay_cuda_gpu->download(out, in, bytes);
  assay_cuda_end();
}

static void copy(void *out, const void *in, int64_t bytes) {
  assay_cuda_begin();
  if (bytes) assay_cuda_gpu->copy(out, in, bytes);
  assay_cuda_end();
}

static void clear(void *out, int64_t bytes) {
  assay_cuda_begin();
  if (bytes) assay_cuda_gpu->clear(out, bytes);
  assay_cuda_end();
}

static void clear_rows(float *out, int64_t out_stride, int64_t count, int64_t width) {
  assay_cuda_begin();
  LAUNCH(
      clear_rows, grid_columns(width), grid_rows(count), 0, &out, &out_stride, &count, &width);
  assay_cuda_end();
}

static int64_t failures(void) {
  assay_cuda_begin();
  int64_t count = assay_cuda_gpu->failures() + extra_failures;
  assay_cuda_end();
  return count;
}

static const char *trouble(void) {
  assay_cuda_begin();
  const char *text = scratch_failed ? NULL : assay_cuda_gpu->trouble();
  assay_cuda_end();
  return text;
}

static int64_t free_memory(void) {
  assay_cuda_begin();
  int64_t bytes = assay_cuda_gpu->free_memory();
  assay_cuda_end();
  return bytes;
}

void assay_cuda_set_memory(assay_device *table) {
  table->free_memory = free_memory;
  table->failures = failures;
  table->trouble = trouble;
  table->allocate = allocate;
  table->release = release;
  table->upload = upload;
  table->download = download;
  table->copy = copy;
  table->clear = clear;
  table->clear_rows = clear_rows;
}
