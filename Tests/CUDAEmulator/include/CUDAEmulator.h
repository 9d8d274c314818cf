// SPDX-License-Identifier: Apache-2.0
// A GPU that is none: CUDA's kernels, compiled for the CPU and run one thread after the other.
#pragma once
#include "CCUDA.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A driver whose memory only its own calls can touch: the program dies when the host looks behind an
/// address of the device, when a kernel writes behind the end of a block of memory, and when threads
/// of a block do not all come to a barrier.
const assay_cuda_driver *assay_cuda_emulator(void);

/// Compares every operation of a device with the CPU's and writes the largest errors to standard error.
/// Gives the number of those that are wrong.
int assay_compare_devices(const assay_device *device);

#ifdef __cplusplus
}
#endif
