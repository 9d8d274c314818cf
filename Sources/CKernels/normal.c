// SPDX-License-Identifier: Apache-2.0
// Normally distributed numbers that depend on seed and index alone (Box and Muller, 1958).
#include "internal.h"

enum { values_per_task = 1 << 14 };

typedef struct {
  float *x, mean, deviation;
  uint64_t seed;
  int64_t count;
} normal_call;

static void fill_values(void *context, int64_t index) {
  const normal_call *n = context;
  int64_t begin = index * values_per_task, end = assay_min(begin + values_per_task, n->count);
  for (int64_t i = begin; i < end; i += 2) {
    uint64_t pair = (uint64_t)i;
    double unit = ((double)assay_hash(n->seed, pair) + 0.5) / 4294967296.0;
    double angle = (double)assay_hash(n->seed, pair + 1) * (6.283185307179586 / 4294967296.0);
    double radius = sqrt(-2 * log(unit)) * n->deviation;
    n->x[i] = n->mean + (float)(radius * cos(angle));
    if (i + 1 < end) n->x[i + 1] = n->mean + (float)(radius * sin(angle));
  }
}

void assay_fill_normal(float *x, float mean, float deviation, uint64_t seed, int64_t count) {
  normal_call n = {x, mean, deviation, seed, count};
  assay_parallel(assay_blocks(count, values_per_task), fill_values, &n);
}
