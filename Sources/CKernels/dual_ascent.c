// SPDX-License-Identifier: Apache-2.0
// Multinomial logistic regression by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang,
// "Accelerated proximal stochastic dual coordinate ascent", 2014, with the softmax as the point to
// move to).
#include "internal.h"

/// out (N) = row r of the sparse matrix times dense (F, N); returns the squared length of the row.
ASSAY_INLINE float times_row(
    float *out, const assay_sparse *x, int64_t row, const float *dense, int64_t width) {
  ASSAY_REASSOCIATE
  float squares = 0;
  for (int64_t k = 0; k < width; k++) out[k] = 0;
  for (int64_t e = x->starts[row]; e < x->starts[row + 1]; e++) {
    const float *line = dense + x->columns[e] * width;
    float value = x->values[e];
    squares += value * value;
    for (int64_t k = 0; k < width; k++) out[k] += value * line[k];
  }
  return squares;
}

/// scores (N) becomes exp(scores - top), top being the greatest; gives the sum.
ASSAY_INLINE float exponentials(float *scores, float top, int64_t width) {
  ASSAY_REASSOCIATE
  float sum = 0;
  for (int64_t k = 0; k < width; k++) {
    scores[k] = assay_exp(scores[k] - top);
    sum += scores[k];
  }
  return sum;
}

ASSAY_INLINE float greatest(const float *x, int64_t count) {
  float top = x[0];
  for (int64_t k = 1; k < count; k++) top = x[k] > top ? x[k] : top;
  return top;
}

/// The negative entropy of a row of probabilities.
static float negative_entropy(const float *p, int64_t width) {
  float sum = 0;
  for (int64_t k = 0; k < width; k++)
    if (p[k] > 1e-12f) sum += p[k] * logf(p[k]);
  return sum;
}

ASSAY_CLONES static float ascend_row(
    const assay_sparse *x, int64_t row, float *weights, float *p, float *z, int64_t width,
    float strength) {
  ASSAY_REASSOCIATE
  float length = times_row(z, x, row, weights, width);
  float top = greatest(z, width), dot = 0;
  for (int64_t k = 0; k < width; k++) dot += p[k] * (z[k] - top);
  float sum = exponentials(z, top, width);
  // What this row adds to the distance of the primal from the dual: the divergence of p from softmax.
  float gap = logf(sum) - dot + negative_entropy(p, width);
  gap = gap > 0 ? gap : 0;
  float absolute = 0, squares = 0;
  for (int64_t k = 0; k < width; k++) {
    z[k] = z[k] / sum - p[k];
    absolute += fabsf(z[k]);
    squares += z[k] * z[k];
  }
  // The entropy is strongly concave in the sum of absolute values (Pinsker): this is the step for
  // which the bound on the dual's gain is greatest.
  float bound = absolute * absolute;
  float step = (gap + 0.5f * bound) / (bound + strength * length * squares + 1e-30f);
  step = step < 1 ? step : 1;
  for (int64_t k = 0; k < width; k++) p[k] += step * z[k];
  for (int64_t e = x->starts[row]; e < x->starts[row + 1]; e++) {
    float *line = weights + x->columns[e] * width;
    float value = -strength * step * x->values[e];
    for (int64_t k = 0; k < width; k++) line[k] += value * z[k];
  }
  return gap;
}

double assay_dual_ascent(
    float *weights, float *dual, const assay_sparse *x, const int32_t *order, int64_t count,
    int64_t classes, float strength) {
  float *z = assay_scratch((size_t)classes * sizeof *z);
  if (!z) return 0;
  double gap = 0;
  for (int64_t i = 0; i < count; i++) {
    int64_t row = order[i];
    gap += ascend_row(x, row, weights, dual + row * classes, z, classes, strength);
  }
  return gap;
}

ASSAY_CLONES static void probabilities_of(
    float *out, const assay_sparse *x, int64_t row, const float *weights, int64_t classes) {
  times_row(out, x, row, weights, classes);
  float sum = exponentials(out, greatest(out, classes), classes);
  for (int64_t k = 0; k < classes; k++) out[k] /= sum;
}

void assay_sparse_softmax(
    float *out, const assay_sparse *x, int64_t rows, const float *weights, int64_t classes) {
  for (int64_t row = 0; row < rows; row++)
    probabilities_of(out + row * classes, x, row, weights, classes);
}
