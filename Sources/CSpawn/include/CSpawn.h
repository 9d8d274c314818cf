// SPDX-License-Identifier: Apache-2.0
// What the C library offers beside POSIX for the start of a process, and Swift does not import.
#pragma once

#include <spawn.h>

/// Closes every file descriptor from one on in the process that is started.
int assay_spawn_close_from(posix_spawn_file_actions_t *actions, int lowest);
