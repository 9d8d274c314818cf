// SPDX-License-Identifier: Apache-2.0
// What the host and the kernels of a GPU agree on: names, and what is passed as one value. NVRTC reads
// it too and has no standard headers.
#pragma once

// Every kernel, for tables of them.
#define ASSAY_CUDA_KERNELS(each) \
  each(clear_rows) each(copy_rows) each(gather_rows) each(scatter_rows) each(scatter_add_rows) each(embed) \
  each(norm_forward) each(norm_backward) each(norm_columns) each(sum_columns) each(finish_columns) \
  each(add_bias) each(round_values) each(round_rows) each(gelu_forward) each(gelu_backward) each(drop) each(add) \
  each(softmax_forward) each(softmax_backward) each(pick_targets) each(subtract_targets) \
  each(adamw) each(sum_squares) each(find_not_finite) each(attention_forward_64) \
  each(attention_forward_128) each(attention_deltas) each(attention_keys_64) \
  each(attention_keys_128) each(attention_queries_64) each(attention_queries_128) each(attention_forward_halves) \
  each(attention_keys_halves) each(attention_queries_halves)

#define ASSAY_CUDA_NUMBER(name) assay_kernel_##name,
typedef enum { ASSAY_CUDA_KERNELS(ASSAY_CUDA_NUMBER) assay_kernel_count } assay_cuda_kernel;
#undef ASSAY_CUDA_NUMBER

// Threads of a block, rows of a block of attention in f32 and in bf16, and rows whose columns a block
// sums up.
enum {
  assay_cuda_threads = 256, assay_cuda_tile = 64, assay_cuda_halves_tile = 128,
  assay_cuda_part_rows = 512
};

// As assay_sequence.
typedef struct {
  long long query_begin, query_end, key_begin, key_end, prefix_begin, prefix_end;
} assay_cuda_sequence;

// A call of attention; the forward pass has no gradients.
typedef struct {
  const float *q, *k, *v, *out, *dout, *deltas;
  float *result, *log_sums, *dq, *dk, *dv;
  const assay_cuda_sequence *sequences;
  const int *key_counts;
  long long query_rows, query_stride, key_stride, out_stride, dquery_stride, dkey_stride;
  long long tiles;  // of the sequence that has the most
  int heads, head_width;
  float scale, rate;
  unsigned long long seed;
} assay_cuda_attention;

// As assay_adamw_segment and assay_adamw_settings, worked out for one segment.
typedef struct {
  float keep, rate, root, beta1, beta2, epsilon, scale;
} assay_cuda_adamw;
