// SPDX-License-Identifier: Apache-2.0
// Steps of the optimizer, and what is asked of all values.
#include <math.h>

#include "operations.h"

static void adamw_step(
    float *parameters, uint16_t *halves, const float *gradients, float *first, float *second,
    const assay_adamw_segment *segments, int64_t segment_count,
    const assay_adamw_settings *settings) {
  assay_cuda_begin();
  for (int64_t i = 0; i < segment_count; i++) {
    int64_t offset = segments[i].offset, count = segments[i].count;
    assay_cuda_adamw s = {
        .keep = 1 - settings->learning_rate * segments[i].weight_decay,
        .rate = settings->learning_rate / settings->correction1,
        .root = 1 / sqrtf(settings->correction2), .beta1 = settings->beta1,
        .beta2 = settings->beta2, .epsilon = settings->epsilon, .scale = settings->gradient_scale};
    float *p = parameters + offset, *m = first + offset, *v = second + offset;
    const float *g = gradients + offset;
    uint16_t *h = halves ? halves + offset : NULL;
    LAUNCH(adamw, assay_cuda_grid(count), 1, 0, &p, &h, &g, &m, &v, &count, &s);
  }
  assay_cuda_end();
}

// Blocks that look over all values; the host goes over what each found.
enum { parts = 1024 };

static double sum_of_squares(const float *x, int64_t count) {
  assay_cuda_begin();
  double total = NAN;
  if (assay_cuda_reserve(parts * sizeof(double))) {
    double *sums = assay_cuda_take(parts * sizeof(double)), found[parts];
    LAUNCH(sum_squares, parts, 1, 0, &sums, &x, &count);
    assay_cuda_gpu->download(found, sums, sizeof found);
    total = 0;
    for (int i = 0; i < parts; i++) total += found[i];
  }
  assay_cuda_end();
  return total;
}

static int64_t first_not_finite(const float *x, int64_t count) {
  assay_cuda_begin();
  int64_t first = count;
  if (assay_cuda_reserve(parts * sizeof(int64_t))) {
    int64_t *places = assay_cuda_take(parts * sizeof(int64_t)), found[parts];
    for (int i = 0; i < parts; i++) found[i] = count;
    LAUNCH(find_not_finite, parts, 1, 0, &places, &x, &count);
    assay_cuda_gpu->download(found, places, sizeof found);
    for (int i = 0; i < parts; i++)
      if (found[i] < first) first = found[i];
  }
  assay_cuda_end();
  return first < count ? first : -1;
}

static void round_values(uint16_t *out, const float *in, int64_t count) {
  assay_cuda_begin();
  assay_cuda_round(out, in, count);
  assay_cuda_end();
}

void assay_cuda_set_optimizer(assay_device *table) {
  table->adamw_step = adamw_step;
  table->sum_of_squares = sum_of_squares;
  table->first_not_finite = first_not_finite;
  table->round = round_values;
}
