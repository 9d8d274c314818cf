// SPDX-License-Identifier: Apache-2.0
// A real GPU: its context, one stream on which everything runs in order, and its kernels.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"
#include "libraries.h"

enum { workspace_size = 32 << 20, oldest_major = 8 };

static struct {
  assay_cuda_functions f;
  int is_open, index, device;
  cuda_handle context, stream, library, functions[assay_kernel_count];
  cuda_address workspace;
  int64_t failures;
  char trouble[256];
  char name[128];
  int major, minor;  // compute capability
} gpu;

static void fail(const char *what, int code) {
  const char *text = NULL;
  if (gpu.f.cuGetErrorString) gpu.f.cuGetErrorString(code, &text);
  gpu.failures++;
  snprintf(gpu.trouble, sizeof gpu.trouble, "%s (%s)", what, text ? text : "an unknown error");
}

static void check(const char *what, int code) {
  if (code) fail(what, code);
}

// Any thread may call; each has to be told of the context once.
static void enter(void) {
  static _Thread_local int entered;
  if (entered) return;
  check("it cannot be used from this thread", gpu.f.cuCtxSetCurrent(gpu.context));
  entered = 1;
}

static void *allocate(int64_t bytes) {
  cuda_address memory = 0;
  enter();
  return gpu.f.cuMemAlloc_v2(&memory, (size_t)bytes) ? NULL : (void *)(uintptr_t)memory;
}

static void release(void *memory) {
  enter();
  check("memory is not given back", gpu.f.cuMemFree_v2((uintptr_t)memory));
}

// The host may change its memory as soon as the call is back.
static void upload(void *out, const void *in, int64_t bytes) {
  enter();
  check(
      "values do not get there",
      gpu.f.cuMemcpyHtoDAsync_v2((uintptr_t)out, in, (size_t)bytes, gpu.stream));
  check("values do not get there", gpu.f.cuStreamSynchronize(gpu.stream));
}

static void download(void *out, const void *in, int64_t bytes) {
  enter();
  int code = gpu.f.cuMemcpyDtoHAsync_v2(out, (uintptr_t)in, (size_t)bytes, gpu.stream);
  if (!code) code = gpu.f.cuStreamSynchronize(gpu.stream);
  check("a kernel failed", code);
  if (code) memset(out, 0, (size_t)bytes);
}

static void copy(void *out, const void *in, int64_t bytes) {
  enter();
  check(
      "values are not copied",
      gpu.f.cuMemcpyDtoDAsync_v2((uintptr_t)out, (uintptr_t)in, (size_t)bytes, gpu.stream));
}

static void clear(void *out, int64_t bytes) {
  enter();
  check(
      "values are not cleared",
      gpu.f.cuMemsetD8Async((uintptr_t)out, 0, (size_t)bytes, gpu.stream));
}

static void launch(
    int kernel, int64_t grid_x, int64_t grid_y, int64_t shared_bytes, void **arguments) {
  enter();
  check(
      "a kernel does not start",
      gpu.f.cuLaunchKernel(
          gpu.functions[kernel], (unsigned)grid_x, (unsigned)grid_y, 1, assay_cuda_threads, 1, 1,
          (unsigned)shared_bytes, gpu.stream, arguments, NULL));
}

static void multiply(const assay_cuda_product *product) {
  enter();
  int code = assay_cuda_multiply(
      &gpu.f, product, gpu.library, gpu.stream, (void *)(uintptr_t)gpu.workspace, workspace_size);
  if (!code) return;
  gpu.failures++;
  snprintf(gpu.trouble, sizeof gpu.trouble, "cuBLASLt refuses a product (its error %d)", code);
}

static int64_t failures(void) { return gpu.failures; }
static const char *trouble(void) { return gpu.trouble[0] ? gpu.trouble : NULL; }

static int64_t free_memory(void) {
  size_t free_bytes = 0, total = 0;
  enter();
  check("it does not tell its memory", gpu.f.cuMemGetInfo_v2(&free_bytes, &total));
  return (int64_t)free_bytes;
}

static int attribute(int which) {
  int value = 0;
  gpu.f.cuDeviceGetAttribute(&value, which, gpu.device);
  return value;
}

