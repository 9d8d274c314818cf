// SPDX-License-Identifier: Apache-2.0
// Layer normalization over the width (Ba, Kiros and Hinton, 2016).
#include "internal.h"

enum { rows_per_task = 16, columns_per_task = 64 };

typedef struct {
  float *out, *mean, *rstd;
  const float *x, *gain, *bias;
  float epsilon;
  int64_t rows, width;
} forward_call;

ASSAY_CLONES static void forward_rows(void *context, int64_t index) {
  ASSAY_REASSOCIATE
  const forward_call *f = context;
  int64_t end = assay_min((index + 1) * rows_per_task, f->rows), width = f->width;
  for (int64_t t = index * rows_per_task; t < end; t++) {
    const float *x = f->x + t * width;
    float *out = f->out + t * width;
    float sum = 0, squares = 0;
    for (int64_t c = 0; c < width; c++) sum += x[c];
    float mean = sum / (float)width;
    for (int64_t c = 0; c < width; c++) squares += (x[c] - mean) * (x[c] - mean);
    float rstd = 1.0f / sqrtf(squares / (float)width + f->epsilon);
    for (int64_t c = 0; c < width; c++) out[c] = (x[c] - mean) * rstd * f->gain[c] + f->bias[c];
    f->mean[t] = mean;
    f->rstd[t] = rstd;
  }
}

void assay_layernorm_forward(
    float *out, float *mean, float *rstd, const float *x, const float *gain, const float *bias,
    float epsilon, int64_t rows, int64_t width) {
  forward_call f = {out, mean, rstd, x, gain, bias, epsilon, rows, width};
  assay_parallel(assay_blocks(rows, rows_per_task), forward_rows, &f);
}

typedef struct {
  float *dx, *dgain, *dbias;
  const float *dout, *x, *mean, *rstd, *gain;
  int64_t rows, width;
} backward_call;

// With y = (x - mean) rstd and g = dout gain: dx = rstd (g - mean(g) - y mean(g y)).
ASSAY_CLONES static void backward_rows(void *context, int64_t index) {
  ASSAY_REASSOCIATE
  const backward_call *b = context;
  int64_t end = assay_min((index + 1) * rows_per_task, b->rows), width = b->width;
  for (int64_t t = index * rows_per_task; t < end; t++) {
    const float *x = b->x + t * width, *dout = b->dout + t * width;
    float *dx = b->dx + t * width, mean = b->mean[t], rstd = b->rstd[t];
    float sum = 0, product = 0;
    for (int64_t c = 0; c < width; c++) {
      float g = dout[c] * b->gain[c];
      sum += g;
      product += g * (x[c] - mean);
    }
    sum /= (float)width;
    product *= rstd * rstd / (float)width;
    for (int64_t c = 0; c < width; c++)
      dx[c] += rstd * (dout[c] * b->gain[c] - sum - (x[c] - mean) * product);
  }
}

ASSAY_CLONES static void backward_columns(void *context, int64_t index) {
  const backward_call *b = context;
  int64_t begin = index * columns_per_task;
  int64_t count = assay_min(columns_per_task, b->width - begin);
  float dgain[columns_per_task] = {0}, dbias[columns_per_task] = {0};
  for (int64_t t = 0; t < b->rows; t++) {
    const float *x = b->x + t * b->width + begin, *dout = b->dout + t * b->width + begin;
    float mean = b->mean[t], rstd = b->rstd[t];
    for (int64_t c = 0; c < count; c++) {
      dgain[c] += dout[c] * (x[c] - mean) * rstd;
      dbias[c] += dout[c];
    }
  }
  for (int64_t c = 0; c < count; c++) {
    b->dgain[begin + c] += dgain[c];
    b->dbias[begin + c] += dbias[c];
  }
}

void assay_layernorm_backward(
    float *dx, float *dgain, float *dbias, const float *dout, const float *x, const float *mean,
    const float *rstd, const float *gain, int64_t rows, int64_t width) {
  backward_call b = {dx, dgain, dbias, dout, x, mean, rstd, gain, rows, width};
  if (dgain) assay_parallel(assay_blocks(width, columns_per_task), backward_columns, &b);
  assay_parallel(assay_blocks(rows, rows_per_task), backward_rows, &b);
}
