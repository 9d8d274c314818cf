// SPDX-License-Identifier: Apache-2.0
// Attention in f32. NVRTC reads it behind kernels.cu, as one text.
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
