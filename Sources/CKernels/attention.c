// SPDX-License-Identifier: Apache-2.0
// Causal attention within each sequence of a packed batch, one task per sequence and head.
//
// A task works through blocks of query rows, so that the weights (block, keys) stay in the cache and
// are never stored for the whole batch; the way back computes them again from the logarithms of the
// denominators (Dao et al., "FlashAttention", 2022).
#include "internal.h"

enum { block_rows = 64 };

typedef struct {
  const assay_attention_shape *shape;
  const float *q, *k, *v, *out, *dout;
  float *result, *log_sums, *dq, *dk, *dv;
  int64_t query_stride, key_stride, out_stride, dquery_stride, dkey_stride;
} attention_call;

/// A block of query rows of one sequence and head.
typedef struct {
  int64_t head, begin, rows;
  int64_t prefix_begin, prefix;  // rows and number of the keys before the sequence's own
  int64_t key_begin, keys;       // keys counts the prefix too
} block;

ASSAY_INLINE uint64_t weight_index(const attention_call *a, const block *b, int64_t row) {
  return ((uint64_t)b->head * (uint64_t)a->shape->query_rows + (uint64_t)(b->begin + row)) << 32;
}

// Weights of one row from its scores, in place, 0 beyond the keys it may see.
ASSAY_CLONES static float softmax_row(float *s, float scale, int64_t count, int64_t width) {
  ASSAY_REASSOCIATE
  float top = s[0], sum = 0;
  for (int64_t j = 1; j < count; j++) top = s[j] > top ? s[j] : top;
  for (int64_t j = 0; j < count; j++) {
    s[j] = assay_exp((s[j] - top) * scale);
    sum += s[j];
  }
  float inverse = 1 / sum;
  for (int64_t j = 0; j < count; j++) s[j] *= inverse;
  for (int64_t j = count; j < width; j++) s[j] = 0;
  return top * scale + logf(sum);
}

ASSAY_CLONES static void weights_row(
    float *s, float scale, float log_sum, int64_t count, int64_t width) {
  for (int64_t j = 0; j < count; j++) s[j] = assay_exp(s[j] * scale - log_sum);
  for (int64_t j = count; j < width; j++) s[j] = 0;
}

ASSAY_CLONES static void drop_row(
    float *p, float rate, uint64_t seed, uint64_t index, int64_t count) {
  uint32_t threshold = assay_dropout_threshold(rate);
  float scale = 1 / (1 - rate);
  for (int64_t j = 0; j < count; j++)
    p[j] = assay_hash(seed, index + (uint64_t)j) < threshold ? 0 : p[j] * scale;
}

// ds = p (dp - sum_j p dp) scale, where the sum is dout . out.
ASSAY_CLONES static void dscore_row(
    float *p, const float *dp, const float *dout, const float *out, float scale, int64_t count,
    int64_t width) {
  ASSAY_REASSOCIATE
  float dot = 0;
  for (int64_t c = 0; c < width; c++) dot += dout[c] * out[c];
  for (int64_t j = 0; j < count; j++) p[j] *= (dp[j] - dot) * scale;
}

/// scores (rows, keys) = q k^T
static void block_scores(const attention_call *a, const block *b, float *scores) {
  int64_t width = a->shape->head_width, column = b->head * width;
  const float *q = a->q + b->begin * a->query_stride + column;
  if (b->prefix)
    assay_sgemm(
        0, 1, b->rows, b->prefix, width, 1, q, a->query_stride,
        a->k + b->prefix_begin * a->key_stride + column, a->key_stride, 0, scores, b->keys);
  assay_sgemm(
      0, 1, b->rows, b->keys - b->prefix, width, 1, q, a->query_stride,
      a->k + b->key_begin * a->key_stride + column, a->key_stride, 0, scores + b->prefix, b->keys);
}

/// out (rows, D) = weights (rows, keys) v
static void block_values(const attention_call *a, const block *b, const float *weights) {
  int64_t width = a->shape->head_width, column = b->head * width;
  float *out = a->result + b->begin * a->out_stride + column;
  assay_sgemm(
      0, 0, b->rows, width, b->keys - b->prefix, 1, weights + b->prefix, b->keys,
      a->v + b->key_begin * a->key_stride + column, a->key_stride, 0, out, a->out_stride);
  if (b->prefix)
    assay_sgemm(
        0, 0, b->rows, width, b->prefix, 1, weights, b->keys,
        a->v + b->prefix_begin * a->key_stride + column, a->key_stride, 1, out, a->out_stride);
}

static void forward_block(const attention_call *a, const block *b) {
  const assay_attention_shape *shape = a->shape;
  float scale = 1 / sqrtf((float)shape->head_width);
  float *weights = assay_scratch((size_t)(b->rows * b->keys) * sizeof *weights);
  if (!weights) return;
  block_scores(a, b, weights);
  for (int64_t i = 0; i < b->rows; i++) {
    int64_t query = b->begin + i, count = b->prefix + shape->key_counts[query];
    float *row = weights + i * b->keys;
    float log_sum = softmax_row(row, scale, count, b->keys);
    if (a->log_sums) a->log_sums[b->head * shape->query_rows + query] = log_sum;
    if (shape->dropout > 0)
      drop_row(row, shape->dropout, shape->dropout_seed, weight_index(a, b, i), count);
  }
  block_values(a, b, weights);
}

