// SPDX-License-Identifier: Apache-2.0
// Attention with products in bf16, for heads of at most 64 columns. NVRTC reads it behind
// attention.cu, as one text.
//
// A block has 128 rows of its own, 16 for each warp, and goes over tiles of 64 rows of the other side,
// so that weights never leave registers (Dao, "FlashAttention-2", 2023). What is rounded to bf16 are the
// factors of products; sums and weights are f32.
//
// The lanes of a warp share a 16 x 16 left factor, a 16 x 8 right factor and a 16 x 8 product as PTX
// says for mma.m16n8k16: lane 4 g + t has the rows g and g + 8 of the left factor and of the product,
// the column g of the right factor, and of the other side 2 t and 2 t + 1, then those 8 further on.

enum {
  own_rows = assay_cuda_halves_tile, other_rows = 64, head_steps = 4, head_columns = 8,
  pitch = 36,  // words of two halves in a row of shared memory: lanes then meet in no bank
  sub_rows = 32, sub_columns = sub_rows / 8, sub_steps = sub_rows / 16
};

// product += left right
#ifndef TENSOR_PRODUCT
static __device__ void tensor_product(float product[4], const u32 left[4], const u32 right[2]) {
  asm volatile(
      "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 "
      "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
      : "+f"(product[0]), "+f"(product[1]), "+f"(product[2]), "+f"(product[3])
      : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(right[0]), "r"(right[1]));
}

static __device__ u32 two_halves(float low, float high) {
  u32 halves;
  asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(halves) : "f"(high), "f"(low));
  return halves;
}
#else
static __device__ u32 two_halves(float low, float high) {
  return rounded(low) | rounded(high) << 16;
}
#endif

// Of the 4 lanes that share a row.
static __device__ float quad_sum(float x) {
  for (int lane = 2; lane > 0; lane >>= 1) x += __shfl_xor_sync(0xffffffffu, x, lane);
  return x;
}

static __device__ float quad_max(float x) {
  for (int lane = 2; lane > 0; lane >>= 1) x = fmaxf(x, __shfl_xor_sync(0xffffffffu, x, lane));
  return x;
}

struct alignas(8) two {
  float x, y;
};

// A matrix of a head, in rows of which those before `end` count.
struct head_rows {
  const float *values;
  i64 stride, begin, prefix_begin, prefix, end;
  int width;

  __device__ const float *row(i64 row) const {
    if (row >= end) return 0;
    return values + (row < prefix ? prefix_begin + row : begin + row - prefix) * stride;
  }

  // Whether two columns that start at an even one can be loaded as one.
  __device__ bool takes_two() const {
    return (((u64)values & 7) | (u64)(stride & 1) | (u64)(width & 1)) == 0;
  }

  // Two columns of a row; 0 for what is not there.
  __device__ two load(const float *row, int column, bool asOne) const {
    if (!row || column >= width) return {0, 0};
    if (asOne) return *(const two *)(row + column);
    return {row[column], column + 1 < width ? row[column + 1] : 0};
  }
};

// The rows of the queries of a sequence, from its first.
static __device__ head_rows query_rows(
    const float *values, i64 stride, const assay_cuda_sequence &s, int width) {
  return {values, stride, s.query_begin, 0, 0, s.query_end - s.query_begin, width};
}

// The rows of its keys, behind those of its prefix.
static __device__ head_rows key_rows(
    const float *values, i64 stride, const assay_cuda_sequence &s, int width) {
  i64 prefix = s.prefix_end - s.prefix_begin;
  return {values, stride, s.key_begin, s.prefix_begin, prefix,
          prefix + s.key_end - s.key_begin, width};
}

// 16 rows of this warp as left factors, 16 columns each.
static __device__ void load_left(u32 left[head_steps][4], const head_rows &in, i64 first) {
  int lane = threadIdx.x % 32, g = lane / 4, t = lane % 4;
  const float *rows[2] = {in.row(first + g), in.row(first + g + 8)};
  bool asOne = in.takes_two();
  for (int step = 0; step < head_steps; step++)
    for (int part = 0; part < 4; part++) {
      two pair = in.load(rows[part % 2], 16 * step + 2 * t + part / 2 * 8, asOne);
      left[step][part] = two_halves(pair.x, pair.y);
    }
}

