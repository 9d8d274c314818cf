// SPDX-License-Identifier: Apache-2.0
// What the C library has and Swift does not import.
#pragma once

/// The cores that this process may use; 0 when that is not known.
int assay_core_count(void);

/// Exchanges the names of two files or folders of one disk at once. 0, or -1 with errno; not every
/// system and not every file system can do it.
int assay_exchange(const char *first, const char *second);
