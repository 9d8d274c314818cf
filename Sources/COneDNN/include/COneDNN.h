// SPDX-License-Identifier: Apache-2.0
// Matrix products of oneDNN in f32 and bf16, from a library that is looked up when a model is first
// used: commands that run no model never load it.
#pragma once
#include <stdint.h>

/// Loads the library once for the process; safe to call from several threads and again.
/// Returns NULL when it is ready, otherwise what went wrong (a string that stays valid).
const char *assay_onednn_load(void);

/// Whether the library is loaded and this CPU multiplies bf16 natively (AVX512-BF16; every CPU with
/// AMX has it too).
int assay_onednn_has_bf16(void);

/// C (m, n) = alpha op(A) op(B) + beta C on the calling thread alone, all row-major with row strides
/// lda, ldb, ldc. op(A) is (m, k), op(B) is (k, n); a flag of 1 means the matrix is stored
/// transposed. `assay_onednn_load` must have returned NULL before.
void assay_onednn_sgemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);

/// The same of bf16 matrices with sums in f32. `assay_onednn_has_bf16` must have been true before.
void assay_onednn_bf16_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float beta, float *c,
    int64_t ldc);
