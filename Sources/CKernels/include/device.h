// SPDX-License-Identifier: Apache-2.0
// What a device that runs a GPT-2 can do, as one table of operations. CKernels.h says what each of
// them computes; included by it.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A device: where blocks of values live, and the operations on them.
///
/// Addresses, also those of tokens, rows and the geometry of attention, are the device's own. The host
/// adds offsets to them; it looks behind them only where `shares_memory` says that they are its own.
/// Operations run in the order they are called in. One that fails, or does not get the memory it works
/// in, leaves worthless results and counts that: compare `failures` before and after.
typedef struct {
  const char *name;
  /// Whether the host can read and write the device's memory itself.
  int shares_memory;
  /// Whether products of bf16 numbers are native.
  int (*has_bf16)(void);
  /// The widest head that attention can compute.
  int64_t most_head_width;
  /// Bytes that are free; -1 where the host's memory is meant.
  int64_t (*free_memory)(void);
  /// Rows of logits that shall exist at a time: enough for fast products.
  int64_t logit_rows;
  int64_t (*failures)(void);
  /// What the last failure was, or NULL when memory ran out.
  const char *(*trouble)(void);

  /// Memory of its own, all 0; NULL when there is not so much.
  void *(*allocate)(int64_t bytes);
  void (*release)(void *memory, int64_t bytes);
  /// From the host's memory, to it, and within the device's.
  void (*upload)(void *out, const void *in, int64_t bytes);
  void (*download)(void *out, const void *in, int64_t bytes);
  void (*copy)(void *out, const void *in, int64_t bytes);
  void (*clear)(void *out, int64_t bytes);
  void (*clear_rows)(float *out, int64_t out_stride, int64_t count, int64_t width);

  void (*linear_forward)(
      float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
      int64_t rows, int64_t in_width, int64_t out_width);
  void (*linear_backward)(
      float *din, float *dweight, float *dbias, const float *dout, const float *in,
      assay_matrix weight, float beta, int64_t rows, int64_t in_width, int64_t out_width);
  void (*low_rank_merge)(
      float *weight, const float *base, const float *a, const float *b, float scale,
      int64_t in_width, int64_t rank, int64_t out_width);
  void (*low_rank_backward)(
      float *da, float *db, const float *dout, const float *in, const float *a, const float *b,
      float scale, float beta, int64_t rows, int64_t in_width, int64_t rank, int64_t out_width);
  void (*head_forward)(
      float *logits, const float *hidden, assay_matrix table, int64_t rows, int64_t width,
      int64_t vocabulary);
  void (*head_backward)(
      float *dhidden, float *dtable, const float *dlogits, const float *hidden, assay_matrix table,
      float beta, int64_t rows, int64_t width, int64_t vocabulary);

  void (*embedding_forward)(
      float *out, const int32_t *tokens, const int32_t *positions, const float *wte,
      const float *wpe, int64_t rows, int64_t width);
  void (*embedding_backward)(
      float *dwte, float *dwpe, const float *dout, const int32_t *tokens,
      const int32_t *positions, int64_t rows, int64_t width);
  void (*gather_rows)(
      float *out, const float *in, int64_t in_stride, const int32_t *rows, int64_t count,
      int64_t width);
  void (*scatter_rows)(
      float *out, int64_t out_stride, const float *in, int64_t in_stride, const int32_t *rows,
      int64_t count, int64_t width);
  void (*scatter_add_rows)(
      float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
      int64_t width);

  void (*layernorm_forward)(
      float *out, float *mean, float *rstd, const float *x, const float *gain, const float *bias,
      float epsilon, int64_t rows, int64_t width);
  void (*layernorm_backward)(
      float *dx, float *dgain, float *dbias, const float *dout, const float *x, const float *mean,
      const float *rstd, const float *gain, int64_t rows, int64_t width);
  void (*attention_forward)(
      float *out, int64_t out_stride, float *log_sums, const float *q, int64_t query_stride,
      const float *k, const float *v, int64_t key_stride, const assay_attention_shape *shape);
  void (*attention_backward)(
      float *dq, int64_t dquery_stride, float *dk, float *dv, int64_t dkey_stride,
      const float *dout, const float *out, int64_t out_stride, const float *log_sums,
      const float *q, int64_t query_stride, const float *k, const float *v, int64_t key_stride,
      const assay_attention_shape *shape);
  void (*gelu_forward)(float *out, const float *x, int64_t count);
  void (*gelu_backward)(float *dx, const float *dout, const float *x, int64_t count);
  void (*dropout)(float *x, float rate, uint64_t seed, int64_t count);
  void (*add)(float *out, const float *x, const float *y, int64_t count);

  void (*softmax_forward)(
      double *log_sums, int32_t *argmax, const float *logits, int64_t rows, int64_t vocabulary);
  void (*softmax_backward)(
      float *logits, const double *log_sums, const float *totals, int64_t rows,
      int64_t vocabulary);
  void (*pick_targets)(
      float *out, const float *logits, const int32_t *rows, const int32_t *tokens, int64_t count,
      int64_t first_row, int64_t vocabulary);
  void (*subtract_targets)(
      float *logits, const int32_t *rows, const int32_t *tokens, const float *weights,
      int64_t count, int64_t first_row, int64_t vocabulary);

  /// The segments and settings are the host's.
  void (*adamw_step)(
      float *parameters, uint16_t *halves, const float *gradients, float *first, float *second,
      const assay_adamw_segment *segments, int64_t segment_count,
      const assay_adamw_settings *settings);
  double (*sum_of_squares)(const float *x, int64_t count);
  void (*round)(uint16_t *out, const float *in, int64_t count);
  int64_t (*first_not_finite)(const float *x, int64_t count);
} assay_device;

/// The processor that the program runs on.
const assay_device *assay_cpu_device(void);

#ifdef __cplusplus
}
#endif
