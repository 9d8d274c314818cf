// SPDX-License-Identifier: Apache-2.0
// Threads that live as long as the process and share the tasks of one call at a time.
//
// A job is announced by one 64-bit word: its number above, the tasks not yet taken below. A thread
// takes a task by lowering the word; since the number is part of it, a thread that wakes up late
// can never take a task of a job it does not know, and nobody waits for threads that sleep.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "internal.h"

enum { max_threads = 256, spins_before_sleep = 4000, spins_before_yield = 4000 };

static struct {
  pthread_mutex_t owner;  // held by the thread whose job it is
  int workers;            // threads started
  _Atomic int wanted;     // threads to use, the caller's included; 0 before the first question
  void (*task)(void *, int64_t);
  void *context;
  int64_t count;
  _Atomic uint64_t word;
  _Atomic int64_t done;
  _Atomic uint32_t signal;
  _Atomic int sleepers;
} pool = {.owner = PTHREAD_MUTEX_INITIALIZER};

static _Thread_local bool inside_task;

ASSAY_INLINE void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static long futex(_Atomic uint32_t *word, int operation, uint32_t value) {
  return syscall(SYS_futex, word, operation | FUTEX_PRIVATE_FLAG, value, NULL, NULL, 0);
}

/// Takes tasks until none is left. Whether it took any.
static bool work(void) {
  bool any = false;
  uint64_t word = atomic_load_explicit(&pool.word, memory_order_acquire);
  while ((uint32_t)word) {
    if (!atomic_compare_exchange_weak_explicit(
            &pool.word, &word, word - 1, memory_order_acq_rel, memory_order_acquire))
      continue;
    // The job cannot end before this task does, so its fields stand still.
    pool.task(pool.context, pool.count - (int64_t)(uint32_t)word);
    atomic_fetch_add_explicit(&pool.done, 1, memory_order_release);
    any = true;
    word = atomic_load_explicit(&pool.word, memory_order_acquire);
  }
  return any;
}

/// Holds back all signals but those of a fault. oneDNN's products take the stack pointer for their own
/// ends: a handler that ran on top of one would write over the heap.
static void hold_signals(sigset_t *before) {
  sigset_t held;
  sigfillset(&held);
  const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&held, faults[i]);
  pthread_sigmask(SIG_BLOCK, &held, before);
}

static void *worker(void *unused) {
  (void)unused;
  hold_signals(NULL);
  inside_task = true;
  for (;;) {
    uint32_t seen = atomic_load(&pool.signal);
    work();
    for (int i = 0; i < spins_before_sleep && atomic_load(&pool.signal) == seen; i++)
      pause_briefly();
    if (atomic_load(&pool.signal) != seen) continue;
    atomic_fetch_add(&pool.sleepers, 1);
    futex(&pool.signal, FUTEX_WAIT, seen);
    atomic_fetch_sub(&pool.sleepers, 1);
  }
  return NULL;
}

static int usable_cpus(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set)) return 1;
  int count = CPU_COUNT(&set);
  return count < 1 ? 1 : count > max_threads ? max_threads : count;
}

int assay_thread_count(void) {
  int wanted = atomic_load(&pool.wanted);
  if (wanted) return wanted;
  int expected = 0;
  atomic_compare_exchange_strong(&pool.wanted, &expected, usable_cpus());
  return atomic_load(&pool.wanted);
}

/// Starts the threads that are missing. Fewer than asked for is no error: the others do the work.
static void start_workers(int count) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  while (pool.workers < count) {
    pthread_t thread;
    if (pthread_create(&thread, &attributes, worker, NULL)) break;
    pool.workers++;
  }
  pthread_attr_destroy(&attributes);
}

static void run_alone(int64_t count, void (*task)(void *, int64_t), void *context) {
  for (int64_t i = 0; i < count; i++) task(context, i);
}

static void run_together(int64_t count, void (*task)(void *, int64_t), void *context, int threads) {
  inside_task = true;
  if (pool.workers < threads - 1) start_workers(threads - 1);
  static uint64_t job;
  pool.task = task;
  pool.context = context;
  pool.count = count;
  atomic_store_explicit(&pool.done, 0, memory_order_relaxed);
  atomic_store(&pool.word, (++job << 32) | (uint64_t)count);
  atomic_fetch_add(&pool.signal, 1);
  if (atomic_load(&pool.sleepers)) futex(&pool.signal, FUTEX_WAKE, (uint32_t)(threads - 1));
  work();
  for (int i = 0; atomic_load_explicit(&pool.done, memory_order_acquire) < count; i++)
    i < spins_before_yield ? pause_briefly() : (void)sched_yield();
  inside_task = false;
  pthread_mutex_unlock(&pool.owner);
}

void assay_parallel(int64_t count, void (*task)(void *context, int64_t index), void *context) {
  if (inside_task) {
    run_alone(count, task, context);
    return;
  }
  sigset_t before;
  hold_signals(&before);
  int threads = assay_thread_count();
  if (count <= 1 || threads == 1 || pthread_mutex_trylock(&pool.owner))
    run_alone(count, task, context);
  else
    run_together(count, task, context, threads);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

// MARK: scratch

static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;

typedef struct {
  void *memory;
  size_t bytes;
} scratch;

static void free_scratch(void *value) {
  free(((scratch *)value)->memory);
  free(value);
}

static void make_scratch_key(void) { pthread_key_create(&scratch_key, free_scratch); }

static _Atomic int64_t failures;
static _Atomic size_t limit = SIZE_MAX;

int64_t assay_memory_failures(void) { return atomic_load(&failures); }

void assay_limit_scratch(size_t bytes) { atomic_store(&limit, bytes); }

static void *out_of_memory(void) {
  atomic_fetch_add(&failures, 1);
  return NULL;
}

void *assay_scratch(size_t bytes) {
  if (bytes > atomic_load(&limit)) return out_of_memory();
  pthread_once(&scratch_once, make_scratch_key);
  scratch *own = pthread_getspecific(scratch_key);
  if (!own) {
    own = calloc(1, sizeof *own);
    if (!own || pthread_setspecific(scratch_key, own)) {
      free(own);
      return out_of_memory();
    }
  }
  if (own->bytes < bytes) {
    free(own->memory);
    own->bytes = (bytes + 4095) / 4096 * 4096;
    own->memory = aligned_alloc(4096, own->bytes);
    if (!own->memory) {
      own->bytes = 0;
      return out_of_memory();
    }
  }
  return own->memory;
}