static void for_each_block(
    const attention_call *a, int64_t index, void (*body)(const attention_call *, const block *)) {
  const assay_attention_shape *shape = a->shape;
  const assay_sequence *sequence = &shape->sequences[index / shape->heads];
  for (int64_t i = sequence->query_begin; i < sequence->query_end; i += block_rows) {
    block b = {
        .head = index % shape->heads, .begin = i,
        .rows = assay_min(block_rows, sequence->query_end - i),
        .prefix_begin = sequence->prefix_begin,
        .prefix = sequence->prefix_end - sequence->prefix_begin,
        .key_begin = sequence->key_begin};
    b.keys = b.prefix + shape->key_counts[i + b.rows - 1];
    body(a, &b);
  }
}

static void forward_task(void *context, int64_t index) {
  for_each_block(context, index, forward_block);
}

void assay_attention_forward(
    float *out, int64_t out_stride, float *log_sums, const float *q, int64_t query_stride,
    const float *k, const float *v, int64_t key_stride, const assay_attention_shape *shape) {
  attention_call a = {
      .shape = shape, .q = q, .k = k, .v = v, .result = out, .log_sums = log_sums,
      .query_stride = query_stride, .key_stride = key_stride, .out_stride = out_stride};
  assay_parallel(shape->sequence_count * shape->heads, forward_task, &a);
}

static void backward_block(const attention_call *a, const block *b) {
  const assay_attention_shape *shape = a->shape;
  int64_t width = shape->head_width, column = b->head * width, area = b->rows * b->keys;
  float scale = 1 / sqrtf((float)width);
  int dropping = shape->dropout > 0;
  float *weights = assay_scratch((size_t)(area * 3) * sizeof *weights);
  if (!weights) return;
  float *dweights = weights + area, *dropped = dropping ? dweights + area : weights;
  const float *dout = a->dout + b->begin * a->out_stride + column;
  const float *out = a->out + b->begin * a->out_stride + column;
  const float *v = a->v + b->key_begin * a->key_stride + column;
  block_scores(a, b, weights);
  assay_sgemm(
      0, 1, b->rows, b->keys, width, 1, dout, a->out_stride, v, a->key_stride, 0, dweights,
      b->keys);
  for (int64_t i = 0; i < b->rows; i++) {
    int64_t query = b->begin + i, count = shape->key_counts[query];
    float log_sum = a->log_sums[b->head * shape->query_rows + query];
    weights_row(weights + i * b->keys, scale, log_sum, count, b->keys);
    if (!dropping) continue;
    uint64_t index = weight_index(a, b, i);
    memcpy(dropped + i * b->keys, weights + i * b->keys, (size_t)b->keys * sizeof *weights);
    drop_row(dropped + i * b->keys, shape->dropout, shape->dropout_seed, index, count);
    drop_row(dweights + i * b->keys, shape->dropout, shape->dropout_seed, index, count);
  }
  assay_sgemm(
      1, 0, b->keys, width, b->rows, 1, dropped, b->keys, dout, a->out_stride, 1,
      a->dv + b->key_begin * a->dkey_stride + column, a->dkey_stride);
  for (int64_t i = 0; i < b->rows; i++)
    dscore_row(
        weights + i * b->keys, dweights + i * b->keys, dout + i * a->out_stride,
        out + i * a->out_stride, scale, shape->key_counts[b->begin + i], width);
  assay_sgemm(
      0, 0, b->rows, width, b->keys, 1, weights, b->keys,
      a->k + b->key_begin * a->key_stride + column, a->key_stride, 0,
      a->dq + b->begin * a->dquery_stride + column, a->dquery_stride);
  assay_sgemm(
      1, 0, b->keys, width, b->rows, 1, weights, b->keys,
      a->q + b->begin * a->query_stride + column, a->query_stride, 1,
      a->dk + b->key_begin * a->dkey_stride + column, a->dkey_stride);
}

static void backward_task(void *context, int64_t index) {
  const attention_call *a = context;
  int64_t width = a->shape->head_width, column = index % a->shape->heads * width;
  const assay_sequence *sequence = &a->shape->sequences[index / a->shape->heads];
  for (int64_t j = sequence->key_begin; j < sequence->key_end; j++) {
    memset(a->dk + j * a->dkey_stride + column, 0, (size_t)width * sizeof(float));
    memset(a->dv + j * a->dkey_stride + column, 0, (size_t)width * sizeof(float));
  }
  for_each_block(a, index, backward_block);
}

void assay_attention_backward(
    float *dq, int64_t dquery_stride, float *dk, float *dv, int64_t dkey_stride, const float *dout,
    const float *out, int64_t out_stride, const float *log_sums, const float *q,
    int64_t query_stride, const float *k, const float *v, int64_t key_stride,
    const assay_attention_shape *shape) {
  attention_call a = {
      .shape = shape, .q = q, .k = k, .v = v, .out = out, .dout = dout,
      .log_sums = (float *)log_sums, .dq = dq, .dk = dk, .dv = dv, .query_stride = query_stride,
      .key_stride = key_stride, .out_stride = out_stride, .dquery_stride = dquery_stride,
      .dkey_stride = dkey_stride};
  assay_parallel(shape->sequence_count * shape->heads, backward_task, &a);
}
