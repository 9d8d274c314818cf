// SPDX-License-Identifier: Apache-2.0
// A GPU of NVIDIA's as a device for CKernels' table of operations. Nothing of CUDA is needed to build
// or start the program: its libraries are looked for when a GPU is asked for.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CKernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Makes the GPU of an index ready and gives it as a device; the same one when asked again. A process
/// works with one GPU.
/// - cache_folder: where compiled kernels are kept; NULL keeps none.
/// - reason: gets what was wrong when the answer is NULL.
const assay_device *assay_cuda_open(
    int index, const char *cache_folder, char *reason, size_t reason_size);

/// Looks for the first GPU without making it ready. Gives its name, which stays valid; NULL, with a
/// reason, when there is none that could be used.
const char *assay_cuda_find(char *reason, size_t reason_size);

/// The text of the kernels, and of the header they include.
const char *assay_cuda_source(void);
const char *assay_cuda_header(void);

// MARK: For tests

/// D (m, n) = alpha op(A) op(B) + beta C + bias (n), row-major; C has the strides of D.
typedef struct {
  int halves;  ///< whether A and B are bf16, not f32
  int transpose_a, transpose_b;
  int64_t m, n, k, lda, ldb, ldd;
  float alpha, beta;
  const void *a, *b;
  const float *c, *bias;
  float *d;
} assay_cuda_product;

/// What operations ask of a driver. Calls work in order; each counts its own failures.
typedef struct {
  void *(*allocate)(int64_t bytes);
  void (*release)(void *memory);
  void (*upload)(void *out, const void *in, int64_t bytes);
  void (*download)(void *out, const void *in, int64_t bytes);
  void (*copy)(void *out, const void *in, int64_t bytes);
  void (*clear)(void *out, int64_t bytes);
  /// Runs a kernel (of the enum in kernels.h) on a grid of blocks of 256 threads.
  void (*launch)(
      int kernel, int64_t grid_x, int64_t grid_y, int64_t shared_bytes, void **arguments);
  void (*multiply)(const assay_cuda_product *product);
  int64_t (*failures)(void);
  const char *(*trouble)(void);
  int64_t (*free_memory)(void);
  int multiprocessors;
} assay_cuda_driver;

/// The operations on a driver, which stays for all calls that follow.
const assay_device *assay_cuda_device(const assay_cuda_driver *driver);

#ifdef __cplusplus
}
#endif
