// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_TEXT_CLONES_H
#define ASSAY_TEXT_CLONES_H

// Compiled once for each level; the loader picks the best that the CPU has.
#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CLONES
#endif

#endif
