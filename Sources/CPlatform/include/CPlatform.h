// SPDX-License-Identifier: Apache-2.0
// What the C library has and Swift does not import.
#pragma once

#include <stddef.h>

/// Loads a library that is looked for at run time; NULL where that cannot be. Why one that is there could not
/// be loaded, such as for lack of memory, then stands in `why`; where that says something it stays as it is.
void *assay_load_library(const char *name, char *why, size_t size);

/// The cores that this process may use; 0 when that is not known.
int assay_core_count(void);

/// Exchanges the names of two files or folders of one disk at once. 0, or -1 with errno; not every
/// system and not every file system can do it.
int assay_exchange(const char *first, const char *second);

/// Has a file, or a folder with all in it, removed should a signal or the end of memory end the process.
/// A place to give to `assay_forget_temporary` once it is renamed or removed; -1 where there is none left.
int assay_keep_temporary(const char *name);
void assay_forget_temporary(int place);

/// Removes all files and folders that are kept in mind; may be called in a signal handler.
void assay_remove_temporaries(void);
