// SPDX-License-Identifier: Apache-2.0
// Products of matrices, and what goes with them: bias, low-rank adapters, the head.
#include "operations.h"

void assay_cuda_round(uint16_t *out, const float *in, int64_t count) {
  LAUNCH(round_values, assay_cuda_grid(blocks(count, 4)), 1, 0, &out, &in, &count);
}

static const void *rounded(const float *in, int64_t rows, int64_t width) {
  uint16_t *out = assay_cuda_take(rows * width * 2);
  assay_cuda_round(out, in, rows * width);
  return out;
}

static int64_t bytes_of_halves(int64_t rows, int64_t stride) {
  return rounded_up(rows * stride * 2, 256);
}

// sum (width) = beta sum + the sum of the columns of x.
static void sum_columns(float *sum, const float *x, float beta, int64_t rows, int64_t width) {
  int64_t parts = blocks(rows, assay_cuda_part_rows);
  float *partial = assay_cuda_take(parts * width * 4);
  LAUNCH(sum_columns, blocks(width, 32), parts, 0, &partial, &x, &rows, &width);
  LAUNCH(finish_columns, assay_cuda_grid(width), 1, 0, &sum, &partial, &parts, &width, &beta);
}

static int64_t bytes_of_parts(int64_t rows, int64_t width) {
  return rounded_up(blocks(rows, assay_cuda_part_rows) * width * 4, 256);
}

static void linear_forward(
    float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width) {
  assay_cuda_begin();
  int halves = weight.halves != NULL;
  if (assay_cuda_reserve(halves ? bytes_of_halves(rows, in_width) : 0)) {
    assay_cuda_product p = {
        .halves = halves, .m = rows, .n = out_width, .k = in_width, .lda = in_width,
        .ldb = out_width, .ldd = out_width, .alpha = 1, .beta = residual ? 1 : 0,
        .a = halves ? rounded(in, rows, in_width) : in,
        .b = halves ? (const void *)weight.halves : weight.values,
        .c = residual ? residual : out, .bias = bias, .d = out};
    assay_cuda_gpu->multiply(&p);
  }
  assay_cuda_end();
}

static void linear_backward(
    float *din, float *dweight, float *dbias, const float *dout, const float *in,
    assay_matrix weight, float beta, int64_t rows, int64_t in_width, int64_t out_width) {
  assay_cuda_begin();
  int halves = weight.halves != NULL;
  int64_t room = bytes_of_parts(rows, out_width);
  if (halves) room += bytes_of_halves(rows, in_width) + bytes_of_halves(rows, out_width);
  if (assay_cuda_reserve(room)) {
    const void *dy = halves ? rounded(dout, rows, out_width) : dout;
    if (dweight) {
      assay_cuda_product p = {
          .halves = halves, .transpose_a = 1, .m = in_width, .n = out_width, .k = rows,
          .lda = in_width, .ldb = out_width, .ldd = out_width, .alpha = 1, .beta = beta,
          .a = halves ? rounded(in, rows, in_width) : in, .b = dy, .c = dweight,
          .d = dweight};
      assay_cuda_gpu->multiply(&p);
    }
    if (din) {
      assay_cuda_product p = {
          .halves = halves, .transpose_b = 1, .m = rows, .n = in_width, .k = out_width,
          .lda = out_width, .ldb = out_width, .ldd = in_width, .alpha = 1, .a = dy,
          .b = halves ? (const void *)weight.halves : weight.values, .c = din, .d = din};
      assay_cuda_gpu->multiply(&p);
    }
    if (dbias) sum_columns(dbias, dout, beta, rows, out_width);
  }
  assay_cuda_end();
}

static void multiply(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, const float *c, float *d, int64_t ldd) {
  assay_cuda_product p = {
      0, transpose_a, transpose_b, m, n, k, lda, ldb, ldd, alpha, beta, a, b, c, NULL, d};
  assay_cuda_gpu->multiply(&p);
}

static void low_rank_merge(
    float *weight, const float *base, const float *a, const float *b, float scale,
    int64_t in_width, int64_t rank, int64_t out_width) {
  assay_cuda_begin();
  multiply(
      1, 1, in_width, out_width, rank, scale, a, in_width, b, rank, 1, base, weight, out_width);
  assay_cuda_end();
}

static void low_rank_backward(
    float *da, float *db, const float *dout, const float *in, const float *a, const float *b,
    float scale, float beta, int64_t rows, int64_t in_width, int64_t rank, int64_t out_width) {
  assay_cuda_begin();
  if (assay_cuda_reserve(2 * rounded_up(rows * rank * 4, 256))) {
    float *inner = assay_cuda_take(rows * rank * 4), *dinner = assay_cuda_take(rows * rank * 4);
    multiply(0, 1, rows, rank, in_width, 1, in, in_width, a, in_width, 0, inner, inner, rank);
    multiply(0, 0, rows, rank, out_width, scale, dout, out_width, b, rank, 0, dinner, dinner, rank);
    multiply(1, 0, out_width, rank, rows, scale, dout, out_width, inner, rank, beta, db, db, rank);
    multiply(1, 0, rank, in_width, rows, 1, dinner, rank, in, in_width, beta, da, da, in_width);
  }
  assay_cuda_end();
}

