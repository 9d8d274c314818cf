// SPDX-License-Identifier: Apache-2.0
// The kernels of a GPU, in CUDA C++ without any header but ours: NVRTC compiles them for the card at
// hand, and clang for the CPU where the tests run them. CKernels.h says what each computes.
//
// No sum depends on the order in which blocks run: there are no atomic additions.
#include "kernels.h"

typedef long long i64;
typedef unsigned long long u64;
typedef unsigned u32;
typedef unsigned short u16;

// Memory of a block whose size the launch says.
#ifndef SHARED_MEMORY
#define SHARED_MEMORY(name) extern __shared__ float name[]
#endif
#ifndef KERNEL
#define KERNEL extern "C" __global__ void
#endif
#define EACH(i, count) \
  for (i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x; i < (count); \
       i += (i64)gridDim.x * blockDim.x)

// Each value of some rows: a row of blocks for each row, so that no place is found by division.
#define EACH_ROW(row, c, count, width)                                      \
  for (i64 row = blockIdx.y; row < (count); row += gridDim.y)               \
    for (i64 c = (i64)blockIdx.x * blockDim.x + threadIdx.x; c < (width); \
         c += (i64)gridDim.x * blockDim.x)

// Four values that lie where one load takes them.
struct alignas(16) four {
  float x[4];
};

static __device__ bool takes_four(const void *address) { return ((u64)address & 15) == 0; }

static __device__ float no_number_yet() { return __uint_as_float(0xff800000u); }  // -infinity

// MARK: Sums

static __device__ float warp_sum(float x) {
  for (int lane = 16; lane > 0; lane >>= 1) x += __shfl_xor_sync(0xffffffffu, x, lane);
  return x;
}

// Of the 16 threads that share a row of a tile.
static __device__ float half_sum(float x) {
  for (int lane = 8; lane > 0; lane >>= 1) x += __shfl_xor_sync(0xffffffffu, x, lane);
  return x;
}

static __device__ float half_max(float x) {
  for (int lane = 8; lane > 0; lane >>= 1) x = fmaxf(x, __shfl_xor_sync(0xffffffffu, x, lane));
  return x;
}

// MARK: Random numbers, the same as on the CPU

