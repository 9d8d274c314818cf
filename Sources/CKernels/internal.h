// SPDX-License-Identifier: Apache-2.0
// What the kernels share: clones for several CPU levels, cutting of ranges, and functions that the
// compiler can turn into vector code.
#pragma once
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CKernels.h"

// Compiled once for each level; the loader picks the best that the CPU has.
#if defined(__x86_64__)
#define ASSAY_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define ASSAY_CLONES
#endif

#define ASSAY_INLINE static inline __attribute__((always_inline))

// Lets a sum of floats be computed in lanes; the order is fixed when the code is compiled.
#define ASSAY_REASSOCIATE _Pragma("clang fp reassociate(on)")

/// Memory of the calling thread, at least `bytes` long, aligned for vectors, kept between calls.
/// NULL when memory has run out, which `assay_memory_failures` then tells: return at once.
void *assay_scratch(size_t bytes);

/// Up to this many rows a product reads its matrix once instead of copying it into blocks.
enum { assay_few_rows = 4 };

/// As assay_linear_forward, for few rows.
void assay_few_rows_forward(
    float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width);

/// out (rows, count) = in (rows, width) table (count, width)^T, for few rows.
void assay_few_rows_dot(
    float *out, const float *in, assay_matrix table, int64_t rows, int64_t width, int64_t count);

/// C (m, n) = alpha op(A) op(B) + beta C in f32 on the calling thread.
void assay_sgemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);

/// C (m, n) = alpha op(A) op(B) + beta C, whole or a piece of it.
typedef struct {
  int halves;  // whether a and b hold bf16, not f32
  int transpose_a, transpose_b;
  int64_t m, n, k;
  float alpha, beta;
  const void *a, *b;
  float *c;
  int64_t lda, ldb, ldc;
  int64_t piece;    // rows or columns of C in a task, set by assay_cut
  int cut_columns;
} assay_product;

/// Cuts a product along its longer side, a piece for each thread; gives the number of pieces.
int64_t assay_cut(assay_product *product);

/// A piece of a product that was cut.
assay_product assay_piece(const assay_product *whole, int64_t index);

/// Computes a product or a piece on the calling thread.
void assay_multiply(const assay_product *product);

/// Cuts a product and computes it on all threads.
void assay_multiply_in_parallel(assay_product *product);

/// As assay_round, on the calling thread.
void assay_round_values(uint16_t *out, const float *in, int64_t count);

ASSAY_INLINE float assay_widened(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

ASSAY_INLINE int64_t assay_min(int64_t a, int64_t b) { return a < b ? a : b; }
ASSAY_INLINE int64_t assay_blocks(int64_t count, int64_t size) { return (count + size - 1) / size; }

/// e^x to within 1 unit in the last place or so; 0 below -87.3, and capped above 88.
/// Cody and Waite's reduction to [-ln2/2, ln2/2], then a polynomial (Cephes, expf).
ASSAY_INLINE float assay_exp(float x) {
  float y = x < -87.33f ? -87.33f : (x > 88.0f ? 88.0f : x);
  float shifted = y * 1.44269504088896341f + 12582912.0f;  // 1.5 * 2^23: rounds to a whole number
  float n = shifted - 12582912.0f;
  float r = y - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  int32_t bits = ((int32_t)n + 127) << 23;
  float scale;
  memcpy(&scale, &bits, sizeof scale);
  return x < -87.33f ? 0.0f : p * scale;
}

/// A number in 0..<2^32 from a seed and an index, well mixed (two rounds of a 32-bit finalizer by
/// Wellons, "Prospecting for Hash Functions", 2018).
ASSAY_INLINE uint32_t assay_hash(uint64_t seed, uint64_t index) {
  uint32_t x = (uint32_t)index ^ (uint32_t)seed;
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  x ^= x >> 16;
  x += (uint32_t)(index >> 32) + (uint32_t)(seed >> 32);
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  return x ^ (x >> 16);
}

/// The hash below which a value is dropped.
ASSAY_INLINE uint32_t assay_dropout_threshold(float rate) {
  return (uint32_t)((double)rate * 4294967295.0);
}
