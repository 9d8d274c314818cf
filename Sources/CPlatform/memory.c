// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_OWN_ALLOCATOR 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_OWN_ALLOCATOR)
#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>

// Swift, the libraries of it and most C libraries take for granted that there is memory: where none is
// left they read through null pointers or abort, after pages of addresses. These stand before the C
// library's functions in the whole process and say what is the matter, once. What computes models asks
// the system itself (device.c) and tells it as an error that a service survives.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void end(void) {
  static const char text[] =
      "error: the memory that this process may use is not enough. Give it more (ulimit -v shows a limit), "
      "or less to do at a time\n";
  static atomic_flag is_said = ATOMIC_FLAG_INIT;
  // Of several threads one speaks; the others wait for the end.
  if (atomic_flag_test_and_set(&is_said)) pause();
  assay_remove_temporaries();
  ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
  (void)written;
  _exit(2);
}

void *malloc(size_t size) {
  void *memory = __libc_malloc(size);
  if (__builtin_expect(!memory && size > 0, 0)) end();
  return memory;
}

void *calloc(size_t count, size_t size) {
  void *memory = __libc_calloc(count, size);
  if (__builtin_expect(!memory && count > 0 && size > 0, 0)) end();
  return memory;
}

void *realloc(void *old, size_t size) {
  void *memory = __libc_realloc(old, size);
  if (__builtin_expect(!memory && size > 0, 0)) end();
  return memory;
}

void *memalign(size_t alignment, size_t size) {
  void *memory = __libc_memalign(alignment, size);
  if (__builtin_expect(!memory && size > 0, 0)) end();
  return memory;
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  *result = memalign(alignment, size);
  return 0;
}

typedef int (*thread_maker)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

/// Whether there is no room for the stack of a thread.
static int lacks_room(const pthread_attr_t *attributes) {
  pthread_attr_t standard;
  size_t size = 0;
  if (attributes) {
    pthread_attr_getstacksize(attributes, &size);
  } else if (pthread_getattr_default_np(&standard) == 0) {
    pthread_attr_getstacksize(&standard, &size);
    pthread_attr_destroy(&standard);
  }
  size += 1 << 16;  // what a thread has besides
  void *room = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return 1;
  munmap(room, size);
  return 0;
}

// Without room for a stack, Dispatch tries again for ever, and SwiftNIO traps.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  static _Atomic(thread_maker) system_maker;
  thread_maker make = atomic_load(&system_maker);
  if (!make) {
    *(void **)&make = dlsym(RTLD_NEXT, "pthread_create");
    if (!make) return EAGAIN;
    atomic_store(&system_maker, make);
  }
  int result = make(thread, attributes, start, argument);
  if (__builtin_expect(result != 0, 0) && lacks_room(attributes)) end();
  return result;
}

/// The C library sets 64 MiB of addresses and more aside for each thread that asks for memory. Where the
/// addresses are counted (ulimit -v), threads share.
__attribute__((constructor)) static void share_memory(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  const rlim_t each = (rlim_t)512 << 20, most = 1024;
  rlim_t arenas = limit.rlim_cur / each;
  mallopt(M_ARENA_MAX, arenas < 1 ? 1 : (int)(arenas < most ? arenas : most));
}

#endif
