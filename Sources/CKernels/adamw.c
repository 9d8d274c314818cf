// SPDX-License-Identifier: Apache-2.0
// AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019) in one pass over
// memory, and the norm of the gradient.
#include <stdlib.h>

#include "internal.h"

enum { values_per_task = 1 << 15 };

typedef struct {
  float *parameters, *first, *second;
  const float *gradients;
  uint16_t *halves;
  const assay_adamw_segment *segment;
  const assay_adamw_settings *settings;
} adamw_call;

ASSAY_CLONES static void update_values(void *context, int64_t index) {
  const adamw_call *a = context;
  const assay_adamw_settings *s = a->settings;
  int64_t begin = index * values_per_task;
  int64_t count = assay_min(values_per_task, a->segment->count - begin);
  begin += a->segment->offset;
  float *restrict p = a->parameters + begin, *restrict m = a->first + begin;
  float *restrict v = a->second + begin;
  const float *restrict g = a->gradients + begin;
  float keep = 1 - s->learning_rate * a->segment->weight_decay;
  float rate = s->learning_rate / s->correction1, root = 1 / sqrtf(s->correction2);
  float beta1 = s->beta1, beta2 = s->beta2, epsilon = s->epsilon, scale = s->gradient_scale;
  for (int64_t i = 0; i < count; i++) {
    float gradient = g[i] * scale;
    m[i] = beta1 * m[i] + (1 - beta1) * gradient;
    v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
    p[i] = p[i] * keep - rate * m[i] / (sqrtf(v[i]) * root + epsilon);
  }
  // The new values are still in the cache.
  if (a->halves) assay_round_values(a->halves + begin, p, count);
}

void assay_adamw_step(
    float *parameters, uint16_t *halves, const float *gradients, float *first, float *second,
    const assay_adamw_segment *segments, int64_t segment_count,
    const assay_adamw_settings *settings) {
  for (int64_t i = 0; i < segment_count; i++) {
    adamw_call a = {parameters, first, second, gradients, halves, &segments[i], settings};
    assay_parallel(assay_blocks(segments[i].count, values_per_task), update_values, &a);
  }
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