// 64 rows into shared memory: `by_row` has two columns of a row in a word, `by_column` two rows of a
// column; either may be NULL.
static __device__ void load_tile(u32 *by_row, u32 *by_column, const head_rows &in, i64 first) {
  // Lanes next to each other take columns next to each other, but no more than the banks allow.
  int pair = threadIdx.x / 8;
  const float *upper = in.row(first + 2 * pair), *lower = in.row(first + 2 * pair + 1);
  bool asOne = in.takes_two();
  two above[4], below[4];
  for (int i = 0; i < 4; i++) {
    int column = 2 * (int)(threadIdx.x % 8) + 16 * i;
    above[i] = in.load(upper, column, asOne);
    below[i] = in.load(lower, column, asOne);
  }
  for (int i = 0; i < 4; i++) {
    int word = threadIdx.x % 8 + 8 * i;
    if (by_row) {
      by_row[2 * pair * pitch + word] = two_halves(above[i].x, above[i].y);
      by_row[(2 * pair + 1) * pitch + word] = two_halves(below[i].x, below[i].y);
    }
    if (by_column) {
      by_column[2 * word * pitch + pair] = two_halves(above[i].x, below[i].x);
      by_column[(2 * word + 1) * pitch + pair] = two_halves(above[i].y, below[i].y);
    }
  }
}

// products[n] (16 x 8 each) += left times the rows 8 n... of a tile, over 16 `steps` columns of it that
// start at the word `from`.
template <int N, int steps>
static __device__ void multiply_rows(
    float products[N][4], const u32 left[steps][4], const u32 *tile_rows, int from) {
  int lane = threadIdx.x % 32, g = lane / 4, t = lane % 4;
  for (int n = 0; n < N; n++)
    for (int step = 0; step < steps; step++) {
      const u32 *row = tile_rows + (8 * n + g) * pitch + from + 8 * step + t;
      u32 right[2] = {row[0], row[4]};
      tensor_product(products[n], left[step], right);
    }
}

// What a warp holds as a product, as left factors of 16 columns each.
template <int N>
static __device__ void as_left(u32 left[N / 2][4], const float products[N][4]) {
  for (int step = 0; step < N / 2; step++)
    for (int part = 0; part < 4; part++) {
      const float *pair = products[2 * step + part / 2] + part % 2 * 2;
      left[step][part] = two_halves(pair[0], pair[1]);
    }
}

template <int N>
static __device__ void zero(float products[N][4]) {
  for (int n = 0; n < N; n++)
    for (int i = 0; i < 4; i++) products[n][i] = 0;
}

KERNEL attention_forward_halves(assay_cuda_attention a) {
  SHARED_MEMORY(memory);
  u32 *keys = (u32 *)memory, *values = keys + other_rows * pitch;
  int lane = threadIdx.x % 32, g = lane / 4, t = lane % 4;
  i64 head = blockIdx.y, column = head * a.head_width;
  assay_cuda_sequence s = a.sequences[blockIdx.x / a.tiles];
  i64 begin = blockIdx.x % a.tiles * own_rows, count = s.query_end - s.query_begin;
  if (begin >= count) return;
  const int *key_counts = a.key_counts + s.query_begin;
  head_rows k = key_rows(a.k + column, a.key_stride, s, a.head_width);
  head_rows v = key_rows(a.v + column, a.key_stride, s, a.head_width);
  i64 first_row = begin + threadIdx.x / 32 * 16, limit[2];
  for (int h = 0; h < 2; h++) {
    i64 row = first_row + g + 8 * h;
    limit[h] = row < count ? k.prefix + key_counts[row] : 0;
  }
  u32 queries[head_steps][4];
  load_left(queries, query_rows(a.q + column, a.query_stride, s, a.head_width), first_row);
  float top[2] = {no_number_yet(), no_number_yet()}, sum[2] = {0, 0}, out[head_columns][4];
  zero<head_columns>(out);
  i64 last = begin + own_rows < count ? begin + own_rows : count;
  i64 end = k.prefix + key_counts[last - 1];
  for (i64 first = 0; first < end; first += other_rows) {
    __syncthreads();
    load_tile(keys, 0, k, first);
    load_tile(0, values, v, first);
    __syncthreads();
    float scores[8][4];
    zero<8>(scores);
    multiply_rows<8, head_steps>(scores, queries, keys, 0);
    for (int h = 0; h < 2; h++) {
      float best = top[h], part = 0;
      for (int i = 0; i < 16; i++) {
        float *score = &scores[i / 2][2 * h + i % 2];
        *score *= a.scale;
        if (first + 8 * (i / 2) + 2 * t + i % 2 < limit[h]) best = fmaxf(best, *score);
      }
      best = quad_max(best);
      float keep = top[h] == best ? 1 : expf(top[h] - best);
      for (int i = 0; i < 16; i++) {
        float *score = &scores[i / 2][2 * h + i % 2];
        i64 key = first + 8 * (i / 2) + 2 * t + i % 2;
        float weight = key < limit[h] ? expf(*score - best) : 0;
        part += weight;
        if (a.rate > 0 && weight != 0)
          weight *= kept(a, (int)head, s.query_begin + first_row + g + 8 * h, key);
        *score = weight;
      }
      sum[h] = sum[h] * keep + quad_sum(part);
      top[h] = best;
      for (int n = 0; n < head_columns; n++)
        for (int e = 0; e < 2; e++) out[n][2 * h + e] *= keep;
    }
    u32 weights[4][4];
    as_left<8>(weights, scores);
    multiply_rows<head_columns, 4>(out, weights, values, 0);
  }
  for (int h = 0; h < 2; h++) {
    i64 row = first_row + g + 8 * h, place = s.query_begin + row;
    if (row >= count) continue;
    for (int i = 0; i < 16; i++) {
      int c = 8 * (i / 2) + 2 * t + i % 2;
      if (c < a.head_width)
        a.result[place * a.out_stride + column + c] = out[i / 2][2 * h + i % 2] / sum[h];
    }
    if (t == 0 && a.log_sums) a.log_sums[head * a.query_rows + place] = top[h] + logf(sum[h]);
  }
}

