// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <lzma.h>

// Swift cannot read the macro.
static inline uint32_t assay_lzma_concatenated(void) { return LZMA_CONCATENATED; }