// Products in bf16 are several times as fast where rows start on 16 bytes and all sides are multiples
// of 8; a vocabulary may have any size. So for many rows they are taken with a table that ends in zeros,
// and logits are moved together behind them.
enum { aligned_columns = 8, many_rows = 64 };

static int64_t padded_vocabulary(int halves, int64_t rows, int64_t vocabulary) {
  return halves && rows >= many_rows ? rounded_up(vocabulary, aligned_columns) : vocabulary;
}

static int64_t bytes_of_table(int64_t vocabulary, int64_t padded, int64_t width) {
  return padded == vocabulary ? 0 : bytes_of_halves(padded, width);
}

// The table as it is multiplied, in f32 or in bf16.
static const void *factors(assay_matrix table, int64_t vocabulary, int64_t padded, int64_t width) {
  if (!table.halves) return table.values;
  if (padded == vocabulary) return table.halves;
  char *out = assay_cuda_take(padded * width * 2);
  assay_cuda_gpu->copy(out, table.halves, vocabulary * width * 2);
  assay_cuda_gpu->clear(out + vocabulary * width * 2, (padded - vocabulary) * width * 2);
  return out;
}

static void head_forward(
    float *logits, const float *hidden, assay_matrix table, int64_t rows, int64_t width,
    int64_t vocabulary) {
  assay_cuda_begin();
  int halves = table.halves != NULL;
  int64_t padded = padded_vocabulary(halves, rows, vocabulary);
  int64_t room = halves ? bytes_of_halves(rows, width) : 0;
  if (padded != vocabulary)
    room += rounded_up(rows * padded * 4, 256) + bytes_of_table(vocabulary, padded, width);
  if (assay_cuda_reserve(room)) {
    float *out = padded != vocabulary ? assay_cuda_take(rows * padded * 4) : logits;
    assay_cuda_product p = {
        .halves = halves, .transpose_b = 1, .m = rows, .n = padded, .k = width, .lda = width,
        .ldb = width, .ldd = padded, .alpha = 1,
        .a = halves ? rounded(hidden, rows, width) : hidden,
        .b = factors(table, vocabulary, padded, width), .c = out, .d = out};
    assay_cuda_gpu->multiply(&p);
    if (out != logits)
      LAUNCH(
          copy_rows, grid_columns(vocabulary), grid_rows(rows), 0, &logits, &vocabulary, &out,
          &padded, &rows, &vocabulary);
  }
  assay_cuda_end();
}

static void head_backward(
    float *dhidden, float *dtable, const float *dlogits, const float *hidden, assay_matrix table,
    float beta, int64_t rows, int64_t width, int64_t vocabulary) {
  assay_cuda_begin();
  int halves = table.halves != NULL;
  int64_t padded = padded_vocabulary(halves, rows, vocabulary), room = 0;
  if (halves)
    room = bytes_of_halves(rows, padded) + bytes_of_halves(rows, width)
        + bytes_of_table(vocabulary, padded, width);
  if (assay_cuda_reserve(room)) {
    const void *dl = dlogits;
    if (halves) {
      uint16_t *out = assay_cuda_take(rows * padded * 2);
      if (padded == vocabulary)
        assay_cuda_round(out, dlogits, rows * vocabulary);
      else
        LAUNCH(
            round_rows, grid_columns(padded / 4), grid_rows(rows), 0, &out, &padded, &dlogits,
            &rows, &vocabulary);
      dl = out;
    }
    assay_cuda_product back = {
        .halves = halves, .m = rows, .n = width, .k = padded, .lda = padded, .ldb = width,
        .ldd = width, .alpha = 1, .a = dl, .b = factors(table, vocabulary, padded, width),
        .c = dhidden, .d = dhidden};
    assay_cuda_gpu->multiply(&back);
    if (dtable) {
      assay_cuda_product weights = {
          .halves = halves, .transpose_a = 1, .m = vocabulary, .n = width, .k = rows,
          .lda = padded, .ldb = width, .ldd = width, .alpha = 1, .beta = beta, .a = dl,
          .b = halves ? rounded(hidden, rows, width) : hidden, .c = dtable, .d = dtable};
      assay_cuda_gpu->multiply(&weights);
    }
  }
  assay_cuda_end();
}

void assay_cuda_set_products(assay_device *table) {
  table->linear_forward = linear_forward;
  table->linear_backward = linear_backward;
  table->low_rank_merge = low_rank_merge;
  table->low_rank_backward = low_rank_backward;
  table->head_forward = head_forward;
  table->head_backward = head_backward;
}