// What the backward pass knows of a query: how many keys it sees, and what its scores need.
struct query_facts {
  int keys;
  float log_sum, delta;
};

static __device__ query_facts facts_of(
    const assay_cuda_attention &a, i64 head, i64 query, i64 end) {
  if (query >= end) return {0, 0, 0};
  i64 place = head * a.query_rows + query;
  return {a.key_counts[query], a.log_sums[place], a.deltas[place]};
}

// The weight after dropout and the gradient of the score, of a query and a key that a warp has in
// products: q k^T, and dout v^T. They take their places.
static __device__ void derive_one(
    float *score, float *dweight, const assay_cuda_attention &a, const query_facts &facts, i64 head,
    i64 query, i64 key) {
  float weight = 0, dropped = 0, dscore = 0;
  if (key < facts.keys) {
    float factor = kept(a, (int)head, query, key);
    weight = expf(*score * a.scale - facts.log_sum);
    dropped = weight * factor;
    dscore = weight * (*dweight * factor - facts.delta) * a.scale;
  }
  *score = dropped;
  *dweight = dscore;
}

static __device__ void store_rows(
    float *to, i64 stride, i64 first, i64 count, int width, const float products[head_columns][4]) {
  int lane = threadIdx.x % 32, g = lane / 4, t = lane % 4;
  for (int n = 0; n < head_columns; n++)
    for (int i = 0; i < 4; i++) {
      i64 row = first + g + i / 2 * 8;
      int c = 8 * n + 2 * t + i % 2;
      if (row < count && c < width) to[row * stride + c] = products[n][i];
    }
}

