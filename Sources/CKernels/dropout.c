// SPDX-License-Identifier: Apache-2.0
// Dropout by a mask that is computed, never stored, and the plain residual sum that goes with it.
#include "internal.h"

enum { values_per_task = 1 << 14 };

typedef struct {
  float *x;
  float rate;
  uint64_t seed;
  int64_t count;
} dropout_call;

ASSAY_CLONES static void drop_values(void *context, int64_t index) {
  const dropout_call *d = context;
  int64_t begin = index * values_per_task, end = assay_min(begin + values_per_task, d->count);
  uint32_t threshold = assay_dropout_threshold(d->rate);
  float scale = 1 / (1 - d->rate), *x = d->x;
  uint64_t seed = d->seed;
  for (int64_t i = begin; i < end; i++)
    x[i] = assay_hash(seed, (uint64_t)i) < threshold ? 0 : x[i] * scale;
}

void assay_dropout(float *x, float rate, uint64_t seed, int64_t count) {
  dropout_call d = {x, rate, seed, count};
  assay_parallel(assay_blocks(count, values_per_task), drop_values, &d);
}

typedef struct {
  float *out;
  const float *x, *y;
  int64_t count;
} add_call;

ASSAY_CLONES static void add_values(void *context, int64_t index) {
  const add_call *a = context;
  int64_t begin = index * values_per_task, end = assay_min(begin + values_per_task, a->count);
#pragma clang loop vectorize(assume_safety)
  for (int64_t i = begin; i < end; i++) a->out[i] = a->x[i] + a->y[i];
}

void assay_add(float *out, const float *x, const float *y, int64_t count) {
  add_call a = {out, x, y, count};
  assay_parallel(assay_blocks(count, values_per_task), add_values, &a);
}
