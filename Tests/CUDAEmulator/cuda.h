// SPDX-License-Identifier: Apache-2.0
// CUDA's words for a CPU. The threads of a block are fibers of one thread; at a barrier or a shuffle
// each gives way until all that take part have come.
#pragma once
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

#include <functional>
#include <vector>

#define __global__
#define __device__
#define __shared__ static
#define KERNEL static void
#define __restrict__ __restrict
#define SHARED_MEMORY(name) float *name = emulator::shared.data()

struct Place {
  unsigned x = 1, y = 1, z = 1;
};
static Place threadIdx, blockIdx, blockDim, gridDim;

namespace emulator {

enum { threads = 256, warp = 32, stack_size = 1 << 16 };

struct Barrier {
  int arrived = 0, generation = 0;
};

static std::vector<float> shared;
static ucontext_t home, fibers[threads];
static bool done[threads];
static int current, progress;
static uint32_t slots[threads];
static uint32_t factors[threads][6];
static int votes;
static Barrier barriers[1 + threads / warp];
// The barrier at which a thread waits, and what it had seen of it.
static struct {
  int barrier, generation;
} waits[threads];
static std::function<void()> body;

static void give_way() {
  swapcontext(&fibers[current], &home);
  threadIdx.x = (unsigned)current;
}

// Waits until `count` threads have come.
static void wait(int which, int count) {
  Barrier &barrier = barriers[which];
  int mine = barrier.generation;
  progress++;
  if (++barrier.arrived == count) {
    barrier.arrived = 0;
    barrier.generation++;
    return;
  }
  waits[current] = {which, mine};
  give_way();
}

static void enter() {
  body();
  done[current] = true;
  progress++;
}

static void start_fibers() {
  static std::vector<char> stacks((size_t)threads * stack_size);
  for (int i = 0; i < threads; i++) {
    done[i] = false;
    waits[i] = {0, -1};
    getcontext(&fibers[i]);
    fibers[i].uc_stack.ss_sp = &stacks[(size_t)i * stack_size];
    fibers[i].uc_stack.ss_size = stack_size;
    fibers[i].uc_link = &home;
    makecontext(&fibers[i], enter, 0);
  }
}

static void run_block() {
  start_fibers();
  for (bool any = true; any;) {
    any = false;
    progress = 0;
    for (current = 0; current < threads; current++) {
      if (done[current]) continue;
      any = true;
      if (barriers[waits[current].barrier].generation == waits[current].generation) continue;
      threadIdx.x = (unsigned)current;
      swapcontext(&home, &fibers[current]);
    }
    if (any && !progress) {
      fprintf(stderr, "threads of a block wait for others that never come\n");
      abort();
    }
  }
}

// Runs a kernel; one without barriers needs no fibers.
static void launch(
    int64_t grid_x, int64_t grid_y, int64_t shared_bytes, bool has_barriers,
    std::function<void()> kernel) {
  body = kernel;
  gridDim.x = (unsigned)grid_x;
  gridDim.y = (unsigned)grid_y;
  blockDim.x = threads;
  for (blockIdx.y = 0; blockIdx.y < grid_y; blockIdx.y++)
    for (blockIdx.x = 0; blockIdx.x < grid_x; blockIdx.x++) {
      // What a kernel reads before it has written it is no number.
      shared.assign((size_t)shared_bytes / 4, NAN);
      if (has_barriers)
        run_block();
      else
        for (threadIdx.x = 0; threadIdx.x < threads; threadIdx.x++) kernel();
    }
}

}  // namespace emulator

static inline void __syncthreads() { emulator::wait(0, emulator::threads); }

static inline int __syncthreads_or(int vote) {
  __syncthreads();
  emulator::votes = 0;
  __syncthreads();
  if (vote) emulator::votes = 1;
  __syncthreads();
  return emulator::votes;
}

static inline float __shfl_xor_sync(unsigned, float value, int distance) {
  int me = (int)threadIdx.x, barrier = 1 + me / emulator::warp;
  memcpy(&emulator::slots[me], &value, sizeof value);
  emulator::wait(barrier, emulator::warp);
  memcpy(&value, &emulator::slots[me ^ distance], sizeof value);
  emulator::wait(barrier, emulator::warp);
  return value;
}

static inline float __fdividef(float x, float y) { return x / y; }

static inline float __uint_as_float(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline uint32_t __float_as_uint(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

// PTX's mma.m16n8k16 in bf16: each lane of a warp shows its factors and adds up its four places.
#define TENSOR_PRODUCT
static inline void tensor_product(float product[4], const uint32_t left[4], const uint32_t right[2]) {
  int me = (int)threadIdx.x, barrier = 1 + me / emulator::warp;
  int first = me - me % emulator::warp, lane = me % emulator::warp;
  memcpy(emulator::factors[me], left, 4 * sizeof *left);
  memcpy(emulator::factors[me] + 4, right, 2 * sizeof *right);
  emulator::wait(barrier, emulator::warp);
  for (int i = 0; i < 4; i++) {
    int row = lane / 4 + i / 2 * 8, column = lane % 4 * 2 + i % 2;
    for (int k = 0; k < 16; k++) {
      int t = k % 8 / 2, far = k / 8;
      uint32_t a = emulator::factors[first + row % 8 * 4 + t][2 * far + row / 8];
      uint32_t b = emulator::factors[first + column * 4 + t][4 + far];
      product[i] += __uint_as_float(k % 2 ? a & 0xffff0000u : a << 16) *
                    __uint_as_float(k % 2 ? b & 0xffff0000u : b << 16);
    }
  }
  emulator::wait(barrier, emulator::warp);
}
