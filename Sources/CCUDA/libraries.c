// SPDX-License-Identifier: Apache-2.0
// Looks for CUDA's libraries where its packages put them: on the loader's paths, in $CUDA_PATH and in
// /usr/local/cuda.
#include "libraries.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void *open_in(const char *folder, const char *name) {
  char path[1024];
  if (!folder) return NULL;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

static void *open_library(const char *const *names) {
  char folder[512];
  const char *home = getenv("CUDA_PATH");
  if (home) snprintf(folder, sizeof folder, "%s/lib64", home);
  for (; *names; names++) {
    void *library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    if (!library && home) library = open_in(folder, *names);
    if (!library) library = open_in("/usr/local/cuda/lib64", *names);
    if (library) return library;
  }
  return NULL;
}

const char *assay_cuda_load(assay_cuda_functions *f, char *reason, size_t size) {
  static const char *const drivers[] = {"libcuda.so.1", NULL};
  static const char *const compilers[] = {"libnvrtc.so.13", "libnvrtc.so.12", NULL};
  static const char *const products[] = {"libcublasLt.so.13", "libcublasLt.so.12", NULL};
  void *library;
#define ASSAY_FIND(name, parameters)                                    \
  *(void **)&f->name = dlsym(library, #name);                           \
  if (!f->name) {                                                       \
    snprintf(reason, size, "%s is too old: it lacks %s", what, #name);  \
    return reason;                                                      \
  }
#define ASSAY_OPEN(title, names, functions)                             \
  do {                                                                  \
    const char *what = title;                                           \
    library = open_library(names);                                      \
    if (!library) {                                                     \
      snprintf(reason, size, "%s was not found (%s)", what, names[0]);  \
      return reason;                                                    \
    }                                                                   \
    functions(ASSAY_FIND)                                               \
  } while (0)
  ASSAY_OPEN("NVIDIA's driver", drivers, ASSAY_DRIVER_FUNCTIONS);
  ASSAY_OPEN("CUDA's compiler NVRTC", compilers, ASSAY_COMPILER_FUNCTIONS);
  ASSAY_OPEN("CUDA's library cuBLASLt", products, ASSAY_PRODUCT_FUNCTIONS);
#undef ASSAY_OPEN
#undef ASSAY_FIND
  return NULL;
}
