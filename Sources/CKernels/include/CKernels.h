// SPDX-License-Identifier: Apache-2.0
// The arithmetic of a GPT-2: forward and backward in pairs, on all cores, in f32, or with products
// of bf16 numbers and all else in f32.
//
// Letters in shapes: T tokens (rows), C width, H heads, D = C / H, V vocabulary, P positions,
// Q query rows. All matrices are row-major. A name that starts with d is the gradient of the loss
// with respect to the rest of the name. Every function gives the same bits for the same input and
// number of threads. `assay_products_load` must have succeeded before the ones that multiply.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: thread_pool.c

/// The number of threads that share the work; at first the CPUs this process may run on.
int assay_thread_count(void);

/// Runs task(context, i) for every i in 0..<count, on all threads, and returns when all are done.
/// Tasks must not depend on each other. A call from inside a task, or while another thread uses the
/// pool, runs on the calling thread alone.
/// Signals wait meanwhile: no handler may interrupt a product of matrices.
void assay_parallel(int64_t count, void (*task)(void *context, int64_t index), void *context);

/// How often a function of this header did not get the memory it works in. It has then left its
/// results as they were, and they are worth nothing: compare the number before and after.
int64_t assay_memory_failures(void);

/// For tests: from now on, whoever asks for more bytes to work in than these gets none.
void assay_limit_scratch(size_t bytes);

// MARK: gemm.c

/// Loads the libraries that multiply matrices. Returns NULL when one is ready, otherwise what went
/// wrong (a string that stays valid).
const char *assay_products_load(void);

/// Whether products of bf16 numbers are native here.
int assay_products_have_bf16(void);

/// C (m, n) = alpha op(A) op(B) + beta C, cut along its longer side.
void assay_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);

/// The same of bf16 matrices with sums in f32, where `assay_products_have_bf16`.
void assay_bf16_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float beta, float *c,
    int64_t ldc);

/// Weights in f32, and the same rounded to bf16 where products shall be taken in it; else NULL.
typedef struct {
  const float *values;
  const uint16_t *halves;
} assay_matrix;

// MARK: linear.c

/// out (T, N) = in (T, M) weight (M, N) + bias (N) + residual (T, N). residual may be NULL or `out`;
/// bias may be NULL.
void assay_linear_forward(
    float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width);

/// din (T, M) = dout (T, N) weight^T; dweight (M, N) = in^T dout + beta dweight; dbias (N) likewise.
/// Each of the three may be NULL for none.
void assay_linear_backward(
    float *din, float *dweight, float *dbias, const float *dout, const float *in,
    assay_matrix weight, float beta, int64_t rows, int64_t in_width, int64_t out_width);

// MARK: low_rank.c

/// weight (M, N) = base (M, N) + scale a (K, M)^T b (N, K)^T.
void assay_low_rank_merge(
    float *weight, const float *base, const float *a, const float *b, float scale,
    int64_t in_width, int64_t rank, int64_t out_width);

/// The gradients of a and b from those of out (T, N) = in (T, M) weight:
/// db = scale dout^T (in a^T) + beta db; da = (scale dout b)^T in + beta da.
void assay_low_rank_backward(
    float *da, float *db, const float *dout, const float *in, const float *a, const float *b,
    float scale, float beta, int64_t rows, int64_t in_width, int64_t rank, int64_t out_width);

// MARK: head.c

/// logits (R, V) = hidden (R, C) table (V, C)^T.
void assay_head_forward(
    float *logits, const float *hidden, assay_matrix table, int64_t rows, int64_t width,
    int64_t vocabulary);

/// dhidden (R, C) = dlogits (R, V) table; dtable (V, C) = dlogits^T hidden + beta dtable, or NULL for
/// none.
void assay_head_backward(
    float *dhidden, float *dtable, const float *dlogits, const float *hidden, assay_matrix table,
    float beta, int64_t rows, int64_t width, int64_t vocabulary);

// MARK: embedding.c

/// out (T, C) = wte[tokens] + wpe[positions].
void assay_embedding_forward(
    float *out, const int32_t *tokens, const int32_t *positions, const float *wte,
    const float *wpe, int64_t rows, int64_t width);

