// SPDX-License-Identifier: Apache-2.0
// The text of the kernels, as the program carries it.
#include "CCUDA.h"

// One text of all.
static const char source[] = {
#embed "kernels.cu" suffix(, )
#embed "attention.cu" suffix(, )
#embed "tensor_attention.cu" suffix(, )
    0};

static const char header[] = {
#embed "kernels.h" suffix(, )
    0};

const char *assay_cuda_source(void) { return source; }
const char *assay_cuda_header(void) { return header; }
