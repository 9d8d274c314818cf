// SPDX-License-Identifier: Apache-2.0
// GELU in the form with tanh (Hendrycks and Gimpel, 2016), as the checkpoints call gelu_new.
// 0.5 (1 + tanh u) is the logistic function of 2u, which needs one exponential.
#include "internal.h"

enum { values_per_task = 1 << 14 };

typedef struct {
  float *out;
  const float *dout, *x;
  int64_t count;
} gelu_call;

#define TWO_ROOT_TWO_OVER_PI 1.5957691216057308f
#define CUBIC 0.044715f

ASSAY_INLINE float logistic(float x) {
  float u = TWO_ROOT_TWO_OVER_PI * (x + CUBIC * x * x * x);
  return 1.0f / (1.0f + assay_exp(-u));
}

ASSAY_CLONES static void forward_values(void *context, int64_t index) {
  const gelu_call *g = context;
  int64_t end = assay_min((index + 1) * values_per_task, g->count);
  const float *restrict x = g->x;
  float *restrict out = g->out;
  for (int64_t i = index * values_per_task; i < end; i++) out[i] = x[i] * logistic(x[i]);
}

void assay_gelu_forward(float *out, const float *x, int64_t count) {
  gelu_call g = {out, NULL, x, count};
  assay_parallel(assay_blocks(count, values_per_task), forward_values, &g);
}

// With s the logistic of 2u: d(x s)/dx = s + x s (1 - s) 2u'.
ASSAY_CLONES static void backward_values(void *context, int64_t index) {
  const gelu_call *g = context;
  int64_t end = assay_min((index + 1) * values_per_task, g->count);
  const float *x = g->x, *dout = g->dout;
  float *out = g->out;
#pragma clang loop vectorize(assume_safety)
  for (int64_t i = index * values_per_task; i < end; i++) {
    float s = logistic(x[i]);
    float slope = TWO_ROOT_TWO_OVER_PI * (1.0f + 3.0f * CUBIC * x[i] * x[i]);
    out[i] = dout[i] * (s + x[i] * s * (1.0f - s) * slope);
  }
}

void assay_gelu_backward(float *dx, const float *dout, const float *x, int64_t count) {
  gelu_call g = {dx, dout, x, count};
  assay_parallel(assay_blocks(count, values_per_task), backward_values, &g);
}