/// Adds dout (T, C) to the rows of dwte (V, C) and dwpe (P, C).
void assay_embedding_backward(
    float *dwte, float *dwpe, const float *dout, const int32_t *tokens, const int32_t *positions,
    int64_t rows, int64_t width);

/// out[i] (C) = in[rows[i]].
void assay_gather_rows(
    float *out, const float *in, int64_t in_stride, const int32_t *rows, int64_t count,
    int64_t width);

/// out[rows[i]] = in[i] (C). No row may occur twice.
void assay_scatter_rows(
    float *out, int64_t out_stride, const float *in, int64_t in_stride, const int32_t *rows,
    int64_t count, int64_t width);

/// out[rows[i]] += in[i]. A row may occur more than once.
void assay_scatter_add_rows(
    float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
    int64_t width);

// MARK: layernorm.c

/// out (T, C) = (x - mean) rstd gain + bias; keeps mean (T) and rstd (T) for the way back.
void assay_layernorm_forward(
    float *out, float *mean, float *rstd, const float *x, const float *gain, const float *bias,
    float epsilon, int64_t rows, int64_t width);

/// Adds to dx (T, C), dgain (C) and dbias (C); the latter two may both be NULL for none.
void assay_layernorm_backward(
    float *dx, float *dgain, float *dbias, const float *dout, const float *x, const float *mean,
    const float *rstd, const float *gain, int64_t rows, int64_t width);

// MARK: attention.c

/// Rows of queries that see the keys of one sequence, and before them those of a prefix that several
/// sequences may share (prefix_begin == prefix_end for none).
typedef struct {
  int64_t query_begin, query_end;    ///< rows of the queries
  int64_t key_begin, key_end;        ///< rows of the keys and values
  int64_t prefix_begin, prefix_end;  ///< rows of the keys and values before them
} assay_sequence;

/// The geometry of an attention call. Query row i of a sequence sees its whole prefix and its first
/// key_counts[i] keys; counts ascend within a sequence.
typedef struct {
  const assay_sequence *sequences;
  int64_t sequence_count;
  const int32_t *key_counts;  ///< (Q)
  int64_t query_rows;         ///< Q
  int64_t longest;            ///< the most query rows of a sequence
  int64_t most_keys;          ///< the most keys of a sequence, without its prefix
  int64_t heads, head_width;  ///< H, D
  float dropout;              ///< chance that a weight is set to 0; 0 for none
  uint64_t dropout_seed;
  int takes_halves;  ///< whether a device may round the factors of products to bf16
} assay_attention_shape;

/// out (Q, C) = softmax(q k^T / sqrt(D)) v per head; keeps log_sums (H, Q), the logarithms of the
/// softmax denominators. Row strides: query_stride, key_stride (k and v), out_stride.
void assay_attention_forward(
    float *out, int64_t out_stride, float *log_sums, const float *q, int64_t query_stride,
    const float *k, const float *v, int64_t key_stride, const assay_attention_shape *shape);

/// Overwrites dq (Q rows), and dk and dv (rows of the keys of every sequence). Prefixes must be empty.
/// The weights are computed again from log_sums. dq has dquery_stride, dk and dv have dkey_stride.
void assay_attention_backward(
    float *dq, int64_t dquery_stride, float *dk, float *dv, int64_t dkey_stride, const float *dout,
    const float *out, int64_t out_stride, const float *log_sums, const float *q,
    int64_t query_stride, const float *k, const float *v, int64_t key_stride,
    const assay_attention_shape *shape);

// MARK: gelu.c

/// out = 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
void assay_gelu_forward(float *out, const float *x, int64_t count);

/// dx = dout gelu'(x); dx may be dout.
void assay_gelu_backward(float *dx, const float *dout, const float *x, int64_t count);

// MARK: dropout.c

/// x = x mask / (1 - rate), with a mask that depends on seed and index alone: the same call serves
/// the way back.
void assay_dropout(float *x, float rate, uint64_t seed, int64_t count);

