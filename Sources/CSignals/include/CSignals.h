// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM, counted by a thread that does nothing else.
#pragma once

/// From now on SIGINT and SIGTERM are counted; the second one ends the process with status 130.
/// Must be called before other threads are started: one that does not hold them back would be
/// ended by them.
void assay_watch_interruptions(void);

/// How many came since.
int assay_interruptions(void);
