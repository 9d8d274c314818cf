// SPDX-License-Identifier: Apache-2.0
// A matrix plus a product of two thin ones (Hu et al., "LoRA: Low-Rank Adaptation of Large Language
// Models", 2021). The sum is kept as one matrix, so that passes cost nothing more; the way back needs
// two thin products in place of the gradient of the whole matrix.
#include "internal.h"

enum { rows_per_task = 64 };

typedef struct {
  float *weight;
  const float *base, *a, *b;
  float scale;
  int64_t in_width, rank, out_width;
} merge_call;

static void merge_rows(void *context, int64_t index) {
  const merge_call *m = context;
  int64_t first = index * rows_per_task;
  int64_t rows = assay_min(rows_per_task, m->in_width - first);
  float *weight = m->weight + first * m->out_width;
  memcpy(weight, m->base + first * m->out_width, (size_t)(rows * m->out_width) * sizeof *weight);
  assay_sgemm(
      1, 1, rows, m->out_width, m->rank, m->scale, m->a + first, m->in_width, m->b, m->rank, 1,
      weight, m->out_width);
}

void assay_low_rank_merge(
    float *weight, const float *base, const float *a, const float *b, float scale,
    int64_t in_width, int64_t rank, int64_t out_width) {
  merge_call m = {weight, base, a, b, scale, in_width, rank, out_width};
  assay_parallel(assay_blocks(in_width, rows_per_task), merge_rows, &m);
}

void assay_low_rank_backward(
    float *da, float *db, const float *dout, const float *in, const float *a, const float *b,
    float scale, float beta, int64_t rows, int64_t in_width, int64_t rank, int64_t out_width) {
  // (T, K) each: in a^T, then dout b.
  float *inner = assay_scratch((size_t)(2 * rows * rank) * sizeof *inner);
  if (!inner) return;
  float *dinner = inner + rows * rank;
  assay_gemm(0, 1, rows, rank, in_width, 1, in, in_width, a, in_width, 0, inner, rank);
  assay_gemm(0, 0, rows, rank, out_width, scale, dout, out_width, b, rank, 0, dinner, rank);
  assay_gemm(1, 0, out_width, rank, rows, scale, dout, out_width, inner, rank, beta, db, rank);
  assay_gemm(1, 0, rank, in_width, rows, 1, dinner, rank, in, in_width, beta, da, in_width);
}
