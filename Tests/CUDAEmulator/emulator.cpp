// SPDX-License-Identifier: Apache-2.0
#include "CUDAEmulator.h"

#include <sys/mman.h>
#include <unistd.h>

#include <utility>

#include "cuda.h"

namespace {

#include "../../Sources/CCUDA/kernels.cu"
#include "../../Sources/CCUDA/attention.cu"
#include "../../Sources/CCUDA/tensor_attention.cu"

// MARK: Memory that is closed outside of calls

struct Block {
  char *pages;
  size_t size;  // without the page behind, which stays closed
  void *start;
};

std::vector<Block> memory;

size_t page_size() {
  static const size_t size = (size_t)sysconf(_SC_PAGESIZE);
  return size;
}

struct Call {
  Call() { protect(PROT_READ | PROT_WRITE); }
  ~Call() { protect(PROT_NONE); }
  void protect(int rights) {
    for (Block &block : memory) mprotect(block.pages, block.size, rights);
  }
};

// The block ends where its pages end, but for the alignment that the real one keeps.
void *allocate(int64_t bytes) {
  size_t wanted = ((size_t)bytes + 63) / 64 * 64;
  size_t size = (wanted + page_size() - 1) / page_size() * page_size();
  void *pages = mmap(
      nullptr, size + page_size(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return nullptr;
  mprotect(pages, size, PROT_READ | PROT_WRITE);
  memset(pages, 0xff, size);  // no numbers
  mprotect(pages, size, PROT_NONE);
  void *start = (char *)pages + size - wanted;
  memory.push_back({(char *)pages, size, start});
  return start;
}

void release(void *start) {
  for (size_t i = 0; i < memory.size(); i++) {
    if (memory[i].start != start) continue;
    munmap(memory[i].pages, memory[i].size + page_size());
    memory.erase(memory.begin() + (long)i);
    return;
  }
}

void copy(void *out, const void *in, int64_t bytes) {
  Call call;
  memcpy(out, in, (size_t)bytes);
}

void clear(void *out, int64_t bytes) {
  Call call;
  memset(out, 0, (size_t)bytes);
}

// MARK: Launches

template <class... Arguments, size_t... I>
std::function<void()> prepared(
    void (*kernel)(Arguments...), void **arguments, std::index_sequence<I...>) {
  return [=] { kernel(*(Arguments *)arguments[I]...); };
}

template <class... Arguments>
std::function<void()> prepared(void (*kernel)(Arguments...), void **arguments) {
  return prepared(kernel, arguments, std::index_sequence_for<Arguments...>());
}

std::function<void()> bound(int kernel, void **arguments) {
  switch (kernel) {
#define ASSAY_PREPARE(name) \
  case assay_kernel_##name: return prepared(name, arguments);
    ASSAY_CUDA_KERNELS(ASSAY_PREPARE)
#undef ASSAY_PREPARE
  default: abort();
  }
}

bool has_barriers(int kernel) {
  switch (kernel) {
  case assay_kernel_scatter_add_rows:
  case assay_kernel_norm_forward:
  case assay_kernel_norm_backward:
  case assay_kernel_norm_columns:
  case assay_kernel_sum_columns:
  case assay_kernel_softmax_forward:
  case assay_kernel_sum_squares:
  case assay_kernel_find_not_finite:
    return true;
  default: return kernel >= assay_kernel_attention_forward_64;
  }
}

void launch(
    int kernel, int64_t grid_x, int64_t grid_y, int64_t shared_bytes, void **arguments) {
  Call call;
  emulator::launch(
      grid_x, grid_y, shared_bytes, has_barriers(kernel), bound(kernel, arguments));
}

// MARK: Products

double factor(const void *values, int halves, int64_t place) {
  if (!halves) return ((const float *)values)[place];
  return __uint_as_float((uint32_t)((const uint16_t *)values)[place] << 16);
}

void multiply(const assay_cuda_product *p) {
  Call call;
  for (int64_t i = 0; i < p->m; i++)
    for (int64_t j = 0; j < p->n; j++) {
      double sum = 0;
      for (int64_t l = 0; l < p->k; l++)
        sum += factor(p->a, p->halves, p->transpose_a ? l * p->lda + i : i * p->lda + l) *
               factor(p->b, p->halves, p->transpose_b ? j * p->ldb + l : l * p->ldb + j);
      double value = p->alpha * sum + (p->bias ? p->bias[j] : 0);
      if (p->beta != 0) value += (double)p->beta * p->c[i * p->ldd + j];
      p->d[i * p->ldd + j] = (float)value;
    }
}

int64_t failures() { return 0; }
const char *trouble() { return nullptr; }
int64_t free_memory() { return (int64_t)1 << 33; }

}  // namespace

const assay_cuda_driver *assay_cuda_emulator(void) {
  static const assay_cuda_driver driver = {
      allocate, release, copy, copy, copy, clear, launch, multiply, failures, trouble,
      free_memory, 2};
  return &driver;
}
