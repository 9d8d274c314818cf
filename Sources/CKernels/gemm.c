// SPDX-License-Identifier: Apache-2.0
// Matrix products cut over the threads; each piece is one call of oneDNN, or of OpenBLAS where the
// former is missing.
#include "CBLAS.h"
#include "COneDNN.h"
#include "internal.h"

const char *assay_products_load(void) {
  return assay_onednn_load() ? assay_blas_load() : NULL;
}

int assay_products_have_bf16(void) { return assay_onednn_has_bf16(); }

void assay_sgemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
  (assay_onednn_load() ? assay_blas_sgemm : assay_onednn_sgemm)(
      transpose_a, transpose_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void assay_multiply(const assay_product *p) {
  if (p->halves)
    assay_onednn_bf16_gemm(
        p->transpose_a, p->transpose_b, p->m, p->n, p->k, p->alpha, p->a, p->lda, p->b, p->ldb,
        p->beta, p->c, p->ldc);
  else
    assay_sgemm(
        p->transpose_a, p->transpose_b, p->m, p->n, p->k, p->alpha, p->a, p->lda, p->b, p->ldb,
        p->beta, p->c, p->ldc);
}

assay_product assay_piece(const assay_product *whole, int64_t index) {
  assay_product p = *whole;
  int64_t bytes = p.halves ? sizeof(uint16_t) : sizeof(float);
  int64_t begin = index * p.piece;
  if (p.cut_columns) {
    p.n = assay_min(p.piece, whole->n - begin);
    p.b = (const char *)p.b + bytes * (p.transpose_b ? begin * p.ldb : begin);
    p.c += begin;
  } else {
    p.m = assay_min(p.piece, whole->m - begin);
    p.a = (const char *)p.a + bytes * (p.transpose_a ? begin : begin * p.lda);
    p.c += begin * p.ldc;
  }
  return p;
}

static void multiply_piece(void *context, int64_t index) {
  assay_product piece = assay_piece(context, index);
  assay_multiply(&piece);
}

int64_t assay_cut(assay_product *p) {
  p->cut_columns = p->n >= p->m;
  int64_t length = p->cut_columns ? p->n : p->m;
  // Multiples of 16 keep every piece on the full width of the library's inner kernel.
  p->piece = (assay_blocks(length, assay_thread_count()) + 15) / 16 * 16;
  return p->piece > 0 ? assay_blocks(length, p->piece) : 0;
}

void assay_multiply_in_parallel(assay_product *p) {
  int64_t pieces = assay_cut(p);
  assay_parallel(pieces, multiply_piece, p);
}

void assay_bf16_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float beta, float *c,
    int64_t ldc) {
  assay_product p = {1, transpose_a, transpose_b, m, n, k, alpha, beta, a, b, c, lda, ldb, ldc};
  assay_multiply_in_parallel(&p);
}

void assay_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
  assay_product p = {0, transpose_a, transpose_b, m, n, k, alpha, beta, a, b, c, lda, ldb, ldc};
  assay_multiply_in_parallel(&p);
}
