// SPDX-License-Identifier: Apache-2.0
// A linear layer in the layout of the checkpoints: weight (M, N), out = in weight + bias. Where the
// weights are given in bf16 too, in and dout are rounded and the products are taken in bf16.
#include "internal.h"

typedef struct {
  assay_product product;
  const float *bias, *residual;
} forward_call;

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
  const forward_call *f = context;
  assay_product p = assay_piece(&f->product, index);
  int64_t offset = p.c - f->product.c;
  if (p.beta != 0)
    fill_rows(
        p.c, f->bias ? f->bias + offset % p.ldc : NULL, f->residual ? f->residual + offset : NULL,
        p.m, p.n, p.ldc);
  assay_multiply(&p);
}

void assay_linear_forward(
    float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width) {
  if (rows <= assay_few_rows) {
    assay_few_rows_forward(out, in, weight, bias, residual, rows, in_width, out_width);
    return;
  }
  int halves = weight.halves != NULL;
  forward_call f = {
      .product = {
          halves, 0, 0, rows, out_width, in_width, 1, bias || residual ? 1 : 0, in,
          halves ? (const void *)weight.halves : weight.values, out, in_width, out_width,
          out_width},
      .bias = bias, .residual = residual};
  if (halves) {
    uint16_t *rounded = assay_scratch((size_t)(rows * in_width) * sizeof *rounded);
    if (!rounded) return;
    assay_round(rounded, in, rows * in_width);
    f.product.a = rounded;
  }
  int64_t pieces = assay_cut(&f.product);
  assay_parallel(pieces, forward_piece, &f);
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

void assay_linear_backward(
    float *din, float *dweight, float *dbias, const float *dout, const float *in,
    assay_matrix weight, float beta, int64_t rows, int64_t in_width, int64_t out_width) {
  int halves = weight.halves != NULL;
  const void *x = in, *dy = dout, *w = halves ? (const void *)weight.halves : weight.values;
  if (halves) {
    uint16_t *rounded = assay_scratch((size_t)(rows * (in_width + out_width)) * sizeof *rounded);
    if (!rounded) return;
    x = rounded + rows * out_width;
    dy = rounded;
    assay_round(rounded, dout, rows * out_width);
    if (dweight) assay_round(rounded + rows * out_width, in, rows * in_width);
  }
  if (dweight) {
    assay_product p = {
        halves, 1, 0, in_width, out_width, rows, 1, beta, x, dy, dweight, in_width, out_width,
        out_width};
    assay_multiply_in_parallel(&p);
  }
  if (din) {
    assay_product p = {
        halves, 0, 1, rows, in_width, out_width, 1, 0, dy, w, din, out_width, out_width, in_width};
    assay_multiply_in_parallel(&p);
  }
  if (dbias) {
    column_sum s = {dbias, dout, beta, rows, out_width};
    assay_parallel(assay_blocks(out_width, columns_per_task), sum_columns, &s);
  }
}