// dk and dv: a block for 128 keys of a head goes over the queries that may see them.
KERNEL attention_keys_halves(assay_cuda_attention a) {
  SHARED_MEMORY(memory);
  enum { area = other_rows * pitch };
  u32 *queries = (u32 *)memory, *query_columns = queries + area;
  u32 *douts = query_columns + area, *dout_columns = douts + area;
  query_facts *facts = (query_facts *)(dout_columns + area);
  int lane = threadIdx.x % 32, g = lane / 4, t = lane % 4, width = a.head_width;
  i64 head = blockIdx.y, column = head * width;
  assay_cuda_sequence s = a.sequences[blockIdx.x / a.tiles];
  i64 begin = blockIdx.x % a.tiles * own_rows, count = s.key_end - s.key_begin;
  if (begin >= count) return;
  i64 query_count = s.query_end - s.query_begin;
  const int *key_counts = a.key_counts + s.query_begin;
  head_rows q = query_rows(a.q + column, a.query_stride, s, width);
  head_rows dout = query_rows(a.dout + column, a.out_stride, s, width);
  i64 own = begin + threadIdx.x / 32 * 16;
  u32 keys[head_steps][4], values[head_steps][4];
  load_left(keys, key_rows(a.k + column, a.key_stride, s, width), own);
  load_left(values, key_rows(a.v + column, a.key_stride, s, width), own);
  float dk[head_columns][4], dv[head_columns][4];
  zero<head_columns>(dk);
  zero<head_columns>(dv);
  for (i64 first = 0; first < query_count; first += other_rows) {
    i64 last = first + other_rows < query_count ? first + other_rows : query_count;
    if (key_counts[last - 1] <= begin) continue;
    __syncthreads();
    load_tile(queries, query_columns, q, first);
    load_tile(douts, dout_columns, dout, first);
    if (threadIdx.x < other_rows)
      facts[threadIdx.x] =
          facts_of(a, head, s.query_begin + first + threadIdx.x, s.query_end);
    __syncthreads();
    for (int part = 0; part < other_rows; part += sub_rows) {
      float scores[sub_columns][4], dweights[sub_columns][4];
      zero<sub_columns>(scores);
      zero<sub_columns>(dweights);
      multiply_rows<sub_columns, head_steps>(scores, keys, queries + part * pitch, 0);
      multiply_rows<sub_columns, head_steps>(dweights, values, douts + part * pitch, 0);
      for (int i = 0; i < 4 * sub_columns; i++) {
        int query = part + 8 * (i / 4) + 2 * t + i % 2;
        derive_one(
            &scores[i / 4][i % 4], &dweights[i / 4][i % 4], a, facts[query], head,
            s.query_begin + first + query, own + g + i % 4 / 2 * 8);
      }
      u32 left[sub_steps][4];
      as_left<sub_columns>(left, scores);
      multiply_rows<head_columns, sub_steps>(dv, left, dout_columns, part / 2);
      as_left<sub_columns>(left, dweights);
      multiply_rows<head_columns, sub_steps>(dk, left, query_columns, part / 2);
    }
  }
  i64 start = s.key_begin * a.dkey_stride + column;
  store_rows(a.dk + start, a.dkey_stride, own, count, width, dk);
  store_rows(a.dv + start, a.dkey_stride, own, count, width, dv);
}

// dq: a block for 128 queries of a head goes over the keys that they see.
KERNEL attention_queries_halves(assay_cuda_attention a) {
  SHARED_MEMORY(memory);
  enum { area = other_rows * pitch };
  u32 *keys = (u32 *)memory, *key_columns = keys + area, *values = key_columns + area;
  int lane = threadIdx.x % 32, g = lane / 4, t = lane % 4, width = a.head_width;
  i64 head = blockIdx.y, column = head * width;
  assay_cuda_sequence s = a.sequences[blockIdx.x / a.tiles];
  i64 begin = blockIdx.x % a.tiles * own_rows, count = s.query_end - s.query_begin;
  if (begin >= count) return;
  const int *key_counts = a.key_counts + s.query_begin;
  head_rows k = key_rows(a.k + column, a.key_stride, s, width);
  head_rows v = key_rows(a.v + column, a.key_stride, s, width);
  i64 own = begin + threadIdx.x / 32 * 16;
  u32 queries[head_steps][4], douts[head_steps][4];
  load_left(queries, query_rows(a.q + column, a.query_stride, s, width), own);
  load_left(douts, query_rows(a.dout + column, a.out_stride, s, width), own);
  float dq[head_columns][4];
  zero<head_columns>(dq);
  query_facts facts[2];
  for (int h = 0; h < 2; h++)
    facts[h] = facts_of(a, head, s.query_begin + own + g + 8 * h, s.query_end);
  i64 last = begin + own_rows < count ? begin + own_rows : count, end = key_counts[last - 1];
  for (i64 first = 0; first < end; first += other_rows) {
    __syncthreads();
    load_tile(keys, key_columns, k, first);
    load_tile(values, 0, v, first);
    __syncthreads();
    for (int part = 0; part < other_rows; part += sub_rows) {
      float scores[sub_columns][4], dweights[sub_columns][4];
      zero<sub_columns>(scores);
      zero<sub_columns>(dweights);
      multiply_rows<sub_columns, head_steps>(scores, queries, keys + part * pitch, 0);
      multiply_rows<sub_columns, head_steps>(dweights, douts, values + part * pitch, 0);
      for (int i = 0; i < 4 * sub_columns; i++) {
        int h = i % 4 / 2;
        derive_one(
            &scores[i / 4][i % 4], &dweights[i / 4][i % 4], a, facts[h], head,
            s.query_begin + own + g + 8 * h, first + part + 8 * (i / 4) + 2 * t + i % 2);
      }
      u32 left[sub_steps][4];
      as_left<sub_columns>(left, dweights);
      multiply_rows<head_columns, sub_steps>(dq, left, key_columns, part / 2);
    }
  }
  store_rows(
      a.dq + s.query_begin * a.dquery_stride + column, a.dquery_stride, own, count, width, dq);
}