/// out = x + y.
void assay_add(float *out, const float *x, const float *y, int64_t count);

// MARK: cross_entropy.c

/// For each row of logits (R, V): log_sums[i] = log sum_j exp(logits[i][j]), and its likeliest token.
/// The log-probability of a token is its logit minus log_sums[i].
void assay_softmax_forward(
    double *log_sums, int32_t *argmax, const float *logits, int64_t rows, int64_t vocabulary);

/// Each row of logits (R, V) becomes totals[i] softmax(logits[i]). With totals the sum of the weights
/// of a row's targets, it lacks only those weights, subtracted at the targets, to be the gradient of
/// the weighted cross-entropy.
void assay_softmax_backward(
    float *logits, const double *log_sums, const float *totals, int64_t rows, int64_t vocabulary);

/// out[i] = logits[rows[i] - first_row][tokens[i]].
void assay_pick_targets(
    float *out, const float *logits, const int32_t *rows, const int32_t *tokens, int64_t count,
    int64_t first_row, int64_t vocabulary);

/// logits[rows[i] - first_row][tokens[i]] -= weights[i], one after the other: rows ascend, and a token
/// may be the target of a row more than once.
void assay_subtract_targets(
    float *logits, const int32_t *rows, const int32_t *tokens, const float *weights, int64_t count,
    int64_t first_row, int64_t vocabulary);

// MARK: adamw.c

/// A part of the parameters with one weight decay.
typedef struct {
  int64_t offset, count;
  float weight_decay;
} assay_adamw_segment;

typedef struct {
  float learning_rate, beta1, beta2, epsilon;
  float correction1, correction2;  ///< 1 - beta^step
  float gradient_scale;            ///< the gradient is multiplied by it first
} assay_adamw_settings;

/// One step of AdamW over all segments, in one pass: reads gradient, updates parameters and moments,
/// and the parameters rounded to bf16 unless `halves` is NULL.
void assay_adamw_step(
    float *parameters, uint16_t *halves, const float *gradients, float *first, float *second,
    const assay_adamw_segment *segments, int64_t segment_count,
    const assay_adamw_settings *settings);

/// The sum of x[i]^2 in double precision, the same for any number of threads.
double assay_sum_of_squares(const float *x, int64_t count);

// MARK: normal.c

/// Fills x with normally distributed numbers that depend on seed and index alone.
void assay_fill_normal(float *x, float mean, float deviation, uint64_t seed, int64_t count);

// MARK: convert.c

/// How numbers are stored in a file, little-endian.
typedef enum { assay_f32, assay_f16, assay_bf16 } assay_number_format;

/// out[i] = in[i], where `in` may lie anywhere in memory.
void assay_convert(float *out, const void *in, assay_number_format format, int64_t count);

/// The place of the first value that is infinite or no number; -1 when there is none.
int64_t assay_first_not_finite(const float *x, int64_t count);

/// out[i] = in[i] rounded to bf16.
void assay_round(uint16_t *out, const float *in, int64_t count);

// MARK: dual_ascent.c

/// A matrix of few values: row r holds values[e] in columns[e] for e in starts[r]..<starts[r + 1].
typedef struct {
  const int64_t *starts;
  const int32_t *columns;
  const float *values;
} assay_sparse;

/// One pass over `count` rows of x (R, F), in the given order, of the dual of
///   |weights|^2 / 2 + strength sum of the cross-entropies of softmax(x weights),
/// on the calling thread. weights (F, N) = strength x^T (labels - dual), dual (R, N) holds a
/// distribution a row; begin with weights of zero and a one at each row's label.
/// Returns the sum of the rows' duality gaps, without the factor `strength`, as they were met.
double assay_dual_ascent(
    float *weights, float *dual, const assay_sparse *x, const int32_t *order, int64_t count,
    int64_t classes, float strength);

/// out (R, N) = softmax(x (R, F) weights (F, N)), on the calling thread.
void assay_sparse_softmax(
    float *out, const assay_sparse *x, int64_t rows, const float *weights, int64_t classes);

#ifdef __cplusplus
}
#endif

// MARK: device.c

#include "device.h"