static __device__ u32 hash(u64 seed, u64 index) {
  u32 x = (u32)index ^ (u32)seed;
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  x ^= x >> 16;
  x += (u32)(index >> 32) + (u32)(seed >> 32);
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

static __device__ u32 threshold_of(float rate) { return (u32)((double)rate * 4294967295.0); }

// MARK: Rows

KERNEL clear_rows(float *out, i64 out_stride, i64 count, i64 width) {
  EACH_ROW(row, c, count, width) out[row * out_stride + c] = 0;
}

KERNEL copy_rows(float *out, i64 out_stride, const float *in, i64 in_stride, i64 count, i64 width) {
  EACH_ROW(row, c, count, width) out[row * out_stride + c] = in[row * in_stride + c];
}

KERNEL gather_rows(
    float *out, const float *in, i64 in_stride, const int *rows, i64 count, i64 width) {
  EACH_ROW(row, c, count, width) out[row * width + c] = in[rows[row] * in_stride + c];
}

KERNEL scatter_rows(
    float *out, i64 out_stride, const float *in, i64 in_stride, const int *rows, i64 count,
    i64 width) {
  EACH_ROW(row, c, count, width) out[rows[row] * out_stride + c] = in[row * in_stride + c];
}

// A block for each row of `in`; the first of those with one target adds all of them, in order.
KERNEL scatter_add_rows(
    float *out, i64 out_stride, const float *in, const int *rows, i64 count, i64 width) {
  __shared__ int hits[assay_cuda_threads];
  i64 first = blockIdx.x;
  int target = rows[first];
  int thread = threadIdx.x;
  for (i64 begin = 0; begin < first; begin += assay_cuda_threads) {
    i64 i = begin + thread;
    if (__syncthreads_or(i < first && rows[i] == target)) return;
  }
  for (i64 begin = first; begin < count; begin += assay_cuda_threads) {
    i64 i = begin + thread;
    hits[thread] = i < count && rows[i] == target;
    if (!__syncthreads_or(hits[thread])) continue;
    for (int hit = 0; hit < assay_cuda_threads; hit++) {
      if (!hits[hit]) continue;
      const float *row = in + (begin + hit) * width;
      for (i64 c = thread; c < width; c += assay_cuda_threads)
        out[target * out_stride + c] += row[c];
    }
    __syncthreads();
  }
}

KERNEL embed(
    float *out, const int *tokens, const int *positions, const float *wte, const float *wpe,
    i64 rows, i64 width) {
  EACH_ROW(row, c, rows, width)
    out[row * width + c] = wte[tokens[row] * width + c] + wpe[positions[row] * width + c];
}

// MARK: Norms, a warp for each row

KERNEL norm_forward(
    float *out, float *means, float *rstds, const float *in, const float *gain, const float *bias,
    float epsilon, i64 rows, i64 width) {
  i64 row = ((i64)blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows) return;
  const float *x = in + row * width;
  float sum = 0, squares = 0;
  for (i64 c = lane; c < width; c += 32) sum += x[c];
  float mean = warp_sum(sum) / (float)width;
  for (i64 c = lane; c < width; c += 32) squares += (x[c] - mean) * (x[c] - mean);
  float rstd = 1.0f / sqrtf(warp_sum(squares) / (float)width + epsilon);
  for (i64 c = lane; c < width; c += 32)
    out[row * width + c] = (x[c] - mean) * rstd * gain[c] + bias[c];
  if (lane) return;
  means[row] = mean;
  rstds[row] = rstd;
}

// What is added to does not overlap what is read, so that many loads can be under way.
KERNEL norm_backward(
    float *__restrict__ dx, const float *__restrict__ douts, const float *__restrict__ in,
    const float *means, const float *rstds, const float *__restrict__ gain, i64 rows, i64 width) {
  i64 row = ((i64)blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows) return;
  const float *x = in + row * width, *dout = douts + row * width;
  float *to = dx + row * width;
  float mean = means[row], rstd = rstds[row], sum = 0, product = 0;
#pragma unroll 8
  for (int c = lane; c < (int)width; c += 32) {
    float g = dout[c] * gain[c];
    sum += g;
    product += g * (x[c] - mean);
  }
  sum = warp_sum(sum) / (float)width;
  product = warp_sum(product) * rstd * rstd / (float)width;
#pragma unroll 8
  for (int c = lane; c < (int)width; c += 32)
    to[c] += rstd * (dout[c] * gain[c] - sum - (x[c] - mean) * product);
}

// MARK: Sums of columns
//
// A block sums 32 columns of some rows, 8 rows at a time; `finish_columns` adds up what blocks found.

static __device__ void store_columns(float *parts, float sum, i64 column, i64 width) {
  __shared__ float sums[assay_cuda_threads];
  sums[threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.x < 32 && column < width) {
    for (int i = threadIdx.x + 32; i < assay_cuda_threads; i += 32) sum += sums[i];
    parts[blockIdx.y * width + column] = sum;
  }
  __syncthreads();
}

KERNEL sum_columns(float *parts, const float *x, i64 rows, i64 width) {
  i64 column = (i64)blockIdx.x * 32 + threadIdx.x % 32;
  i64 begin = (i64)blockIdx.y * assay_cuda_part_rows;
  i64 end = begin + assay_cuda_part_rows < rows ? begin + assay_cuda_part_rows : rows;
  float sum = 0;
  if (column < width)
    for (i64 row = begin + threadIdx.x / 32; row < end; row += 8) sum += x[row * width + column];
  store_columns(parts, sum, column, width);
}

// The gradients of the gain, and behind all parts of it those of the bias.
KERNEL norm_columns(
    float *parts, const float *dout, const float *x, const float *means, const float *rstds,
    i64 rows, i64 width) {
  i64 column = (i64)blockIdx.x * 32 + threadIdx.x % 32;
  i64 begin = (i64)blockIdx.y * assay_cuda_part_rows;
  i64 end = begin + assay_cuda_part_rows < rows ? begin + assay_cuda_part_rows : rows;
  float gain = 0, bias = 0;
  if (column < width)
    for (i64 row = begin + threadIdx.x / 32; row < end; row += 8) {
      float d = dout[row * width + column];
      gain += d * (x[row * width + column] - means[row]) * rstds[row];
      bias += d;
    }
  store_columns(parts, gain, column, width);
  store_columns(parts + gridDim.y * width, bias, column, width);
}

// out = beta out + the sum of all parts; what was there is not looked at with beta 0.
KERNEL finish_columns(float *out, const float *parts, i64 count, i64 width, float beta) {
  EACH(c, width) {
    float sum = 0;
    for (i64 part = 0; part < count; part++) sum += parts[part * width + c];
    out[c] = beta == 0 ? sum : beta * out[c] + sum;
  }
}

// MARK: Values

// out = out + bias + residual; either may be NULL.
KERNEL add_bias(float *out, const float *bias, const float *residual, i64 rows, i64 width) {
  EACH_ROW(row, c, rows, width) {
    float sum = out[row * width + c];
    if (bias) sum += bias[c];
    if (residual) sum += residual[row * width + c];
    out[row * width + c] = sum;
  }
}

// To bf16, to the nearest, ties to even.
static __device__ u32 rounded(float value) {
  u32 x = __float_as_uint(value);
  u32 nearest = (x + 0x7fffu + ((x >> 16) & 1u)) >> 16;
  return (x & 0x7fffffffu) > 0x7f800000u ? (x >> 16) | 0x40u : nearest;
}

KERNEL round_values(u16 *out, const float *in, i64 count) {
  i64 fours = takes_four(in) && takes_four(out) ? count / 4 : 0;
  EACH(i, fours) {
    four x = ((const four *)in)[i];
    ((u64 *)out)[i] = (u64)(rounded(x.x[0]) | rounded(x.x[1]) << 16)
        | (u64)(rounded(x.x[2]) | rounded(x.x[3]) << 16) << 32;
  }
  EACH(i, count - 4 * fours) out[4 * fours + i] = (u16)rounded(in[4 * fours + i]);
}

// Rows of `out` are longer, a multiple of 4, and end in zeros.
KERNEL round_rows(u16 *out, i64 stride, const float *in, i64 rows, i64 width) {
  EACH_ROW(row, word, rows, stride / 4) {
    u64 halves = 0;
    for (int i = 0; i < 4; i++)
      if (4 * word + i < width)
        halves |= (u64)rounded(in[row * width + 4 * word + i]) << 16 * i;
    ((u64 *)(out + row * stride))[word] = halves;
  }
}

static __device__ float logistic(float x) {
  float u = 1.5957691216057308f * (x + 0.044715f * x * x * x);
  return __fdividef(1.0f, 1.0f + expf(-u));
}

static __device__ float gelu(float x) { return x * logistic(x); }

static __device__ float gelu_slope(float x) {
  float s = logistic(x);
  return s + x * s * (1.0f - s) * 1.5957691216057308f * (1.0f + 3.0f * 0.044715f * x * x);
}

KERNEL gelu_forward(float *out, const float *x, i64 count) {
  i64 fours = takes_four(out) && takes_four(x) ? count / 4 : 0;
  EACH(i, fours) {
    four values = ((const four *)x)[i];
    for (int j = 0; j < 4; j++) values.x[j] = gelu(values.x[j]);
    ((four *)out)[i] = values;
  }
  EACH(i, count - 4 * fours) out[4 * fours + i] = gelu(x[4 * fours + i]);
}

KERNEL gelu_backward(float *dx, const float *dout, const float *x, i64 count) {
  i64 fours = takes_four(dx) && takes_four(dout) && takes_four(x) ? count / 4 : 0;
  EACH(i, fours) {
    four values = ((const four *)x)[i], slopes = ((const four *)dout)[i];
    for (int j = 0; j < 4; j++) slopes.x[j] *= gelu_slope(values.x[j]);
    ((four *)dx)[i] = slopes;
  }
  EACH(i, count - 4 * fours) {
    i64 place = 4 * fours + i;
    dx[place] = dout[place] * gelu_slope(x[place]);
  }
}

KERNEL drop(float *x, float rate, u64 seed, i64 count) {
  u32 threshold = threshold_of(rate);
  float scale = 1 / (1 - rate);
  EACH(i, count) x[i] = hash(seed, (u64)i) < threshold ? 0 : x[i] * scale;
}

KERNEL add(float *out, const float *x, const float *y, i64 count) {
  EACH(i, count) out[i] = x[i] + y[i];
}

// MARK: Cross-entropy, a block for each row

KERNEL softmax_forward(double *log_sums, int *argmax, const float *logits, i64 vocabulary) {
  __shared__ float tops[assay_cuda_threads];
  __shared__ int places[assay_cuda_threads];
  __shared__ double sums[assay_cuda_threads];
  const float *row = logits + (i64)blockIdx.x * vocabulary;
  int thread = threadIdx.x;
  float top = no_number_yet();
  int place = (int)vocabulary - 1;
  for (i64 j = thread; j < vocabulary; j += assay_cuda_threads)
    if (row[j] > top) {
      top = row[j];
      place = (int)j;
    }
  tops[thread] = top;
  places[thread] = place;
  for (int half = assay_cuda_threads / 2; half > 0; half /= 2) {
    __syncthreads();
    if (thread >= half) continue;
    float other = tops[thread + half];
    int behind = places[thread + half];
    if (other > tops[thread] || (other == tops[thread] && behind < places[thread])) {
      tops[thread] = other;
      places[thread] = behind;
    }
  }
  __syncthreads();
  top = tops[0];
  float sum = 0;
  for (i64 j = thread; j < vocabulary; j += assay_cuda_threads) sum += expf(row[j] - top);
  sums[thread] = sum;
  for (int half = assay_cuda_threads / 2; half > 0; half /= 2) {
    __syncthreads();
    if (thread < half) sums[thread] += sums[thread + half];
  }
  if (thread) return;
  log_sums[blockIdx.x] = (double)top + log(sums[0]);
  argmax[blockIdx.x] = places[0];
}

KERNEL softmax_backward(
    float *logits, const double *log_sums, const float *totals, i64 rows, i64 vocabulary) {
  for (i64 row = blockIdx.y; row < rows; row += gridDim.y) {
    float total = totals[row], log_sum = (float)log_sums[row], *row_logits = logits + row * vocabulary;
    for (i64 c = (i64)blockIdx.x * blockDim.x + threadIdx.x; c < vocabulary;
         c += (i64)gridDim.x * blockDim.x)
      row_logits[c] = total * expf(row_logits[c] - log_sum);
  }
}

KERNEL pick_targets(
    float *out, const float *logits, const int *rows, const int *tokens, i64 count, i64 first_row,
    i64 vocabulary) {
  EACH(i, count) out[i] = logits[(rows[i] - first_row) * vocabulary + tokens[i]];
}

// The first target of a row subtracts for all that share it.
KERNEL subtract_targets(
    float *logits, const int *rows, const int *tokens, const float *weights, i64 count,
    i64 first_row, i64 vocabulary) {
  EACH(i, count) {
    if (i > 0 && rows[i - 1] == rows[i]) continue;
    for (i64 j = i; j < count && rows[j] == rows[i]; j++)
      logits[(rows[j] - first_row) * vocabulary + tokens[j]] -= weights[j];
  }
}

// MARK: The optimizer

KERNEL adamw(
    float *p, u16 *halves, const float *g, float *m, float *v, i64 count, assay_cuda_adamw s) {
  EACH(i, count) {
    float gradient = g[i] * s.scale;
    m[i] = s.beta1 * m[i] + (1 - s.beta1) * gradient;
    v[i] = s.beta2 * v[i] + (1 - s.beta2) * gradient * gradient;
    p[i] = p[i] * s.keep - s.rate * m[i] / (sqrtf(v[i]) * s.root + s.epsilon);
    if (halves) halves[i] = (u16)rounded(p[i]);
  }
}

// A sum for each block; the host adds them up in order.
KERNEL sum_squares(double *parts, const float *x, i64 count) {
  __shared__ double sums[assay_cuda_threads];
  double sum = 0;
  EACH(i, count) sum += (double)x[i] * x[i];
  int thread = threadIdx.x;
  sums[thread] = sum;
  for (int half = assay_cuda_threads / 2; half > 0; half /= 2) {
    __syncthreads();
    if (thread < half) sums[thread] += sums[thread + half];
  }
  if (!thread) parts[blockIdx.x] = sums[0];
}

// The first place that each block finds, or `count`.
KERNEL find_not_finite(i64 *places, const float *x, i64 count) {
  __shared__ i64 found[assay_cuda_threads];
  i64 first = count;
  EACH(i, count)
    if ((__float_as_uint(x[i]) & 0x7f800000u) == 0x7f800000u && i < first) first = i;
  int thread = threadIdx.x;
  found[thread] = first;
  for (int half = assay_cuda_threads / 2; half > 0; half /= 2) {
    __syncthreads();
    if (thread < half && found[thread + half] < found[thread]) found[thread] = found[thread + half];
  }
  if (!thread) places[blockIdx.x] = found[0];
}
