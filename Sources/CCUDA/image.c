// SPDX-License-Identifier: Apache-2.0
// Compiles the kernels for a card, and keeps what came out in a file named by all it depends on.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "libraries.h"

static uint64_t hashed(uint64_t hash, const char *text) {  // FNV-1a
  for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001b3ull;
  return hash;
}

static void *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *image = NULL;
  if (!fseek(file, 0, SEEK_END)) {
    long size = ftell(file);
    rewind(file);
    image = size > 0 ? malloc((size_t)size) : NULL;
    if (image && fread(image, 1, (size_t)size, file) != (size_t)size) {
      free(image);
      image = NULL;
    }
  }
  fclose(file);
  return image;
}

// The file appears whole or not at all; a folder that cannot be written costs only time.
static void write_file(const char *path, const void *image, size_t size) {
  char temporary[1100];
  snprintf(temporary, sizeof temporary, "%s.%ld", path, (long)getpid());
  FILE *file = fopen(temporary, "wb");
  if (!file) return;
  int written = fwrite(image, 1, size, file) == size;
  written = !fclose(file) && written;
  if (!written || rename(temporary, path)) remove(temporary);
}

static void *compile(
    const assay_cuda_functions *f, const char *architecture, size_t *image_size, char *reason,
    size_t size) {
  const char *header = assay_cuda_header(), *name = "kernels.h";
  const char *options[] = {architecture, "--std=c++17"};
  cuda_handle program = NULL;
  char *image = NULL;
  int code = f->nvrtcCreateProgram(&program, assay_cuda_source(), "kernels.cu", 1, &header, &name);
  if (!code) code = f->nvrtcCompileProgram(program, 2, options);
  if (!code) code = f->nvrtcGetCUBINSize(program, image_size);
  if (!code) image = malloc(*image_size);
  if (image && f->nvrtcGetCUBIN(program, image)) {
    free(image);
    image = NULL;
  }
  if (!image) {
    snprintf(reason, size, "the kernels do not compile for %s (NVRTC's error %d)", architecture, code);
    size_t length = 0, used = strlen(reason);
    char *log = NULL;
    if (program && !f->nvrtcGetProgramLogSize(program, &length)) log = malloc(length + 1);
    if (log && !f->nvrtcGetProgramLog(program, log))
      snprintf(reason + used, size - used, ": %.*s", (int)length, log);
    free(log);
  }
  if (program) f->nvrtcDestroyProgram(&program);
  return image;
}

void *assay_cuda_image(
    const assay_cuda_functions *f, int major, int minor, const char *cache_folder, char *reason,
    size_t size) {
  char architecture[32], path[1024] = "", version[32];
  int compiler[2] = {0, 0};
  f->nvrtcVersion(&compiler[0], &compiler[1]);
  snprintf(architecture, sizeof architecture, "--gpu-architecture=sm_%d%d", major, minor);
  snprintf(version, sizeof version, "%d.%d", compiler[0], compiler[1]);
  if (cache_folder) {
    uint64_t hash = 0xcbf29ce484222325ull;
    const char *parts[] = {assay_cuda_source(), assay_cuda_header(), architecture, version};
    for (int i = 0; i < 4; i++) hash = hashed(hash, parts[i]);
    snprintf(path, sizeof path, "%s/kernels-%016llx.cubin", cache_folder, (unsigned long long)hash);
    void *kept = read_file(path);
    if (kept) return kept;
  }
  size_t image_size = 0;
  void *image = compile(f, architecture, &image_size, reason, size);
  if (image && cache_folder) write_file(path, image, image_size);
  return image;
}
