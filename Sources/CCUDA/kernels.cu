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
  EACH(i, count * width) out[i / width * out_stride + i % width] = 0;
}

KERNEL copy_rows(float *out, i64 out_stride, const float *in, i64 in_stride, i64 count, i64 width) {
  EACH(i, count * width)
    out[i / width * out_stride + i % width] = in[i / width * in_stride + i % width];
}

KERNEL gather_rows(
    float *out, const float *in, i64 in_stride, const int *rows, i64 count, i64 width) {
  EACH(i, count * width) out[i] = in[rows[i / width] * in_stride + i % width];
}

KERNEL scatter_rows(
    float *out, i64 out_stride, const float *in, i64 in_stride, const int *rows, i64 count,
    i64 width) {
  EACH(i, count * width)
    out[rows[i / width] * out_stride + i % width] = in[i / width * in_stride + i % width];
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
  EACH(i, rows * width) {
    i64 row = i / width, c = i % width;
    out[i] = wte[tokens[row] * width + c] + wpe[positions[row] * width + c];
  }
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

KERNEL norm_backward(
    float *dx, const float *douts, const float *in, const float *means, const float *rstds,
    const float *gain, i64 rows, i64 width) {
  i64 row = ((i64)blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (row >= rows) return;
  const float *x = in + row * width, *dout = douts + row * width;
  float mean = means[row], rstd = rstds[row], sum = 0, product = 0;
  for (i64 c = lane; c < width; c += 32) {
    float g = dout[c] * gain[c];
    sum += g;
    product += g * (x[c] - mean);
  }
  sum = warp_sum(sum) / (float)width;
  product = warp_sum(product) * rstd * rstd / (float)width;
  for (i64 c = lane; c < width; c += 32)
    dx[row * width + c] += rstd * (dout[c] * gain[c] - sum - (x[c] - mean) * product);
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
  EACH(i, rows * width) {
    float sum = out[i];
    if (bias) sum += bias[i % width];
    if (residual) sum += residual[i];
    out[i] = sum;
  }
}

// To bf16, to the nearest, ties to even; rows of `out` may be longer.
KERNEL round_rows(u16 *out, i64 stride, const float *in, i64 rows, i64 width) {
  EACH(i, rows * width) {
    u32 x = __float_as_uint(in[i]);
    u32 rounded = (x + 0x7fffu + ((x >> 16) & 1u)) >> 16;
    out[i / width * stride + i % width] =
        (u16)((x & 0x7fffffffu) > 0x7f800000u ? (x >> 16) | 0x40u : rounded);
  }
}

static __device__ float logistic(float x) {
  float u = 1.5957691216057308f * (x + 0.044715f * x * x * x);
  return 1.0f / (1.0f + expf(-u));
}

KERNEL gelu_forward(float *out, const float *x, i64 count) {
  EACH(i, count) out[i] = x[i] * logistic(x[i]);
}

KERNEL gelu_backward(float *dx, const float *dout, const float *x, i64 count) {
  EACH(i, count) {
    float s = logistic(x[i]);
    float slope = 1.5957691216057308f * (1.0f + 3.0f * 0.044715f * x[i] * x[i]);
    dx[i] = dout[i] * (s + x[i] * s * (1.0f - s) * slope);
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
  EACH(i, rows * vocabulary) {
    i64 row = i / vocabulary;
    logits[i] = totals[row] * expf(logits[i] - (float)log_sums[row]);
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
    if (!halves) continue;
    u32 x = __float_as_uint(p[i]);
    u32 rounded = (x + 0x7fffu + ((x >> 16) & 1u)) >> 16;
    halves[i] = (u16)((x & 0x7fffffffu) > 0x7f800000u ? (x >> 16) | 0x40u : rounded);
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

// MARK: Attention
//
// A block of 16 x 16 threads works on tiles of 64 queries and 64 keys, so that weights never leave it
// (Dao et al., "FlashAttention", 2022). Thread (x, y) has the rows 4 y + i and the columns x + 16 j.

enum { tile = assay_cuda_tile, tile_pitch = tile + 1 };

// Rows of one head into shared memory, 0 beyond them. The keys of a sequence follow those of its prefix.
static __device__ void load_rows(
    float *out, const float *in, i64 stride, i64 first, i64 count, int width) {
  for (int i = threadIdx.x; i < tile * width; i += assay_cuda_threads) {
    int row = i / width, c = i % width;
    out[row * (width + 1) + c] = row < count ? in[(first + row) * stride + c] : 0;
  }
}

static __device__ void load_keys(
    float *out, const float *in, const assay_cuda_attention &a, const assay_cuda_sequence &s,
    i64 first, i64 end) {
  i64 prefix = s.prefix_end - s.prefix_begin;
  for (int i = threadIdx.x; i < tile * a.head_width; i += assay_cuda_threads) {
    int row = i / a.head_width, c = i % a.head_width;
    i64 key = first + row;
    i64 place = key < prefix ? s.prefix_begin + key : s.key_begin + key - prefix;
    out[row * (a.head_width + 1) + c] = key < end ? in[place * a.key_stride + c] : 0;
  }
}

// scores[i][j] = left row 4 y + i . right row x + 16 j
static __device__ void multiply_tiles(
    float scores[4][4], const float *left, const float *right, int width) {
  int x = threadIdx.x % 16, y = threadIdx.x / 16;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++) scores[i][j] = 0;
  for (int d = 0; d < width; d++) {
    float l[4], r[4];
    for (int i = 0; i < 4; i++) l[i] = left[(4 * y + i) * (width + 1) + d];
    for (int j = 0; j < 4; j++) r[j] = right[(x + 16 * j) * (width + 1) + d];
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++) scores[i][j] += l[i] * r[j];
  }
}

// out[i][c] += sum over k of weights[4 y + i][k] rows[k][x + 16 c], or of weights[k][4 y + i].
template <int N>
static __device__ void add_rows(
    float out[4][N], const float *weights, const float *rows, int width, int transposed) {
  int x = threadIdx.x % 16, y = threadIdx.x / 16;
  for (int k = 0; k < tile; k++) {
    float w[4];
    for (int i = 0; i < 4; i++)
      w[i] = weights[transposed ? k * tile_pitch + 4 * y + i : (4 * y + i) * tile_pitch + k];
    for (int c = 0; c < N; c++) {
      int column = x + 16 * c;
      float value = column < width ? rows[k * (width + 1) + column] : 0;
      for (int i = 0; i < 4; i++) out[i][c] += w[i] * value;
    }
  }
}

// What dropout makes of a weight 1.
static __device__ float kept(const assay_cuda_attention &a, int head, i64 query, i64 key) {
  if (a.rate <= 0) return 1;
  u64 index = (u64)((i64)head * a.query_rows + query) << 32;
  return hash(a.seed, index + (u64)key) < threshold_of(a.rate) ? 0 : 1 / (1 - a.rate);
}

template <int N>
static __device__ void attend(assay_cuda_attention a) {
  SHARED_MEMORY(shared);
  int width = a.head_width, head = blockIdx.y, x = threadIdx.x % 16, y = threadIdx.x / 16;
  float *queries = shared, *keys = queries + tile * (width + 1), *weights = keys + tile * (width + 1);
  assay_cuda_sequence s = a.sequences[blockIdx.x / a.tiles];
  i64 begin = s.query_begin + blockIdx.x % a.tiles * tile;
  if (begin >= s.query_end) return;
  i64 rows = s.query_end - begin < tile ? s.query_end - begin : tile;
  i64 prefix = s.prefix_end - s.prefix_begin, end = prefix + a.key_counts[begin + rows - 1];
  load_rows(queries, a.q + head * width, a.query_stride, begin, rows, width);
  float top[4], sum[4], out[4][N];
  i64 limit[4];
  for (int i = 0; i < 4; i++) {
    i64 row = 4 * y + i;
    limit[i] = row < rows ? prefix + a.key_counts[begin + row] : 0;
    top[i] = no_number_yet();
    sum[i] = 0;
    for (int c = 0; c < N; c++) out[i][c] = 0;
  }
  for (i64 first = 0; first < end; first += tile) {
    __syncthreads();
    load_keys(keys, a.k + head * width, a, s, first, end);
    __syncthreads();
    float scores[4][4];
    multiply_tiles(scores, queries, keys, width);
    for (int i = 0; i < 4; i++) {
      float best = top[i], part = 0;
      for (int j = 0; j < 4; j++) {
        scores[i][j] *= a.scale;
        if (first + x + 16 * j < limit[i]) best = fmaxf(best, scores[i][j]);
      }
      best = half_max(best);
      float keep = top[i] == best ? 1 : expf(top[i] - best);
      for (int j = 0; j < 4; j++) {
        i64 key = first + x + 16 * j;
        float weight = key < limit[i] ? expf(scores[i][j] - best) : 0;
        part += weight;
        if (weight != 0) weight *= kept(a, head, begin + 4 * y + i, key);
        weights[(4 * y + i) * tile_pitch + x + 16 * j] = weight;
      }
      sum[i] = sum[i] * keep + half_sum(part);
      top[i] = best;
      for (int c = 0; c < N; c++) out[i][c] *= keep;
    }
    __syncthreads();
    load_keys(keys, a.v + head * width, a, s, first, end);
    __syncthreads();
    add_rows<N>(out, weights, keys, width, 0);
  }
  for (int i = 0; i < 4; i++) {
    i64 row = 4 * y + i;
    if (row >= rows) continue;
    for (int c = 0; c < N; c++) {
      int column = x + 16 * c;
      if (column < width)
        a.result[(begin + row) * a.out_stride + head * width + column] = out[i][c] / sum[i];
    }
    if (x == 0 && a.log_sums) a.log_sums[head * a.query_rows + begin + row] = top[i] + logf(sum[i]);
  }
}

KERNEL attention_forward_64(assay_cuda_attention a) { attend<4>(a); }
KERNEL attention_forward_128(assay_cuda_attention a) { attend<8>(a); }

// deltas (H, Q) = dout . out of each head, a warp for each.
KERNEL attention_deltas(float *deltas, assay_cuda_attention a) {
  i64 place = ((i64)blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int lane = threadIdx.x % 32;
  if (place >= a.heads * a.query_rows) return;
  i64 start = place % a.query_rows * a.out_stride + place / a.query_rows * a.head_width;
  float sum = 0;
  for (int c = lane; c < a.head_width; c += 32) sum += a.out[start + c] * a.dout[start + c];
  sum = warp_sum(sum);
  if (!lane) deltas[place] = sum;
}

// The weights of a tile and the gradients of its scores, into shared memory, from what multiplied
// tiles hold: q k^T and dout v^T.
static __device__ void derive(
    float *weights, float *dscores, float scores[4][4], float dweights[4][4],
    const assay_cuda_attention &a, int head, i64 query, i64 rows, i64 key) {
  int x = threadIdx.x % 16, y = threadIdx.x / 16;
  for (int i = 0; i < 4; i++) {
    i64 row = 4 * y + i;
    i64 place = head * a.query_rows + query + row;
    i64 limit = row < rows ? a.key_counts[query + row] : 0;
    for (int j = 0; j < 4; j++) {
      i64 own = key + x + 16 * j;
      float weight = 0, dropped = 0, dscore = 0;
      if (own < limit) {
        float factor = kept(a, head, query + row, own);
        weight = expf(scores[i][j] * a.scale - a.log_sums[place]);
        dropped = weight * factor;
        dscore = weight * (dweights[i][j] * factor - a.deltas[place]) * a.scale;
      }
      if (weights) weights[row * tile_pitch + x + 16 * j] = dropped;
      dscores[row * tile_pitch + x + 16 * j] = dscore;
    }
  }
}

// dk and dv: a block for 64 keys of a head goes over the queries that may see them.
template <int N>
static __device__ void attend_keys(assay_cuda_attention a) {
  SHARED_MEMORY(shared);
  int width = a.head_width, head = blockIdx.y, x = threadIdx.x % 16, y = threadIdx.x / 16;
  int area = tile * (width + 1);
  float *keys = shared, *values = keys + area, *queries = values + area, *douts = queries + area;
  float *weights = douts + area, *dscores = weights + tile * tile_pitch;
  assay_cuda_sequence s = a.sequences[blockIdx.x / a.tiles];
  i64 key = blockIdx.x % a.tiles * tile, count = s.key_end - s.key_begin - key;
  if (count <= 0) return;
  i64 end = key + count;
  load_keys(keys, a.k + head * width, a, s, key, end);
  load_keys(values, a.v + head * width, a, s, key, end);
  float dk[4][N], dv[4][N];
  for (int i = 0; i < 4; i++)
    for (int c = 0; c < N; c++) dk[i][c] = dv[i][c] = 0;
  for (i64 query = s.query_begin; query < s.query_end; query += tile) {
    i64 rows = s.query_end - query < tile ? s.query_end - query : tile;
    if (a.key_counts[query + rows - 1] <= key) continue;
    __syncthreads();
    load_rows(queries, a.q + head * width, a.query_stride, query, rows, width);
    load_rows(douts, a.dout + head * width, a.out_stride, query, rows, width);
    __syncthreads();
    float scores[4][4], dweights[4][4];
    multiply_tiles(scores, queries, keys, width);
    multiply_tiles(dweights, douts, values, width);
    derive(weights, dscores, scores, dweights, a, head, query, rows, key);
    __syncthreads();
    add_rows<N>(dv, weights, douts, width, 1);
    add_rows<N>(dk, dscores, queries, width, 1);
  }
  for (int i = 0; i < 4; i++)
    for (int c = 0; c < N; c++) {
      i64 row = 4 * y + i;
      int column = x + 16 * c;
      if (row >= count || column >= width) continue;
      i64 place = (s.key_begin + key + row) * a.dkey_stride + head * width + column;
      a.dk[place] = dk[i][c];
      a.dv[place] = dv[i][c];
    }
}

KERNEL attention_keys_64(assay_cuda_attention a) { attend_keys<4>(a); }
KERNEL attention_keys_128(assay_cuda_attention a) { attend_keys<8>(a); }

// dq: a block for 64 queries of a head goes over the keys that they see.
template <int N>
static __device__ void attend_queries(assay_cuda_attention a) {
  SHARED_MEMORY(shared);
  int width = a.head_width, head = blockIdx.y, x = threadIdx.x % 16, y = threadIdx.x / 16;
  int area = tile * (width + 1);
  float *keys = shared, *values = keys + area, *queries = values + area, *douts = queries + area;
  float *dscores = douts + area;
  assay_cuda_sequence s = a.sequences[blockIdx.x / a.tiles];
  i64 query = s.query_begin + blockIdx.x % a.tiles * tile;
  if (query >= s.query_end) return;
  i64 rows = s.query_end - query < tile ? s.query_end - query : tile;
  i64 end = a.key_counts[query + rows - 1];
  load_rows(queries, a.q + head * width, a.query_stride, query, rows, width);
  load_rows(douts, a.dout + head * width, a.out_stride, query, rows, width);
  float dq[4][N];
  for (int i = 0; i < 4; i++)
    for (int c = 0; c < N; c++) dq[i][c] = 0;
  for (i64 key = 0; key < end; key += tile) {
    __syncthreads();
    load_keys(keys, a.k + head * width, a, s, key, end);
    load_keys(values, a.v + head * width, a, s, key, end);
    __syncthreads();
    float scores[4][4], dweights[4][4];
    multiply_tiles(scores, queries, keys, width);
    multiply_tiles(dweights, douts, values, width);
    derive(0, dscores, scores, dweights, a, head, query, rows, key);
    __syncthreads();
    add_rows<N>(dq, dscores, keys, width, 0);
  }
  for (int i = 0; i < 4; i++)
    for (int c = 0; c < N; c++) {
      i64 row = 4 * y + i;
      int column = x + 16 * c;
      if (row < rows && column < width)
        a.dq[(query + row) * a.dquery_stride + head * width + column] = dq[i][c];
    }
}

KERNEL attention_queries_64(assay_cuda_attention a) { attend_queries<4>(a); }
KERNEL attention_queries_128(assay_cuda_attention a) { attend_queries<8>(a); }
