// SPDX-License-Identifier: Apache-2.0
// Looks up oneDNN at run time and holds it to one thread: assay's own pool cuts the work.
#define _GNU_SOURCE
#include "COneDNN.h"

#include "CPlatform.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

typedef int (*sgemm_function)(
    char transpose_a, char transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
    const float *a, int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc);
typedef int (*bf16_function)(
    char transpose_a, char transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float beta, float *c,
    int64_t ldc);

static pthread_once_t load_once = PTHREAD_ONCE_INIT;
static const char *failure = "the library oneDNN was not loaded";
static sgemm_function sgemm;
static bf16_function bf16_gemm;
static void (*set_threads)(int);
static int multiplies_bf16;

/// Whether oneDNN multiplies bf16 here. Where it is held to an older CPU (DNNL_MAX_CPU_ISA) it refuses,
/// and leaves the result as it was.
static int try_bf16(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!bf16_gemm || !__builtin_cpu_supports("avx512bf16")) return 0;
  const uint16_t two = 0x4000, three = 0x4040;
  float product = 0;
  set_threads(1);
  return bf16_gemm('N', 'N', 1, 1, 1, 1, &two, 1, &three, 1, 0, &product, 1) == 0 && product == 6;
#else
  return 0;
#endif
}

static char why[400];

static void load(void) {
  const char *names[] = {"libdnnl.so.2", "libdnnl.so.3", "libdnnl.so"};
  void *library = NULL;
  for (int i = 0; i < 3 && !library; i++) library = assay_load_library(names[i], why, sizeof why);
  if (!library) {
    failure = *why ? why : "the library libdnnl.so was not found";
    return;
  }
  sgemm = (sgemm_function)dlsym(library, "dnnl_sgemm");
  // Exported for tests of its own, in no header; the plainest way to its bf16 kernels.
  bf16_gemm = (bf16_function)dlsym(library, "dnnl_gemm_bf16bf16f32");
  // Found through the library's dependencies. A build with its own threads would fight with ours.
  set_threads = (void (*)(int))dlsym(library, "omp_set_num_threads");
  failure = sgemm && set_threads ? NULL : "the library found as libdnnl.so is no OpenMP build";
  multiplies_bf16 = !failure && try_bf16();
}

const char *assay_onednn_load(void) {
  pthread_once(&load_once, load);
  return failure;
}

int assay_onednn_has_bf16(void) {
  return !assay_onednn_load() && multiplies_bf16;
}

/// The number of OpenMP's threads is a setting of each thread that calls.
static void stay_alone(void) {
  static _Thread_local int is_alone;
  if (is_alone) return;
  set_threads(1);
  is_alone = 1;
}

void assay_onednn_sgemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
  if (m <= 0 || n <= 0) return;
  stay_alone();
  sgemm(
      transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c,
      ldc);
}

void assay_onednn_bf16_gemm(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float beta, float *c,
    int64_t ldc) {
  if (m <= 0 || n <= 0) return;
  stay_alone();
  bf16_gemm(
      transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c,
      ldc);
}
