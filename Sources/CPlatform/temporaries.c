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
#include <unistd.h>

#define PLACES 64

static _Atomic(char *) names[PLACES];
static atomic_int owner;
static pthread_once_t once = PTHREAD_ONCE_INIT;

void assay_remove_temporaries(void) {
  // A child that was forked has the names, too.
  if (atomic_load(&owner) != getpid()) return;
  for (int i = 0; i < PLACES; i++) {
    char *name = atomic_exchange(&names[i], NULL);
    // Not freed: a handler may stand in the middle of the allocator.
    if (name) unlink(name);
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
