// SPDX-License-Identifier: Apache-2.0
// Token and position embeddings, and the picking of rows.
#include "internal.h"

enum { rows_per_task = 32, columns_per_task = 64 };

typedef struct {
  float *out;
  const float *wte, *wpe;
  const int32_t *tokens, *positions;
  int64_t rows, width;
} forward_call;

ASSAY_CLONES static void forward_rows(void *context, int64_t index) {
  const forward_call *f = context;
  int64_t end = assay_min((index + 1) * rows_per_task, f->rows);
  for (int64_t t = index * rows_per_task; t < end; t++) {
    const float *token = f->wte + f->tokens[t] * f->width;
    const float *position = f->wpe + f->positions[t] * f->width;
    float *out = f->out + t * f->width;
    for (int64_t c = 0; c < f->width; c++) out[c] = token[c] + position[c];
  }
}

void assay_embedding_forward(
    float *out, const int32_t *tokens, const int32_t *positions, const float *wte,
    const float *wpe, int64_t rows, int64_t width) {
  forward_call f = {out, wte, wpe, tokens, positions, rows, width};
  assay_parallel(assay_blocks(rows, rows_per_task), forward_rows, &f);
}

typedef struct {
  float *out;
  const float *in;
  const int32_t *rows;
  int64_t out_stride, count, width;
} scatter_call;

// A task owns some columns of every row, so rows that occur twice are added in order.
ASSAY_CLONES static void scatter_columns(void *context, int64_t index) {
  const scatter_call *s = context;
  int64_t begin = index * columns_per_task, end = assay_min(begin + columns_per_task, s->width);
  for (int64_t i = 0; i < s->count; i++) {
    float *out = s->out + s->rows[i] * s->out_stride;
    const float *in = s->in + i * s->width;
    for (int64_t c = begin; c < end; c++) out[c] += in[c];
  }
}

void assay_scatter_add_rows(
    float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
    int64_t width) {
  scatter_call s = {out, in, rows, out_stride, count, width};
  assay_parallel(assay_blocks(width, columns_per_task), scatter_columns, &s);
}

void assay_embedding_backward(
    float *dwte, float *dwpe, const float *dout, const int32_t *tokens, const int32_t *positions,
    int64_t rows, int64_t width) {
  assay_scatter_add_rows(dwte, width, dout, tokens, rows, width);
  assay_scatter_add_rows(dwpe, width, dout, positions, rows, width);
}

void assay_gather_rows(
    float *out, const float *in, int64_t in_stride, const int32_t *rows, int64_t count,
    int64_t width) {
  for (int64_t i = 0; i < count; i++)
    memcpy(out + i * width, in + rows[i] * in_stride, (size_t)width * sizeof *out);
}

void assay_scatter_rows(
    float *out, int64_t out_stride, const float *in, int64_t in_stride, const int32_t *rows,
    int64_t count, int64_t width) {
  for (int64_t i = 0; i < count; i++)
    memcpy(out + rows[i] * out_stride, in + i * in_stride, (size_t)width * sizeof *out);
}
