// SPDX-License-Identifier: Apache-2.0
// Products by cuBLASLt. It wants columns first; a row-major matrix is a transposed one there, so that
// D^T = op(B)^T op(A)^T is asked for. Which algorithm a product takes is asked once for each shape.
#include <string.h>

#include "libraries.h"

enum {
  type_f32 = 0, type_bf16 = 14, compute_f32 = 68,
  product_transpose_a = 3, product_transpose_b = 4, product_epilogue = 7, product_bias = 8,
  epilogue_none = 1, epilogue_bias = 4,
  preference_workspace = 1, preference_alignment = 5,
};

// cublasLtMatmulHeuristicResult_t
typedef struct {
  uint64_t algorithm[8];
  size_t workspace_size;
  int state;
  float waves;
  int reserved[4];
} choice;

// All that an algorithm depends on.
typedef struct {
  int64_t m, n, k, lda, ldb, ldd;
  int halves, transpose_a, transpose_b, adds, biased;
  int alignments[4];
} shape;

// Shapes seen, the last ones of each place.
enum { kept_count = 1024 };
static struct {
  shape key;
  choice choice;
  int known;
} kept[kept_count];

static int alignment(const void *address) {
  uintptr_t bits = (uintptr_t)address | 256;
  return (int)(bits & (~bits + 1));
}

static shape shape_of(const assay_cuda_product *p) {
  shape key;
  memset(&key, 0, sizeof key);
  key.m = p->m;
  key.n = p->n;
  key.k = p->k;
  key.lda = p->lda;
  key.ldb = p->ldb;
  key.ldd = p->ldd;
  key.halves = p->halves;
  key.transpose_a = p->transpose_a;
  key.transpose_b = p->transpose_b;
  key.adds = p->beta != 0;
  key.biased = p->bias != NULL;
  const void *addresses[] = {p->b, p->a, p->c, p->d};
  for (int i = 0; i < 4; i++) key.alignments[i] = alignment(addresses[i]);
  return key;
}

static uint64_t hash_of(const shape *key) {
  uint64_t hash = 0xcbf29ce484222325ull;
  const unsigned char *bytes = (const unsigned char *)key;
  for (size_t i = 0; i < sizeof *key; i++) hash = (hash ^ bytes[i]) * 0x100000001b3ull;
  return hash;
}

// The library's words for a product. Its A is our B.
typedef struct {
  cuda_handle product, a, b, d;
} words;

static void forget(const assay_cuda_functions *f, words *w) {
  if (w->product) f->cublasLtMatmulDescDestroy(w->product);
  if (w->a) f->cublasLtMatrixLayoutDestroy(w->a);
  if (w->b) f->cublasLtMatrixLayoutDestroy(w->b);
  if (w->d) f->cublasLtMatrixLayoutDestroy(w->d);
}

static int describe(const assay_cuda_functions *f, const assay_cuda_product *p, words *w) {
  int type = p->halves ? type_bf16 : type_f32;
  int32_t transpose_a = p->transpose_b, transpose_b = p->transpose_a;
  int32_t epilogue = p->bias ? epilogue_bias : epilogue_none;
  int code = f->cublasLtMatmulDescCreate(&w->product, compute_f32, type_f32);
  if (!code)
    code = f->cublasLtMatmulDescSetAttribute(
        w->product, product_transpose_a, &transpose_a, sizeof transpose_a);
  if (!code)
    code = f->cublasLtMatmulDescSetAttribute(
        w->product, product_transpose_b, &transpose_b, sizeof transpose_b);
  if (!code)
    code = f->cublasLtMatmulDescSetAttribute(
        w->product, product_epilogue, &epilogue, sizeof epilogue);
  if (!code && p->bias)
    code = f->cublasLtMatmulDescSetAttribute(w->product, product_bias, &p->bias, sizeof p->bias);
  int64_t rows_a = p->transpose_b ? p->k : p->n, rows_b = p->transpose_a ? p->m : p->k;
  if (!code)
    code = f->cublasLtMatrixLayoutCreate(
        &w->a, type, (uint64_t)rows_a, (uint64_t)(p->n + p->k - rows_a), p->ldb);
  if (!code)
    code = f->cublasLtMatrixLayoutCreate(
        &w->b, type, (uint64_t)rows_b, (uint64_t)(p->m + p->k - rows_b), p->lda);
  if (!code)
    code = f->cublasLtMatrixLayoutCreate(
        &w->d, type_f32, (uint64_t)p->n, (uint64_t)p->m, p->ldd);
  return code;
}

static int choose(
    const assay_cuda_functions *f, const words *w, const shape *key, cuda_handle library,
    size_t workspace_size, choice *found) {
  cuda_handle preference = NULL;
  uint64_t workspace = workspace_size;
  int count = 0;
  int code = f->cublasLtMatmulPreferenceCreate(&preference);
  if (!code)
    code = f->cublasLtMatmulPreferenceSetAttribute(
        preference, preference_workspace, &workspace, sizeof workspace);
  for (int i = 0; i < 4 && !code; i++) {
    uint32_t bytes = (uint32_t)key->alignments[i];
    code = f->cublasLtMatmulPreferenceSetAttribute(
        preference, preference_alignment + i, &bytes, sizeof bytes);
  }
  if (!code)
    code = f->cublasLtMatmulAlgoGetHeuristic(
        library, w->product, w->a, w->b, w->d, w->d, preference, 1, found, &count);
  if (preference) f->cublasLtMatmulPreferenceDestroy(preference);
  // CUBLAS_STATUS_NOT_SUPPORTED
  return code ? code : (count ? found->state : 15);
}

int assay_cuda_multiply(
    const assay_cuda_functions *f, const assay_cuda_product *p, cuda_handle library,
    cuda_handle stream, void *workspace, size_t workspace_size) {
  words w = {0};
  shape key = shape_of(p);
  size_t place = hash_of(&key) % kept_count;
  int code = describe(f, p, &w);
  if (!code && (!kept[place].known || memcmp(&kept[place].key, &key, sizeof key))) {
    kept[place].known = 0;
    code = choose(f, &w, &key, library, workspace_size, &kept[place].choice);
    kept[place].key = key;
    kept[place].known = !code;
  }
  if (!code)
    code = f->cublasLtMatmul(
        library, w.product, &p->alpha, p->b, w.a, p->a, w.b, &p->beta, p->c, w.d, p->d, w.d,
        kept[place].choice.algorithm, workspace, workspace_size, stream);
  forget(f, &w);
  return code;
}
