// SPDX-License-Identifier: Apache-2.0
// AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019) in one pass over
// memory, and the norm of the gradient.
#include <stdlib.h>

#include "internal.h"

enum { values_per_task = 1 << 15 };

ASSAY_CLONES static void update_values(
    const assay_adamw_call *a, int64_t begin, int64_t count, float weight_decay) {
  const assay_adamw_settings *s = &a->settings;
  float *restrict p = a->parameters + begin, *restrict m = a->first + begin;
  float *restrict v = a->second + begin;
  const float *restrict g = a->gradients + begin;
  float keep = 1 - s->learning_rate * weight_decay;
  float rate = s->learning_rate / s->correction1, root = 1 / sqrtf(s->correction2);
  float beta1 = s->beta1, beta2 = s->beta2, epsilon = s->epsilon, scale = s->gradient_scale;
  for (int64_t i = 0; i < count; i++) {
    float gradient = g[i] * scale;
    m[i] = beta1 * m[i] + (1 - beta1) * gradient;
    v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
    p[i] = p[i] * keep - rate * m[i] / (sqrtf(v[i]) * root + epsilon);
  }
}

void assay_adamw_values(
    const assay_adamw_call *call, int64_t begin, int64_t count, float weight_decay) {
  update_values(call, begin, count, weight_decay);
  // The new values are still in the cache.
  if (call->halves) assay_round_values(call->halves + begin, call->parameters + begin, count);
}

typedef struct {
  const float *x;
  int64_t count;
  double *sums;
} squares_call;

ASSAY_CLONES static void sum_squares(void *context, int64_t index) {
  ASSAY_REASSOCIATE
  const squares_call *s = context;
  int64_t begin = index * values_per_task, end = assay_min(begin + values_per_task, s->count);
  double total = 0;
  for (int64_t from = begin; from < end; from += 512) {
    int64_t to = assay_min(from + 512, end);
    float sum = 0;
    for (int64_t i = from; i < to; i++) sum += s->x[i] * s->x[i];
    total += sum;
  }
  s->sums[index] = total;
}

double assay_sum_of_squares(const float *x, int64_t count) {
  int64_t tasks = assay_blocks(count, values_per_task);
  static _Thread_local double *sums;
  static _Thread_local int64_t capacity;
  if (tasks > capacity) {
    double *grown = realloc(sums, (size_t)tasks * sizeof *sums);
    if (!grown) return NAN;
    sums = grown;
    capacity = tasks;
  }
  squares_call s = {x, count, sums};
  assay_parallel(tasks, sum_squares, &s);
  double total = 0;
  for (int64_t i = 0; i < tasks; i++) total += sums[i];
  return total;
}
