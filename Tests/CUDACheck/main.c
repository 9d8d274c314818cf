// SPDX-License-Identifier: Apache-2.0
// Compares every operation on a real GPU with the CPU's: `assay-cuda-check [N]`, for the GPU N.
#include <stdio.h>
#include <stdlib.h>

#include "CUDAEmulator.h"

int main(int count, char **arguments) {
  char reason[8192];
  const char *missing = assay_products_load();
  if (missing) {
    fprintf(stderr, "%s\n", missing);
    return 2;
  }
  int index = count > 1 ? atoi(arguments[1]) : 0;
  const assay_device *device = assay_cuda_open(index, NULL, reason, sizeof reason);
  if (!device) {
    fprintf(stderr, "%s\n", reason);
    return 2;
  }
  int failures = assay_compare_devices(device);
  const char *trouble = device->trouble();
  if (trouble) fprintf(stderr, "%s\n", trouble);
  printf("%d operations differ\n", failures);
  return failures != 0;
}
