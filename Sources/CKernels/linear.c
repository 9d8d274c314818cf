// SPDX-License-Identifier: Apache-2.0
// A linear layer in the layout of the checkpoints: weight (M, N), out = in weight + bias.
#include "CBLAS.h"
#include "internal.h"

typedef struct {
  float *out;
  const float *in, *weight, *bias, *residual;
  int64_t rows, m, n, piece;
  int cut_columns;
} linear;

// out starts as bias + residual, so that the product adds to it while it is in the cache.
ASSAY_CLONES static void fill_rows(
    float *out, const float *bias, const float *residual, int64_t rows, int64_t columns,
    int64_t stride) {
  for (int64_t r = 0; r < rows; r++) {
    float *to = out + r * stride;
    const float *from = residual ? residual + r * stride : NULL;
    if (from && bias)
      for (int64_t c = 0; c < columns; c++) to[c] = from[c] + bias[c];
    else
      memmove(to, from ? from : bias, (size_t)columns * sizeof *to);
  }
}

static void forward_piece(void *context, int64_t index) {
  const linear *l = context;
  int64_t begin = index * l->piece;
  int64_t row = l->cut_columns ? 0 : begin, column = l->cut_columns ? begin : 0;
  int64_t rows = l->cut_columns ? l->rows : assay_min(l->piece, l->rows - begin);
  int64_t columns = l->cut_columns ? assay_min(l->piece, l->n - begin) : l->n;
  float *out = l->out + row * l->n + column;
  int filled = l->bias || l->residual;
  if (filled)
    fill_rows(
        out, l->bias ? l->bias + column : NULL,
        l->residual ? l->residual + row * l->n + column : NULL, rows, columns, l->n);
  assay_blas_sgemm(
      0, 0, rows, columns, l->m, 1, l->in + row * l->m, l->m, l->weight + column, l->n,
      filled ? 1 : 0, out, l->n);
}

void assay_linear_forward(
    float *out, const float *in, const float *weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width) {
  if (rows <= assay_few_rows) {
    assay_few_rows_forward(out, in, weight, bias, residual, rows, in_width, out_width);
    return;
  }
  linear l = {out, in, weight, bias, residual, rows, in_width, out_width, 0, out_width >= rows};
  int64_t length = l.cut_columns ? out_width : rows;
  l.piece = (assay_blocks(length, assay_thread_count()) + 15) / 16 * 16;
  if (l.piece > 0) assay_parallel(assay_blocks(length, l.piece), forward_piece, &l);
}

void assay_linear_backward_input(
    float *din, const float *dout, const float *weight, int64_t rows, int64_t in_width,
    int64_t out_width) {
  assay_gemm(
      0, 1, rows, in_width, out_width, 1, dout, out_width, weight, out_width, 0, din, in_width);
}

typedef struct {
  float *sum;
  const float *x;
  float beta;
  int64_t rows, width;
} column_sum;

enum { columns_per_task = 64 };

ASSAY_CLONES static void sum_columns(void *context, int64_t index) {
  const column_sum *s = context;
  int64_t begin = index * columns_per_task;
  int64_t count = assay_min(columns_per_task, s->width - begin);
  float total[columns_per_task] = {0};
  for (int64_t r = 0; r < s->rows; r++) {
    const float *row = s->x + r * s->width + begin;
    for (int64_t c = 0; c < count; c++) total[c] += row[c];
  }
  for (int64_t c = 0; c < count; c++)
    s->sum[begin + c] = s->beta == 0 ? total[c] : s->beta * s->sum[begin + c] + total[c];
}

void assay_linear_backward_weight(
    float *dweight, float *dbias, const float *in, const float *dout, float beta, int64_t rows,
    int64_t in_width, int64_t out_width) {
  assay_gemm(
      1, 0, in_width, out_width, rows, 1, in, in_width, dout, out_width, beta, dweight, out_width);
  if (!dbias) return;
  column_sum s = {dbias, dout, beta, rows, out_width};
  assay_parallel(assay_blocks(out_width, columns_per_task), sum_columns, &s);
}
