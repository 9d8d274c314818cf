// SPDX-License-Identifier: Apache-2.0
// The functions of CUDA's driver, NVRTC and cuBLASLt that are used, found when the program runs.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CCUDA.h"

typedef uint64_t cuda_address;
typedef struct cuda_opaque *cuda_handle;

// X(result, name, parameters): all give 0 for success.
#define ASSAY_DRIVER_FUNCTIONS(X) \
  X(cuInit, (unsigned flags)) \
  X(cuDriverGetVersion, (int *version)) \
  X(cuDeviceGetCount, (int *count)) \
  X(cuDeviceGet, (int *device, int ordinal)) \
  X(cuDeviceGetName, (char *name, int length, int device)) \
  X(cuDeviceGetAttribute, (int *value, int attribute, int device)) \
  X(cuDevicePrimaryCtxRetain, (cuda_handle *context, int device)) \
  X(cuCtxSetCurrent, (cuda_handle context)) \
  X(cuMemGetInfo_v2, (size_t *free_bytes, size_t *total)) \
  X(cuMemAlloc_v2, (cuda_address *memory, size_t bytes)) \
  X(cuMemFree_v2, (cuda_address memory)) \
  X(cuMemcpyHtoDAsync_v2, (cuda_address out, const void *in, size_t bytes, cuda_handle stream)) \
  X(cuMemcpyDtoHAsync_v2, (void *out, cuda_address in, size_t bytes, cuda_handle stream)) \
  X(cuMemcpyDtoDAsync_v2, (cuda_address out, cuda_address in, size_t bytes, cuda_handle stream)) \
  X(cuMemsetD8Async, (cuda_address out, unsigned char value, size_t bytes, cuda_handle stream)) \
  X(cuStreamCreate, (cuda_handle *stream, unsigned flags)) \
  X(cuStreamSynchronize, (cuda_handle stream)) \
  X(cuModuleLoadData, (cuda_handle *module, const void *image)) \
  X(cuModuleGetFunction, (cuda_handle *function, cuda_handle module, const char *name)) \
  X(cuFuncSetAttribute, (cuda_handle function, int attribute, int value)) \
  X(cuLaunchKernel, \
    (cuda_handle function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x, \
     unsigned block_y, unsigned block_z, unsigned shared_bytes, cuda_handle stream, \
     void **arguments, void **extra)) \
  X(cuGetErrorString, (int code, const char **text))

#define ASSAY_COMPILER_FUNCTIONS(X) \
  X(nvrtcVersion, (int *major, int *minor)) \
  X(nvrtcCreateProgram, \
    (cuda_handle *program, const char *source, const char *name, int header_count, \
     const char *const *headers, const char *const *header_names)) \
  X(nvrtcCompileProgram, (cuda_handle program, int count, const char *const *options)) \
  X(nvrtcGetCUBINSize, (cuda_handle program, size_t *size)) \
  X(nvrtcGetCUBIN, (cuda_handle program, char *image)) \
  X(nvrtcGetProgramLogSize, (cuda_handle program, size_t *size)) \
  X(nvrtcGetProgramLog, (cuda_handle program, char *text)) \
  X(nvrtcDestroyProgram, (cuda_handle *program))

#define ASSAY_PRODUCT_FUNCTIONS(X) \
  X(cublasLtCreate, (cuda_handle *library)) \
  X(cublasLtMatmulDescCreate, (cuda_handle *product, int compute, int scale)) \
  X(cublasLtMatmulDescSetAttribute, \
    (cuda_handle product, int attribute, const void *value, size_t size)) \
  X(cublasLtMatmulDescDestroy, (cuda_handle product)) \
  X(cublasLtMatrixLayoutCreate, \
    (cuda_handle *layout, int type, uint64_t rows, uint64_t columns, int64_t stride)) \
  X(cublasLtMatrixLayoutDestroy, (cuda_handle layout)) \
  X(cublasLtMatmulPreferenceCreate, (cuda_handle *preference)) \
  X(cublasLtMatmulPreferenceSetAttribute, \
    (cuda_handle preference, int attribute, const void *value, size_t size)) \
  X(cublasLtMatmulPreferenceDestroy, (cuda_handle preference)) \
  X(cublasLtMatmulAlgoGetHeuristic, \
    (cuda_handle library, cuda_handle product, cuda_handle a, cuda_handle b, cuda_handle c, \
     cuda_handle d, cuda_handle preference, int wanted, void *results, int *count)) \
  X(cublasLtMatmul, \
    (cuda_handle library, cuda_handle product, const void *alpha, const void *a, \
     cuda_handle a_layout, const void *b, cuda_handle b_layout, const void *beta, const void *c, \
     cuda_handle c_layout, void *d, cuda_handle d_layout, const void *algorithm, \
     void *workspace, size_t workspace_size, cuda_handle stream))

typedef struct {
#define ASSAY_FIELD(name, parameters) int(*name) parameters;
  ASSAY_DRIVER_FUNCTIONS(ASSAY_FIELD)
  ASSAY_COMPILER_FUNCTIONS(ASSAY_FIELD)
  ASSAY_PRODUCT_FUNCTIONS(ASSAY_FIELD)
#undef ASSAY_FIELD
} assay_cuda_functions;

/// Loads all libraries. Gives NULL, or says in `reason` what is missing and returns it.
const char *assay_cuda_load(assay_cuda_functions *functions, char *reason, size_t size);

/// The image of the kernels for a compute capability, compiled or from the cache; to be freed by the
/// caller. NULL, with a reason, when they do not compile.
void *assay_cuda_image(
    const assay_cuda_functions *functions, int major, int minor, const char *cache_folder,
    char *reason, size_t size);

/// Computes a product on a stream, with a workspace. Gives the library's status.
int assay_cuda_multiply(
    const assay_cuda_functions *functions, const assay_cuda_product *product, cuda_handle library,
    cuda_handle stream, void *workspace, size_t workspace_size);
