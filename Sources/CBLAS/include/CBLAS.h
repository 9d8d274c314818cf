// SPDX-License-Identifier: Apache-2.0
// The one BLAS routine that assay needs, from a library that is looked up when a model is first
// used: commands that run no model never load it.
#pragma once
#include <stdint.h>

/// Loads the library once for the process; safe to call from several threads and again.
/// Returns NULL when it is ready, otherwise what went wrong (a string that stays valid).
const char *assay_blas_load(void);

/// The kernels the library chose ("SkylakeX", "Haswell", ...), or NULL before it is loaded.
const char *assay_blas_core_name(void);

/// C (m, n) = alpha op(A) op(B) + beta C on the calling thread alone, all row-major with row strides
/// lda, ldb, ldc. op(A) is (m, k), op(B) is (k, n); a flag of 1 means the matrix is stored
/// transposed. `assay_blas_load` must have returned NULL before. Sizes must fit 31 bits.
void assay_blas_sgemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);
