// SPDX-License-Identifier: Apache-2.0
// The CPU as a device: its memory is the host's, and its operations are the kernels themselves.
#define _GNU_SOURCE
#include <sys/mman.h>

#include "internal.h"

// Pages of their own, taken as they are filled. Large ones are asked for: the optimizer's pass over all
// parameters is bound by memory.
static void *allocate(int64_t bytes) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (memory == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  madvise(memory, (size_t)bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

static void release(void *memory, int64_t bytes) { munmap(memory, (size_t)bytes); }

static void copy(void *out, const void *in, int64_t bytes) { memmove(out, in, (size_t)bytes); }

static void clear(void *out, int64_t bytes) { memset(out, 0, (size_t)bytes); }

static void clear_rows(float *out, int64_t out_stride, int64_t count, int64_t width) {
  for (int64_t i = 0; i < count; i++)
    memset(out + i * out_stride, 0, (size_t)width * sizeof *out);
}

static int64_t free_memory(void) { return -1; }

// The kernels tell only of memory.
static const char *trouble(void) { return NULL; }

const assay_device *assay_cpu_device(void) {
  static const assay_device device = {
      .name = "cpu",
      .shares_memory = 1,
      .has_bf16 = assay_products_have_bf16,
      .most_head_width = INT64_MAX,
      .free_memory = free_memory,
      .logit_rows = 256,
      .failures = assay_memory_failures,
      .trouble = trouble,
      .allocate = allocate,
      .release = release,
      .upload = copy,
      .download = copy,
      .copy = copy,
      .clear = clear,
      .clear_rows = clear_rows,
      .linear_forward = assay_linear_forward,
      .linear_backward = assay_linear_backward,
      .low_rank_merge = assay_low_rank_merge,
      .low_rank_backward = assay_low_rank_backward,
      .head_forward = assay_head_forward,
      .head_backward = assay_head_backward,
      .embedding_forward = assay_embedding_forward,
      .embedding_backward = assay_embedding_backward,
      .gather_rows = assay_gather_rows,
      .scatter_rows = assay_scatter_rows,
      .scatter_add_rows = assay_scatter_add_rows,
      .layernorm_forward = assay_layernorm_forward,
      .layernorm_backward = assay_layernorm_backward,
      .attention_forward = assay_attention_forward,
      .attention_backward = assay_attention_backward,
      .gelu_forward = assay_gelu_forward,
      .gelu_backward = assay_gelu_backward,
      .dropout = assay_dropout,
      .add = assay_add,
      .softmax_forward = assay_softmax_forward,
      .softmax_backward = assay_softmax_backward,
      .pick_targets = assay_pick_targets,
      .subtract_targets = assay_subtract_targets,
      .adamw_step = assay_adamw_step,
      .sum_of_squares = assay_sum_of_squares,
      .round = assay_round,
      .first_not_finite = assay_first_not_finite,
  };
  return &device;
}
