// SPDX-License-Identifier: Apache-2.0
// Operations on whole rows: embeddings, rows that move, norms.
#include "operations.h"

static void scatter_add(
    float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
    int64_t width) {
  LAUNCH(scatter_add_rows, count, 1, 0, &out, &out_stride, &in, &rows, &count, &width);
}

static void embedding_forward(
    float *out, const int32_t *tokens, const int32_t *positions, const float *wte,
    const float *wpe, int64_t rows, int64_t width) {
  assay_cuda_begin();
  LAUNCH(
      embed, grid_columns(width), grid_rows(rows), 0, &out, &tokens, &positions, &wte, &wpe, &rows, &width);
  assay_cuda_end();
}

static void embedding_backward(
    float *dwte, float *dwpe, const float *dout, const int32_t *tokens, const int32_t *positions,
    int64_t rows, int64_t width) {
  assay_cuda_begin();
  scatter_add(dwte, width, dout, tokens, rows, width);
  scatter_add(dwpe, width, dout, positions, rows, width);
  assay_cuda_end();
}

static void gather_rows(
    float *out, const float *in, int64_t in_stride, const int32_t *rows, int64_t count,
    int64_t width) {
  assay_cuda_begin();
  LAUNCH(
      gather_rows, grid_columns(width), grid_rows(count), 0, &out, &in, &in_stride, &rows, &count,
      &width);
  assay_cuda_end();
}

static void scatter_rows(
    float *out, int64_t out_stride, const float *in, int64_t in_stride, const int32_t *rows,
    int64_t count, int64_t width) {
  assay_cuda_begin();
  LAUNCH(
      scatter_rows, grid_columns(width), grid_rows(count), 0, &out, &out_stride, &in, &in_stride,
      &rows, &count, &width);
  assay_cuda_end();
}

static void scatter_add_rows(
    float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
    int64_t width) {
  assay_cuda_begin();
  scatter_add(out, out_stride, in, rows, count, width);
  assay_cuda_end();
}

static void layernorm_forward(
    float *out, float *mean, float *rstd, const float *x, const float *gain, const float *bias,
    float epsilon, int64_t rows, int64_t width) {
  assay_cuda_begin();
  LAUNCH(
      norm_forward, blocks(rows * 32, assay_cuda_threads), 1, 0, &out, &mean, &rstd, &x, &gain,
      &bias, &epsilon, &rows, &width);
  assay_cuda_end();
}

static void layernorm_backward(
    float *dx, float *dgain, float *dbias, const float *dout, const float *x, const float *mean,
    const float *rstd, const float *gain, int64_t rows, int64_t width) {
  assay_cuda_begin();
  int64_t parts = blocks(rows, assay_cuda_part_rows);
  if (dgain && assay_cuda_reserve(2 * parts * width * 4)) {
    float *gains = assay_cuda_take(2 * parts * width * 4), *biases = gains + parts * width,
    beta = 1;
    LAUNCH(
        norm_columns, blocks(width, 32), parts, 0, &gains, &dout, &x, &mean, &rstd, &rows, &width);
    LAUNCH(finish_columns, assay_cuda_grid(width), 1, 0, &dgain, &gains, &parts, &width, &beta);
    LAUNCH(finish_columns, assay_cuda_grid(width), 1, 0, &dbias, &biases, &parts, &width, &beta);
  }
  LAUNCH(
      norm_backward, blocks(rows * 32, assay_cuda_threads), 1, 0, &dx, &dout, &x, &mean, &rstd,
      &gain, &rows, &width);
  assay_cuda_end();
}

void assay_cuda_set_rows(assay_device *table) {
  table->embedding_forward = embedding_forward;
  table->embedding_backward = embedding_backward;
  table->gather_rows = gather_rows;
  table->scatter_rows = scatter_rows;
  table->scatter_add_rows = scatter_add_rows;
  table->layernorm_forward = layernorm_forward;
  table->layernorm_backward = layernorm_backward;
}
