// SPDX-License-Identifier: Apache-2.0
// Looks up an MPI library at run time. Three binary interfaces are in use: Open MPI's handles are addresses of
// symbols, MPICH's are numbers, and the standard one of MPI 5 has small constants. Bytes are all that is sent,
// so that no library's arithmetic, and no order of its own, touches a number.
#define _GNU_SOURCE
#include "CCollective.h"

#include <dlfcn.h>
#include <string.h>

enum { most_bytes = 1 << 30 };

static struct {
  int (*init_thread)(int *, char ***, int, int *);
  int (*comm_rank)(intptr_t, int *);
  int (*comm_size)(intptr_t, int *);
  int (*bcast)(void *, int, intptr_t, int, intptr_t);
  int (*alltoall)(const void *, int, intptr_t, void *, int, intptr_t, intptr_t);
  int (*allgather)(const void *, int, intptr_t, void *, int, intptr_t, intptr_t);
  int (*barrier)(intptr_t);
  int (*finalize)(void);
} mpi;

static intptr_t world, byte_type;
static int funneled, has_started, own_rank, rank_count = 1;

static const struct {
  void *place;
  const char *symbol;
} functions[] = {
    {&mpi.init_thread, "MPI_Init_thread"}, {&mpi.comm_rank, "MPI_Comm_rank"},
    {&mpi.comm_size, "MPI_Comm_size"},     {&mpi.bcast, "MPI_Bcast"},
    {&mpi.alltoall, "MPI_Alltoall"},       {&mpi.allgather, "MPI_Allgather"},
    {&mpi.barrier, "MPI_Barrier"},         {&mpi.finalize, "MPI_Finalize"},
};

// Sets the constants of the library's interface.
static void choose_interface(void *library) {
  void *open_world = dlsym(library, "ompi_mpi_comm_world");
  void *open_byte = dlsym(library, "ompi_mpi_byte");
  if (open_world && open_byte) {
    world = (intptr_t)open_world;
    byte_type = (intptr_t)open_byte;
    funneled = 1;
  } else if (dlsym(library, "MPI_Abi_get_version") && !dlsym(library, "MPIR_Err_create_code")) {
    world = 0x101;
    byte_type = 0x247;
    funneled = 1024;
  } else {
    world = 0x44000000;
    byte_type = 0x4c00010d;
    funneled = 1;
  }
}

static void *open_library(const char *name) {
  if (name) return dlopen(name, RTLD_NOW | RTLD_GLOBAL);
  static const char *const names[] = {
      "libmpi.so.40", "libmpi_abi.so.1", "libmpi_abi.so.0", "libmpich.so.12", "libmpi.so.12"};
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_GLOBAL);
  return library;
}

const char *assay_collective_start(const char *name) {
  void *library = open_library(name);
  if (!library) return "no MPI library was found";
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    void *found = dlsym(library, functions[i].symbol);
    if (!found) return "the library that was found is no MPI library";
    memcpy(functions[i].place, &found, sizeof found);
  }
  choose_interface(library);
  int provided = 0;
  if (mpi.init_thread(NULL, NULL, funneled, &provided)) return "the MPI library could not be started";
  if (mpi.comm_rank(world, &own_rank) || mpi.comm_size(world, &rank_count))
    return "the MPI library does not tell its processes";
  has_started = 1;
  return NULL;
}

int assay_collective_rank(void) { return own_rank; }

int assay_collective_count(void) { return rank_count; }

void assay_collective_broadcast(void *bytes, int64_t count, int from) {
  for (int64_t at = 0; at < count; at += most_bytes) {
    int64_t left = count - at;
    mpi.bcast((char *)bytes + at, (int)(left < most_bytes ? left : most_bytes), byte_type, from, world);
  }
}

void assay_collective_exchange(const void *sent, void *received, int64_t count) {
  mpi.alltoall(sent, (int)count, byte_type, received, (int)count, byte_type, world);
}

void assay_collective_gather(const void *sent, void *received, int64_t count) {
  mpi.allgather(sent, (int)count, byte_type, received, (int)count, byte_type, world);
}

void assay_collective_finish(void) {
  if (!has_started) return;
  mpi.barrier(world);
  mpi.finalize();
}
