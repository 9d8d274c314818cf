// SPDX-License-Identifier: Apache-2.0
#include "CSignals.h"

#include "CPlatform.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static atomic_int count;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static sigset_t watched(void) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  // The terminal was closed; `nohup` has this one ignored, which a signal that is held back would not be.
  struct sigaction now;
  if (sigaction(SIGHUP, NULL, &now) == 0 && now.sa_handler != SIG_IGN) sigaddset(&signals, SIGHUP);
  return signals;
}

static void *wait_for_signals(void *unused) {
  (void)unused;
  sigset_t signals = watched();
  for (;;) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (atomic_fetch_add(&count, 1) > 0) {
      assay_remove_temporaries();
      _exit(130);
    }
    static const char text[] = "\nsaving and stopping after this step; once more stops at once\n";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
  }
  return NULL;
}

static void start(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, wait_for_signals, NULL) == 0) pthread_detach(thread);
}

// A thread of its own waits for them, so that no handler runs on top of anything. While products run,
// the threads that compute them hold all signals back; see thread_pool.c.
void assay_watch_interruptions(void) {
  atomic_store(&count, 0);
  sigset_t signals = watched();
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  pthread_once(&once, start);
}

int assay_interruptions(void) { return atomic_load(&count); }
