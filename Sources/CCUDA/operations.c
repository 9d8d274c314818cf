// SPDX-License-Identifier: Apache-2.0
// The operations of CKernels' table as launches of kernels and products of matrices.
#include <math.h>
#include <pthread.h>

#include "CCUDA.h"
#include "kernels.h"

static const assay_cuda_driver *driver;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// Memory that an operation works in. The next one may use it again, for they run in order.
static struct {
  char *memory;
  int64_t size, used;
} scratch;

static int64_t extra_failures;
static int scratch_failed;

static int64_t blocks(int64_t count, int64_t size) { return (count + size - 1) / size; }

static int64_t rounded_up(int64_t count, int64_t size) { return blocks(count, size) * size; }

// Makes room for an operation that takes pieces of it; 0 when there is none.
static int reserve(int64_t bytes) {
  scratch.used = 0;
  if (bytes <= scratch.size) return 1;
  if (scratch.memory) driver->release(scratch.memory);
  scratch.size = 0;
  scratch.memory = driver->allocate(bytes);
  scratch_failed = !scratch.memory;
  if (scratch_failed) {
    extra_failures++;
    return 0;
  }
  scratch.size = bytes;
  return 1;
}

static void *take(int64_t bytes) {
  void *piece = scratch.memory + scratch.used;
  scratch.used += rounded_up(bytes, 256);
  return piece;
}

// Blocks for a loop over the columns of one row, and over rows; a launch has no more rows of blocks.
static int64_t grid_columns(int64_t width) {
  int64_t wanted = blocks(width, assay_cuda_threads);
  return wanted < 32 ? wanted : 32;
}

static int64_t grid_rows(int64_t rows) { return rows < 65535 ? rows : 65535; }

// Blocks for a loop over `count` values.
static int64_t grid(int64_t count) {
  int64_t most = (int64_t)driver->multiprocessors * 16, wanted = blocks(count, assay_cuda_threads);
  return wanted < most ? wanted : most;
}

