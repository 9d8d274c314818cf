// SPDX-License-Identifier: Apache-2.0
// The few functions of MPI that a training needs, found at run time: without a launcher nothing is loaded.
#ifndef CCOLLECTIVE_H
#define CCOLLECTIVE_H

#include <stdint.h>

// Loads the MPI library of that name or path, or a known one for NULL, and joins the processes that the
// launcher started. Returns NULL, or why it could not, in words that stay valid.
const char *assay_collective_start(const char *library);

// The number of this process, and that of all; 0 and 1 before a start.
int assay_collective_rank(void);
int assay_collective_count(void);

// All processes get the bytes of one.
void assay_collective_broadcast(void *bytes, int64_t count, int from);

// Process r gets the r-th `count` bytes of what each sends, in the order of the processes.
void assay_collective_exchange(const void *sent, void *received, int64_t count);

// All processes get the `count` bytes of each, in the order of the processes.
void assay_collective_gather(const void *sent, void *received, int64_t count);

// Leaves the others, once all are done. A process that ends without it ends them too.
void assay_collective_finish(void);

#endif
