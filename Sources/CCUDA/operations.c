// SPDX-License-Identifier: Apache-2.0
// The operations of CKernels' table as launches of kernels and products of matrices.
#include <pthread.h>

#include "operations.h"

static assay_device device;

static int has_bf16(void) { return 1; }

static void fill_table(void) {
  device = (assay_device){
      .name = "cuda", .has_bf16 = has_bf16, .most_head_width = 128, .logit_rows = 2048};
  assay_cuda_set_memory(&device);
  assay_cuda_set_products(&device);
  assay_cuda_set_rows(&device);
  assay_cuda_set_attention(&device);
  assay_cuda_set_values(&device);
  assay_cuda_set_optimizer(&device);
}

const assay_device *assay_cuda_device(const assay_cuda_driver *chosen) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, fill_table);
  assay_cuda_begin();
  assay_cuda_gpu = chosen;
  assay_cuda_end();
  return &device;
}