#define LAUNCH(kernel, x, y, shared, ...)                                             \
  do {                                                                                \
    void *arguments[] = {__VA_ARGS__};                                                \
    if ((x) > 0 && (y) > 0) driver->launch(assay_kernel_##kernel, x, y, shared, arguments); \
  } while (0)

#define OPERATION pthread_mutex_lock(&lock)
#define DONE pthread_mutex_unlock(&lock)

// MARK: Memory

static void *allocate(int64_t bytes) {
  OPERATION;
  void *memory = driver->allocate(bytes);
  if (memory) driver->clear(memory, bytes);
  DONE;
  return memory;
}

static void release(void *memory, int64_t bytes) {
  (void)bytes;
  OPERATION;
  driver->release(memory);
  DONE;
}

static void upload(void *out, const void *in, int64_t bytes) {
  OPERATION;
  if (bytes) driver->upload(out, in, bytes);
  DONE;
}

static void download(void *out, const void *in, int64_t bytes) {
  OPERATION;
  if (bytes) driver->download(out, in, bytes);
  DONE;
}

static void copy(void *out, const void *in, int64_t bytes) {
  OPERATION;
  if (bytes) driver->copy(out, in, bytes);
  DONE;
}

static void clear(void *out, int64_t bytes) {
  OPERATION;
  if (bytes) driver->clear(out, bytes);
  DONE;
}

static void clear_rows(float *out, int64_t out_stride, int64_t count, int64_t width) {
  OPERATION;
  LAUNCH(
      clear_rows, grid_columns(width), grid_rows(count), 0, &out, &out_stride, &count, &width);
  DONE;
}

static int64_t failures(void) {
  OPERATION;
  int64_t count = driver->failures() + extra_failures;
  DONE;
  return count;
}

static const char *trouble(void) {
  OPERATION;
  const char *text = scratch_failed ? NULL : driver->trouble();
  DONE;
  return text;
}

// MARK: Products

static void round_to(uint16_t *out, const float *in, int64_t count) {
  LAUNCH(round_values, grid(blocks(count, 4)), 1, 0, &out, &in, &count);
}

static const void *rounded(const float *in, int64_t rows, int64_t width) {
  uint16_t *out = take(rows * width * 2);
  round_to(out, in, rows * width);
  return out;
}

static int64_t bytes_of_halves(int64_t rows, int64_t stride) {
  return rounded_up(rows * stride * 2, 256);
}

// sum (width) = beta sum + the sum of the columns of x.
static void sum_columns(float *sum, const float *x, float beta, int64_t rows, int64_t width) {
  int64_t parts = blocks(rows, assay_cuda_part_rows);
  float *partial = take(parts * width * 4);
  LAUNCH(sum_columns, blocks(width, 32), parts, 0, &partial, &x, &rows, &width);
  LAUNCH(finish_columns, grid(width), 1, 0, &sum, &partial, &parts, &width, &beta);
}

static int64_t bytes_of_parts(int64_t rows, int64_t width) {
  return rounded_up(blocks(rows, assay_cuda_part_rows) * width * 4, 256);
}

static void linear_forward(
    float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width) {
  OPERATION;
  int halves = weight.halves != NULL;
  if (reserve(halves ? bytes_of_halves(rows, in_width) : 0)) {
    assay_cuda_product p = {
        .halves = halves, .m = rows, .n = out_width, .k = in_width, .lda = in_width,
        .ldb = out_width, .ldd = out_width, .alpha = 1, .beta = residual ? 1 : 0,
        .a = halves ? rounded(in, rows, in_width) : in,
        .b = halves ? (const void *)weight.halves : weight.values,
        .c = residual ? residual : out, .bias = bias, .d = out};
    driver->multiply(&p);
  }
  DONE;
}

static void linear_backward(
    float *din, float *dweight, float *dbias, const float *dout, const float *in,
    assay_matrix weight, float beta, int64_t rows, int64_t in_width, int64_t out_width) {
  OPERATION;
  int halves = weight.halves != NULL;
  int64_t room = bytes_of_parts(rows, out_width);
  if (halves) room += bytes_of_halves(rows, in_width) + bytes_of_halves(rows, out_width);
  if (reserve(room)) {
    const void *dy = halves ? rounded(dout, rows, out_width) : dout;
    if (dweight) {
      assay_cuda_product p = {
          .halves = halves, .transpose_a = 1, .m = in_width, .n = out_width, .k = rows,
          .lda = in_width, .ldb = out_width, .ldd = out_width, .alpha = 1, .beta = beta,
          .a = halves ? rounded(in, rows, in_width) : in, .b = dy, .c = dweight,
          .d = dweight};
      driver->multiply(&p);
    }
    if (din) {
      assay_cuda_product p = {
          .halves = halves, .transpose_b = 1, .m = rows, .n = in_width, .k = out_width,
          .lda = out_width, .ldb = out_width, .ldd = in_width, .alpha = 1, .a = dy,
          .b = halves ? (const void *)weight.halves : weight.values, .c = din, .d = din};
      driver->multiply(&p);
    }
    if (dbias) sum_columns(dbias, dout, beta, rows, out_width);
  }
  DONE;
}

static void multiply(
    int transpose_a, int transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float *a,
    int64_t lda, const float *b, int64_t ldb, float beta, const float *c, float *d, int64_t ldd) {
  assay_cuda_product p = {
      0, transpose_a, transpose_b, m, n, k, lda, ldb, ldd, alpha, beta, a, b, c, NULL, d};
  driver->multiply(&p);
}

static void low_rank_merge(
    float *weight, const float *base, const float *a, const float *b, float scale,
    int64_t in_width, int64_t rank, int64_t out_width) {
  OPERATION;
  multiply(
      1, 1, in_width, out_width, rank, scale, a, in_width, b, rank, 1, base, weight, out_width);
  DONE;
}

static void low_rank_backward(
    float *da, float *db, const float *dout, const float *in, const float *a, const float *b,
    float scale, float beta, int64_t rows, int64_t in_width, int64_t rank, int64_t out_width) {
  OPERATION;
  if (reserve(2 * rounded_up(rows * rank * 4, 256))) {
    float *inner = take(rows * rank * 4), *dinner = take(rows * rank * 4);
    multiply(0, 1, rows, rank, in_width, 1, in, in_width, a, in_width, 0, inner, inner, rank);
    multiply(0, 0, rows, rank, out_width, scale, dout, out_width, b, rank, 0, dinner, dinner, rank);
    multiply(1, 0, out_width, rank, rows, scale, dout, out_width, inner, rank, beta, db, db, rank);
    multiply(1, 0, rank, in_width, rows, 1, dinner, rank, in, in_width, beta, da, da, in_width);
  }
  DONE;
}

// Products in bf16 are several times as fast where rows start on 16 bytes and all sides are multiples
// of 8; a vocabulary may have any size. So for many rows they are taken with a table that ends in zeros,
// and logits are moved together behind them.
enum { aligned_columns = 8, many_rows = 64 };

static int64_t padded_vocabulary(int halves, int64_t rows, int64_t vocabulary) {
  return halves && rows >= many_rows ? rounded_up(vocabulary, aligned_columns) : vocabulary;
}

static int64_t bytes_of_table(int64_t vocabulary, int64_t padded, int64_t width) {
  return padded == vocabulary ? 0 : bytes_of_halves(padded, width);
}

// The table as it is multiplied, in f32 or in bf16.
static const void *factors(assay_matrix table, int64_t vocabulary, int64_t padded, int64_t width) {
  if (!table.halves) return table.values;
  if (padded == vocabulary) return table.halves;
  char *out = take(padded * width * 2);
  driver->copy(out, table.halves, vocabulary * width * 2);
  driver->clear(out + vocabulary * width * 2, (padded - vocabulary) * width * 2);
  return out;
}

static void head_forward(
    float *logits, const float *hidden, assay_matrix table, int64_t rows, int64_t width,
    int64_t vocabulary) {
  OPERATION;
  int halves = table.halves != NULL;
  int64_t padded = padded_vocabulary(halves, rows, vocabulary);
  int64_t room = halves ? bytes_of_halves(rows, width) : 0;
  if (padded != vocabulary)
    room += rounded_up(rows * padded * 4, 256) + bytes_of_table(vocabulary, padded, width);
  if (reserve(room)) {
    float *out = padded != vocabulary ? take(rows * padded * 4) : logits;
    assay_cuda_product p = {
        .halves = halves, .transpose_b = 1, .m = rows, .n = padded, .k = width, .lda = width,
        .ldb = width, .ldd = padded, .alpha = 1,
        .a = halves ? rounded(hidden, rows, width) : hidden,
        .b = factors(table, vocabulary, padded, width), .c = out, .d = out};
    driver->multiply(&p);
    if (out != logits)
      LAUNCH(
          copy_rows, grid_columns(vocabulary), grid_rows(rows), 0, &logits, &vocabulary, &out,
          &padded, &rows, &vocabulary);
  }
  DONE;
}

static void head_backward(
    float *dhidden, float *dtable, const float *dlogits, const float *hidden, assay_matrix table,
    float beta, int64_t rows, int64_t width, int64_t vocabulary) {
  OPERATION;
  int halves = table.halves != NULL;
  int64_t padded = padded_vocabulary(halves, rows, vocabulary), room = 0;
  if (halves)
    room = bytes_of_halves(rows, padded) + bytes_of_halves(rows, width)
        + bytes_of_table(vocabulary, padded, width);
  if (reserve(room)) {
    const void *dl = dlogits;
    if (halves) {
      uint16_t *out = take(rows * padded * 2);
      if (padded == vocabulary)
        round_to(out, dlogits, rows * vocabulary);
      else
        LAUNCH(
            round_rows, grid_columns(padded / 4), grid_rows(rows), 0, &out, &padded, &dlogits,
            &rows, &vocabulary);
      dl = out;
    }
    assay_cuda_product back = {
        .halves = halves, .m = rows, .n = width, .k = padded, .lda = padded, .ldb = width,
        .ldd = width, .alpha = 1, .a = dl, .b = factors(table, vocabulary, padded, width),
        .c = dhidden, .d = dhidden};
    driver->multiply(&back);
    if (dtable) {
      assay_cuda_product weights = {
          .halves = halves, .transpose_a = 1, .m = vocabulary, .n = width, .k = rows,
          .lda = padded, .ldb = width, .ldd = width, .alpha = 1, .beta = beta, .a = dl,
          .b = halves ? rounded(hidden, rows, width) : hidden, .c = dtable, .d = dtable};
      driver->multiply(&weights);
    }
  }
  DONE;
}

// MARK: Rows

static void scatter_add(
    float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
    int64_t width) {
  LAUNCH(scatter_add_rows, count, 1, 0, &out, &out_stride, &in, &rows, &count, &width);
}

static void embedding_forward(
    float *out, const int32_t *tokens, const int32_t *positions, const float *wte,
    const float *wpe, int64_t rows, int64_t width) {
  OPERATION;
  LAUNCH(
      embed, grid_columns(width), grid_rows(rows), 0, &out, &tokens, &positions, &wte, &wpe, &rows, &width);
  DONE;
}

static void embedding_backward(
    float *dwte, float *dwpe, const float *dout, const int32_t *tokens, const int32_t *positions,
    int64_t rows, int64_t width) {
  OPERATION;
  scatter_add(dwte, width, dout, tokens, rows, width);
  scatter_add(dwpe, width, dout, positions, rows, width);
  DONE;
}

static void gather_rows(
    float *out, const float *in, int64_t in_stride, const int32_t *rows, int64_t count,
    int64_t width) {
  OPERATION;
  LAUNCH(
      gather_rows, grid_columns(width), grid_rows(count), 0, &out, &in, &in_stride, &rows, &count,
      &width);
  DONE;
}

static void scatter_rows(
    float *out, int64_t out_stride, const float *in, int64_t in_stride, const int32_t *rows,
    int64_t count, int64_t width) {
  OPERATION;
  LAUNCH(
      scatter_rows, grid_columns(width), grid_rows(count), 0, &out, &out_stride, &in, &in_stride,
      &rows, &count, &width);
  DONE;
}

static void scatter_add_rows(
    float *out, int64_t out_stride, const float *in, const int32_t *rows, int64_t count,
    int64_t width) {
  OPERATION;
  scatter_add(out, out_stride, in, rows, count, width);
  DONE;
}

// MARK: Norms

static void layernorm_forward(
    float *out, float *mean, float *rstd, const float *x, const float *gain, const float *bias,
    float epsilon, int64_t rows, int64_t width) {
  OPERATION;
  LAUNCH(
      norm_forward, blocks(rows * 32, assay_cuda_threads), 1, 0, &out, &mean, &rstd, &x, &gain,
      &bias, &epsilon, &rows, &width);
  DONE;
}

static void layernorm_backward(
    float *dx, float *dgain, float *dbias, const float *dout, const float *x, const float *mean,
    const float *rstd, const float *gain, int64_t rows, int64_t width) {
  OPERATION;
  int64_t parts = blocks(rows, assay_cuda_part_rows);
  if (dgain && reserve(2 * parts * width * 4)) {
    float *gains = take(2 * parts * width * 4), *biases = gains + parts * width, beta = 1;
    LAUNCH(
        norm_columns, blocks(width, 32), parts, 0, &gains, &dout, &x, &mean, &rstd, &rows, &width);
    LAUNCH(finish_columns, grid(width), 1, 0, &dgain, &gains, &parts, &width, &beta);
    LAUNCH(finish_columns, grid(width), 1, 0, &dbias, &biases, &parts, &width, &beta);
  }
  LAUNCH(
      norm_backward, blocks(rows * 32, assay_cuda_threads), 1, 0, &dx, &dout, &x, &mean, &rstd,
      &gain, &rows, &width);
  DONE;
}

// MARK: Attention

static assay_cuda_attention attention(const assay_attention_shape *shape) {
  assay_cuda_attention a = {
      .sequences = (const assay_cuda_sequence *)shape->sequences, .key_counts = shape->key_counts,
      .query_rows = shape->query_rows, .tiles = blocks(shape->longest, assay_cuda_tile),
      .heads = (int)shape->heads, .head_width = (int)shape->head_width,
      .scale = 1 / sqrtf((float)shape->head_width), .rate = shape->dropout,
      .seed = shape->dropout_seed};
  return a;
}

// Wider heads than 128 do not come here: see most_head_width.
#define LAUNCH_ATTENTION(kernel, a, sequences, shared)                                  \
  do {                                                                                  \
    if ((a).head_width <= 64)                                                           \
      LAUNCH(kernel##_64, (sequences) * (a).tiles, (a).heads, shared, &(a));            \
    else                                                                                \
      LAUNCH(kernel##_128, (sequences) * (a).tiles, (a).heads, shared, &(a));           \
  } while (0)

// The kernels that multiply in bf16, with so many areas of 64 rows of 36 words of two halves, and 64
// times three values behind them.
#define LAUNCH_HALVES(kernel, a, sequences, longest, areas)                              \
  do {                                                                                  \
    (a).tiles = blocks(longest, assay_cuda_halves_tile);                                \
    LAUNCH(kernel##_halves, (sequences) * (a).tiles, (a).heads, (areas) * 64 * 36 * 4 + 768, &(a)); \
  } while (0)

static int multiplies_in_halves(const assay_attention_shape *shape) {
  return shape->takes_halves && shape->head_width <= 64;
}

// Bytes of shared memory for tiles of rows and tiles of weights.
static int64_t tiles(int64_t head_width, int rows, int weights) {
  return assay_cuda_tile * 4 * (rows * (head_width + 1) + weights * (assay_cuda_tile + 1));
}

static void attention_forward(
    float *out, int64_t out_stride, float *log_sums, const float *q, int64_t query_stride,
    const float *k, const float *v, int64_t key_stride, const assay_attention_shape *shape) {
  OPERATION;
  assay_cuda_attention a = attention(shape);
  a.result = out;
  a.log_sums = log_sums;
  a.q = q;
  a.k = k;
  a.v = v;
  a.out_stride = out_stride;
  a.query_stride = query_stride;
  a.key_stride = key_stride;
  if (multiplies_in_halves(shape))
    LAUNCH_HALVES(attention_forward, a, shape->sequence_count, shape->longest, 2);
  else
    LAUNCH_ATTENTION(attention_forward, a, shape->sequence_count, tiles(a.head_width, 2, 1));
  DONE;
}

static void attention_backward(
    float *dq, int64_t dquery_stride, float *dk, float *dv, int64_t dkey_stride, const float *dout,
    const float *out, int64_t out_stride, const float *log_sums, const float *q,
    int64_t query_stride, const float *k, const float *v, int64_t key_stride,
    const assay_attention_shape *shape) {
  OPERATION;
  assay_cuda_attention a = attention(shape);
  int64_t deltas_count = shape->heads * shape->query_rows;
  if (reserve(deltas_count * 4)) {
    float *deltas = take(deltas_count * 4);
    a.q = q;
    a.k = k;
    a.v = v;
    a.out = out;
    a.dout = dout;
    a.deltas = deltas;
    a.log_sums = (float *)log_sums;
    a.dq = dq;
    a.dk = dk;
    a.dv = dv;
    a.out_stride = out_stride;
    a.query_stride = query_stride;
    a.key_stride = key_stride;
    a.dquery_stride = dquery_stride;
    a.dkey_stride = dkey_stride;
    LAUNCH(
        attention_deltas, blocks(deltas_count * 32, assay_cuda_threads), 1, 0, &deltas, &a);
    if (multiplies_in_halves(shape)) {
      LAUNCH_HALVES(attention_queries, a, shape->sequence_count, shape->longest, 3);
      LAUNCH_HALVES(attention_keys, a, shape->sequence_count, shape->most_keys, 4);
    } else {
      LAUNCH_ATTENTION(attention_queries, a, shape->sequence_count, tiles(a.head_width, 4, 1));
      a.tiles = blocks(shape->most_keys, assay_cuda_tile);
      LAUNCH_ATTENTION(attention_keys, a, shape->sequence_count, tiles(a.head_width, 4, 2));
    }
  }
  DONE;
}

// MARK: Values

static void gelu_forward(float *out, const float *x, int64_t count) {
  OPERATION;
  LAUNCH(gelu_forward, grid(count), 1, 0, &out, &x, &count);
  DONE;
}

static void gelu_backward(float *dx, const float *dout, const float *x, int64_t count) {
  OPERATION;
  LAUNCH(gelu_backward, grid(count), 1, 0, &dx, &dout, &x, &count);
  DONE;
}

static void dropout(float *x, float rate, uint64_t seed, int64_t count) {
  OPERATION;
  LAUNCH(drop, grid(count), 1, 0, &x, &rate, &seed, &count);
  DONE;
}

static void add(float *out, const float *x, const float *y, int64_t count) {
  OPERATION;
  LAUNCH(add, grid(count), 1, 0, &out, &x, &y, &count);
  DONE;
}

// MARK: Cross-entropy

static void softmax_forward(
    double *log_sums, int32_t *argmax, const float *logits, int64_t rows, int64_t vocabulary) {
  OPERATION;
  LAUNCH(softmax_forward, rows, 1, 0, &log_sums, &argmax, &logits, &vocabulary);
  DONE;
}

static void softmax_backward(
    float *logits, const double *log_sums, const float *totals, int64_t rows, int64_t vocabulary) {
  OPERATION;
  LAUNCH(
      softmax_backward, grid_columns(vocabulary), grid_rows(rows), 0, &logits, &log_sums, &totals,
      &rows, &vocabulary);
  DONE;
}

static void pick_targets(
    float *out, const float *logits, const int32_t *rows, const int32_t *tokens, int64_t count,
    int64_t first_row, int64_t vocabulary) {
  OPERATION;
  LAUNCH(
      pick_targets, grid(count), 1, 0, &out, &logits, &rows, &tokens, &count, &first_row,
      &vocabulary);
  DONE;
}

static void subtract_targets(
    float *logits, const int32_t *rows, const int32_t *tokens, const float *weights, int64_t count,
    int64_t first_row, int64_t vocabulary) {
  OPERATION;
  LAUNCH(
      subtract_targets, grid(count), 1, 0, &logits, &rows, &tokens, &weights, &count, &first_row,
      &vocabulary);
  DONE;
}

// MARK: The optimizer

static void adamw_step(
    float *parameters, uint16_t *halves, const float *gradients, float *first, float *second,
    const assay_adamw_segment *segments, int64_t segment_count,
    const assay_adamw_settings *settings) {
  OPERATION;
  for (int64_t i = 0; i < segment_count; i++) {
    int64_t offset = segments[i].offset, count = segments[i].count;
    assay_cuda_adamw s = {
        .keep = 1 - settings->learning_rate * segments[i].weight_decay,
        .rate = settings->learning_rate / settings->correction1,
        .root = 1 / sqrtf(settings->correction2), .beta1 = settings->beta1,
        .beta2 = settings->beta2, .epsilon = settings->epsilon, .scale = settings->gradient_scale};
    float *p = parameters + offset, *m = first + offset, *v = second + offset;
    const float *g = gradients + offset;
    uint16_t *h = halves ? halves + offset : NULL;
    LAUNCH(adamw, grid(count), 1, 0, &p, &h, &g, &m, &v, &count, &s);
  }
  DONE;
}

// Blocks that look over all values; the host goes over what each found.
enum { parts = 1024 };

static double sum_of_squares(const float *x, int64_t count) {
  OPERATION;
  double total = NAN;
  if (reserve(parts * sizeof(double))) {
    double *sums = take(parts * sizeof(double)), found[parts];
    LAUNCH(sum_squares, parts, 1, 0, &sums, &x, &count);
    driver->download(found, sums, sizeof found);
    total = 0;
    for (int i = 0; i < parts; i++) total += found[i];
  }
  DONE;
  return total;
}

static int64_t first_not_finite(const float *x, int64_t count) {
  OPERATION;
  int64_t first = count;
  if (reserve(parts * sizeof(int64_t))) {
    int64_t *places = take(parts * sizeof(int64_t)), found[parts];
    for (int i = 0; i < parts; i++) found[i] = count;
    LAUNCH(find_not_finite, parts, 1, 0, &places, &x, &count);
    driver->download(found, places, sizeof found);
    for (int i = 0; i < parts; i++)
      if (found[i] < first) first = found[i];
  }
  DONE;
  return first < count ? first : -1;
}

static void round_values(uint16_t *out, const float *in, int64_t count) {
  OPERATION;
  round_to(out, in, count);
  DONE;
}

static int has_bf16(void) { return 1; }

static int64_t free_memory(void) {
  OPERATION;
  int64_t bytes = driver->free_memory();
  DONE;
  return bytes;
}

const assay_device *assay_cuda_device(const assay_cuda_driver *chosen) {
  static const assay_device device = {
      .name = "cuda",
      .shares_memory = 0,
      .has_bf16 = has_bf16,
      .most_head_width = 128,
      .free_memory = free_memory,
      .logit_rows = 2048,
      .failures = failures,
      .trouble = trouble,
      .allocate = allocate,
      .release = release,
      .upload = upload,
      .download = download,
      .copy = copy,
      .clear = clear,
      .clear_rows = clear_rows,
      .linear_forward = linear_forward,
      .linear_backward = linear_backward,
      .low_rank_merge = low_rank_merge,
      .low_rank_backward = low_rank_backward,
      .head_forward = head_forward,
      .head_backward = head_backward,
      .embedding_forward = embedding_forward,
      .embedding_backward = embedding_backward,
      .gather_rows = gather_rows,
      .scatter_rows = scatter_rows,
      .scatter_add_rows = scatter_add_rows,
      .layernorm_forward = layernorm_forward,
      .layernorm_backward = layernorm_backward,
      .attention_forward = attention_forward,
      .attention_backward = attention_backward,
      .gelu_forward = gelu_forward,
      .gelu_backward = gelu_backward,
      .dropout = dropout,
      .add = add,
      .softmax_forward = softmax_forward,
      .softmax_backward = softmax_backward,
      .pick_targets = pick_targets,
      .subtract_targets = subtract_targets,
      .adamw_step = adamw_step,
      .sum_of_squares = sum_of_squares,
      .round = round_values,
      .first_not_finite = first_not_finite,
  };
  pthread_mutex_lock(&lock);
  driver = chosen;
  pthread_mutex_unlock(&lock);
  return &device;
}
