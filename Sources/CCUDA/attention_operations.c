// SPDX-License-Identifier: Apache-2.0
// Attention, in tiles of rows and keys.
#include <math.h>

#include "operations.h"

static assay_cuda_attention attention(const assay_attention_shape *shape) {
  assay_cuda_attention a = {
      .sequences = (const assay_cuda_sequence *)shape->sequences, .key_counts = shape->key_counts,
      .query_rows = shape->query_rows, .tiles = blocks(shape->longest, assay_cuda_tile),
      .heads = (int)shape->heads, .head_width = (int)shape->head_width,
      .scale = 1 / sqrtf((float)shape->head_width), .rate = shape->dropout,
      .seed = shape->dropout_seed};
  return a;
}

// Wider heads than 128 do not come here: see most_head_width.
#define LAUNCH_ATTENTION(kernel, a, sequences, shared)                                  \
  do {                                                                                  \
    if ((a).head_width <= 64)                                                           \
      LAUNCH(kernel##_64, (sequences) * (a).tiles, (a).heads, shared, &(a));            \
    else                                                                                \
      LAUNCH(kernel##_128, (sequences) * (a).tiles, (a).heads, shared, &(a));           \
  } while (0)

// The kernels that multiply in bf16, with so many areas of 64 rows of 36 words of two halves, and 64
// times three values behind them.
#define LAUNCH_HALVES(kernel, a, sequences, longest, areas)                              \
  do {                                                                                  \
    (a).tiles = blocks(longest, assay_cuda_halves_tile);                                \
    LAUNCH(kernel##_halves, (sequences) * (a).tiles, (a).heads, (areas) * 64 * 36 * 4 + 768, &(a)); \
  } while (0)

static int multiplies_in_halves(const assay_attention_shape *shape) {
  return shape->takes_halves && shape->head_width <= 64;
}

// Bytes of shared memory for tiles of rows and tiles of weights.
static int64_t tiles(int64_t head_width, int rows, int weights) {
  return assay_cuda_tile * 4 * (rows * (head_width + 1) + weights * (assay_cuda_tile + 1));
}

static void attention_forward(
    float *out, int64_t out_stride, float *log_sums, const float *q, int64_t query_stride,
    const float *k, const float *v, int64_t key_stride, const assay_attention_shape *shape) {
  assay_cuda_begin();
  assay_cuda_attention a = attention(shape);
  a.result = out;
  a.log_sums = log_sums;
  a.q = q;
  a.k = k;
  a.v = v;
  a.out_stride = out_stride;
  a.query_stride = query_stride;
  a.key_stride = key_stride;
  if (multiplies_in_halves(shape))
    LAUNCH_HALVES(attention_forward, a, shape->sequence_count, shape->longest, 2);
  else
    LAUNCH_ATTENTION(attention_forward, a, shape->sequence_count, tiles(a.head_width, 2, 1));
  assay_cuda_end();
}

static void attention_backward(
    float *dq, int64_t dquery_stride, float *dk, float *dv, int64_t dkey_stride, const float *dout,
    const float *out, int64_t out_stride, const float *log_sums, const float *q,
    int64_t query_stride, const float *k, const float *v, int64_t key_stride,
    const assay_attention_shape *shape) {
  assay_cuda_begin();
  assay_cuda_attention a = attention(shape);
  int64_t deltas_count = shape->heads * shape->query_rows;
  if (assay_cuda_reserve(deltas_count * 4)) {
    float *deltas = assay_cuda_take(deltas_count * 4);
    a.q = q;
    a.k = k;
    a.v = v;
    a.out = out;
    a.dout = dout;
    a.deltas = deltas;
    a.log_sums = (float *)log_sums;
    a.dq = dq;
    a.dk = dk;
    a.dv = dv;
    a.out_stride = out_stride;
    a.query_stride = query_stride;
    a.key_stride = key_stride;
    a.dquery_stride = dquery_stride;
    a.dkey_stride = dkey_stride;
    LAUNCH(
        attention_deltas, blocks(deltas_count * 32, assay_cuda_threads), 1, 0, &deltas, &a);
    if (multiplies_in_halves(shape)) {
      LAUNCH_HALVES(attention_queries, a, shape->sequence_count, shape->longest, 3);
      LAUNCH_HALVES(attention_keys, a, shape->sequence_count, shape->most_keys, 4);
    } else {
      LAUNCH_ATTENTION(attention_queries, a, shape->sequence_count, tiles(a.head_width, 4, 1));
      a.tiles = blocks(shape->most_keys, assay_cuda_tile);
      LAUNCH_ATTENTION(attention_keys, a, shape->sequence_count, tiles(a.head_width, 4, 2));
    }
  }
  assay_cuda_end();
}

void assay_cuda_set_attention(assay_device *table) {
  table->attention_forward = attention_forward;
  table->attention_backward = attention_backward;
}
