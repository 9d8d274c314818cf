// SPDX-License-Identifier: Apache-2.0
// Matrix products cut over the threads; each piece is one call of the BLAS library.
#include "CBLAS.h"
#include "internal.h"

typedef struct {
  int transpose_a, transpose_b;
  int64_t m, n, k;
  float alpha, beta;
  const float *a, *b;
  float *c;
  int64_t lda, ldb, ldc;
  int64_t piece;    // rows or columns of C in a task
  int cut_columns;
} product;

static void multiply_piece(void *context, int64_t index) {
  const product *p = context;
  int64_t begin = index * p->piece;
  if (p->cut_columns) {
    int64_t n = assay_min(p->piece, p->n - begin);
    const float *b = p->b + (p->transpose_b ? begin * p->ldb : begin);
    assay_blas_sgemm(
        p->transpose_a, p->transpose_b, p->m, n, p->k, p->alpha, p->a, p->lda, b, p->ldb, p->beta,
        p->c + begin, p->ldc);
  } else {
    int64_t m = assay_min(p->piece, p->m - begin);
    const float *a = p->a + (p->transpose_a ? begin : begin * p->lda);
    assay_blas_sgemm(
        p->transpose_a, p->transpose_b, m, p->n, p->k, p->alpha, a, p->lda, p->b, p->ldb, p->beta,
        p->c + begin * p->ldc, p->ldc);
  }
}

void assay_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
  if (m <= assay_few_rows && !transpose_a && transpose_b && alpha == 1 && beta == 0 && lda == k
      && ldb == k && ldc == n) {
    assay_few_rows_dot(c, a, b, m, k, n);
    return;
  }
  product p = {transpose_a, transpose_b, m, n, k, alpha, beta, a, b, c, lda, ldb, ldc, 0, n >= m};
  int64_t length = p.cut_columns ? n : m;
  // Multiples of 16 keep every piece on the full width of the library's inner kernel.
  p.piece = (assay_blocks(length, assay_thread_count()) + 15) / 16 * 16;
  if (p.piece > 0) assay_parallel(assay_blocks(length, p.piece), multiply_piece, &p);
}