// Attributes of a device: multiprocessors, shared memory a block may ask for, compute capability.
enum { multiprocessors = 16, shared_memory = 97, capability_major = 75, capability_minor = 76 };

static const char *find_device(int index, char *reason, size_t size) {
  int count = 0, code = gpu.f.cuInit(0);
  if (!code) code = gpu.f.cuDeviceGetCount(&count);
  if (code) {
    const char *text = NULL;
    gpu.f.cuGetErrorString(code, &text);
    snprintf(reason, size, "NVIDIA's driver does not start: %s", text ? text : "an unknown error");
    return reason;
  }
  if (index >= count || gpu.f.cuDeviceGet(&gpu.device, index)) {
    snprintf(reason, size, "there is no GPU %d: the driver knows of %d", index, count);
    return reason;
  }
  gpu.f.cuDeviceGetName(gpu.name, sizeof gpu.name, gpu.device);
  gpu.major = attribute(capability_major);
  gpu.minor = attribute(capability_minor);
  if (gpu.major >= oldest_major) return NULL;
  snprintf(
      reason, size, "the %s has compute capability %d.%d, and %d.0 is needed", gpu.name,
      gpu.major, gpu.minor, oldest_major);
  return reason;
}

static const char *load_kernels(const char *cache_folder, char *reason, size_t size) {
  static const char *const names[] = {
#define ASSAY_NAME(name) #name,
      ASSAY_CUDA_KERNELS(ASSAY_NAME)
#undef ASSAY_NAME
  };
  void *image = assay_cuda_image(
      &gpu.f, gpu.major, gpu.minor, cache_folder, reason, size);
  if (!image) return reason;
  cuda_handle module = NULL;
  int code = gpu.f.cuModuleLoadData(&module, image);
  free(image);
  for (int i = 0; i < assay_kernel_count && !code; i++) {
    code = gpu.f.cuModuleGetFunction(&gpu.functions[i], module, names[i]);
    // Tiles of attention need more shared memory than a kernel has unasked.
    if (!code && i >= assay_kernel_attention_forward_64 && i != assay_kernel_attention_deltas)
      code = gpu.f.cuFuncSetAttribute(gpu.functions[i], 8, attribute(shared_memory));
  }
  if (!code) return NULL;
  snprintf(reason, size, "the driver is too old for the kernels (its error %d)", code);
  return reason;
}

static const char *open_gpu(int index, const char *cache_folder, char *reason, size_t size) {
  if (assay_cuda_load(&gpu.f, reason, size) || find_device(index, reason, size)) return reason;
  int code = gpu.f.cuDevicePrimaryCtxRetain(&gpu.context, gpu.device);
  if (!code) code = gpu.f.cuCtxSetCurrent(gpu.context);
  if (!code) code = gpu.f.cuStreamCreate(&gpu.stream, 1);
  if (!code) code = gpu.f.cuMemAlloc_v2(&gpu.workspace, workspace_size);
  if (code) {
    const char *text = NULL;
    gpu.f.cuGetErrorString(code, &text);
    snprintf(reason, size, "the %s is not free: %s", gpu.name, text ? text : "unknown error");
    return reason;
  }
  if (gpu.f.cublasLtCreate(&gpu.library)) {
    snprintf(reason, size, "cuBLASLt does not start on the %s", gpu.name);
    return reason;
  }
  return load_kernels(cache_folder, reason, size);
}

const assay_device *assay_cuda_open(
    int index, const char *cache_folder, char *reason, size_t reason_size) {
  static assay_cuda_driver driver = {
      allocate, release, upload, download, copy, clear, launch, multiply, failures, trouble,
      free_memory, 0};
  if (gpu.is_open && gpu.index != index) {
    snprintf(reason, reason_size, "GPU %d is in use here already", gpu.index);
    return NULL;
  }
  if (!gpu.is_open) {
    if (open_gpu(index, cache_folder, reason, reason_size)) return NULL;
    gpu.is_open = 1;
    gpu.index = index;
    driver.multiprocessors = attribute(multiprocessors);
  }
  return assay_cuda_device(&driver);
}

const char *assay_cuda_find(char *reason, size_t reason_size) {
  if (!gpu.is_open
      && (assay_cuda_load(&gpu.f, reason, reason_size) || find_device(0, reason, reason_size)))
    return NULL;
  return gpu.name;
}
