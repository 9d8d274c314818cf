// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#endif

#define PLACES 64

static _Atomic(char *) names[PLACES];
static atomic_int owner;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#if defined(__linux__)
// Folders in folders that are followed, and how often a folder is read again because another thread
// still writes into it.
#define DEPTH 16
#define PASSES 4

struct entry {
  uint64_t node;
  int64_t offset;
  unsigned short size;
  unsigned char type;
  char name[];
};

static void remove_folder(int parent, const char *name, int depth);

// One reading of a folder. `readdir` would need memory, which a handler must not ask for.
static void remove_members(int folder, int depth) {
  _Alignas(struct entry) char entries[2048];
  long size;
  while ((size = syscall(SYS_getdents64, folder, entries, sizeof entries)) > 0) {
    for (long at = 0; at < size; at += ((struct entry *)(entries + at))->size) {
      const char *name = ((struct entry *)(entries + at))->name;
      if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
      if (unlinkat(folder, name, 0) != 0 && errno != ENOENT && depth > 0) remove_folder(folder, name, depth - 1);
    }
  }
}

static void remove_folder(int parent, const char *name, int depth) {
  // A link is removed, not followed.
  int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return;
  for (int pass = 0; pass < PASSES; pass++) {
    lseek(folder, 0, SEEK_SET);
    remove_members(folder, depth);
    if (unlinkat(parent, name, AT_REMOVEDIR) == 0) break;
  }
  close(folder);
}

static void remove_tree(const char *name) { remove_folder(AT_FDCWD, name, DEPTH); }
#else
static void remove_tree(const char *name) {
  pid_t child = fork();
  if (child == 0) {
    execl("/bin/rm", "rm", "-rf", "--", name, (char *)NULL);
    _exit(127);
  }
  if (child > 0) waitpid(child, NULL, 0);
}
#endif

void assay_remove_temporaries(void) {
  // A child that was forked has the names, too.
  if (atomic_load(&owner) != getpid()) return;
  for (int i = 0; i < PLACES; i++) {
    char *name = atomic_exchange(&names[i], NULL);
    // Not freed: a handler may stand in the middle of the allocator.
    if (name && unlink(name) != 0 && errno != ENOENT) remove_tree(name);
  }
}

// The signal has its old effect when it comes again, which is at the end of this handler.
static void end(int signal) {
  int error = errno;
  assay_remove_temporaries();
  raise(signal);
  errno = error;
}

// Signals that end the process as it stands; whoever wants another effect has set it before, or will.
static void watch(void) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction now, own = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&own.sa_mask);
    if (sigaction(signals[i], NULL, &now) != 0 || now.sa_handler != SIG_DFL) continue;
    sigaction(signals[i], &own, NULL);
  }
}

int assay_keep_temporary(const char *name) {
  atomic_store(&owner, getpid());
  pthread_once(&once, watch);
  char *copy = strdup(name);
  for (int i = 0; copy && i < PLACES; i++) {
    char *none = NULL;
    if (atomic_compare_exchange_strong(&names[i], &none, copy)) return i;
  }
  free(copy);
  return -1;
}

void assay_forget_temporary(int place) {
  if (place >= 0 && place < PLACES) free(atomic_exchange(&names[place], NULL));
}
