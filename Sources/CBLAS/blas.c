// SPDX-License-Identifier: Apache-2.0
// Looks up OpenBLAS at run time and holds it to one thread: assay's own pool cuts the work.
#define _GNU_SOURCE
#include "CBLAS.h"

#include "CPlatform.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { row_major = 101, no_transpose = 111, transpose = 112 };

typedef void (*sgemm_function)(
    int order, int transpose_a, int transpose_b, int m, int n, int k, float alpha, const float *a,
    int lda, const float *b, int ldb, float beta, float *c, int ldc);

static pthread_once_t load_once = PTHREAD_ONCE_INIT;
static const char *failure = "the BLAS library was not loaded";
static sgemm_function sgemm;
static const char *(*core_name)(void);

// OpenBLAS reads this variable in its constructor. Releases that do not know the CPU fall back to
// kernels for much older ones, at about half the speed, so any CPU with AVX-512 gets these.
static void choose_kernels(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
#endif
}

// The builds that are known. SciPy's own, which assay's wheel carries, puts a word before every name.
static const struct {
  const char *file, *prefix;
} builds[] = {
    {"libopenblas.so.0", ""}, {"libopenblas.so", ""}, {"libscipy_openblas.so", "scipy_"}};

static void *symbol(void *library, const char *prefix, const char *name) {
  char whole[64];
  snprintf(whole, sizeof whole, "%s%s", prefix, name);
  return dlsym(library, whole);
}

static char why[400];

static void load(void) {
  choose_kernels();
  const char *prefix = "";
  void *library = NULL;
  for (size_t i = 0; i < sizeof builds / sizeof *builds && !library; i++) {
    library = assay_load_library(builds[i].file, why, sizeof why);
    prefix = builds[i].prefix;
  }
  if (!library) {
    failure = *why ? why : "the library libopenblas.so.0 was not found";
    return;
  }
  sgemm = (sgemm_function)symbol(library, prefix, "cblas_sgemm");
  void (*set_threads)(int) =
      (void (*)(int))symbol(library, prefix, "openblas_set_num_threads");
  core_name = (const char *(*)(void))symbol(library, prefix, "openblas_get_corename");
  if (!sgemm || !set_threads) {
    failure = "the library found as libopenblas.so is not OpenBLAS";
    return;
  }
  set_threads(1);
  failure = NULL;
}

const char *assay_blas_load(void) {
  pthread_once(&load_once, load);
  return failure;
}

const char *assay_blas_core_name(void) {
  return core_name ? core_name() : NULL;
}

void assay_blas_sgemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
  if (m <= 0 || n <= 0) return;
  sgemm(
      row_major, transpose_a ? transpose : no_transpose, transpose_b ? transpose : no_transpose,
      (int)m, (int)n, (int)k, alpha, a, (int)lda, b, (int)ldb, beta, c, (int)ldc);
}
