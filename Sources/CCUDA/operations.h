// SPDX-License-Identifier: Apache-2.0
// What the operations of a GPU share: the GPU itself, its order of work, and memory to work in.
#pragma once
#include "CCUDA.h"
#include "kernels.h"

/// The GPU that all operations go to.
extern const assay_cuda_driver *assay_cuda_gpu;

/// Each operation stands between these two, so that those of several threads follow one another.
void assay_cuda_begin(void);
void assay_cuda_end(void);

/// Makes room for an operation that takes pieces of it; 0 when there is none. The next operation may
/// use it again, for they run in order.
int assay_cuda_reserve(int64_t bytes);

/// A piece of the room that was made.
void *assay_cuda_take(int64_t bytes);

/// Blocks for a loop over `count` values.
int64_t assay_cuda_grid(int64_t count);

static inline int64_t blocks(int64_t count, int64_t size) {
  return (count + size - 1) / size;
}

static inline int64_t rounded_up(int64_t count, int64_t size) {
  return blocks(count, size) * size;
}

/// Blocks for a loop over the columns of one row, and over rows; a launch has no more rows of blocks.
static inline int64_t grid_columns(int64_t width) {
  int64_t wanted = blocks(width, assay_cuda_threads);
  return wanted < 32 ? wanted : 32;
}

static inline int64_t grid_rows(int64_t rows) { return rows < 65535 ? rows : 65535; }

/// Rounds values to bf16, as part of an operation.
void assay_cuda_round(uint16_t *out, const float *in, int64_t count);

#define LAUNCH(kernel, x, y, shared, ...)                                             \
  do {                                                                                \
    void *arguments[] = {__VA_ARGS__};                                                \
    if ((x) > 0 && (y) > 0)                                                           \
      assay_cuda_gpu->launch(assay_kernel_##kernel, x, y, shared, arguments);         \
  } while (0)

/// Each puts the operations of one file into a table.
void assay_cuda_set_memory(assay_device *table);
void assay_cuda_set_products(assay_device *table);
void assay_cuda_set_rows(assay_device *table);
void assay_cuda_set_attention(assay_device *table);
void assay_cuda_set_values(assay_device *table);
void assay_cuda_set_optimizer(assay_device *table);
