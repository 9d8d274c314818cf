// SPDX-License-Identifier: Apache-2.0
// Products of few rows with a large matrix, as in generation: the matrix is read or written once, at
// the speed of memory, where a blocked product would first copy it.
#include "internal.h"

enum { table_rows_per_task = 512 };

typedef struct {
  float *out;
  const float *in;
  assay_matrix matrix;
  const float *bias, *residual;
  int64_t rows, m, n, piece;
} few_rows;

// One row of four lines of the matrix at a time, so that the sums are loaded a quarter as often.
ASSAY_CLONES static void add_lines(
    float *restrict out, const float *restrict in, const float *restrict matrix, int64_t m,
    int64_t n, int64_t columns) {
  int64_t k = 0;
  for (; k + 4 <= m; k += 4) {
    const float *w = matrix + k * n;
    float a = in[k], b = in[k + 1], c = in[k + 2], d = in[k + 3];
    for (int64_t j = 0; j < columns; j++)
      out[j] += a * w[j] + b * w[j + n] + c * w[j + 2 * n] + d * w[j + 3 * n];
  }
  for (; k < m; k++)
    for (int64_t j = 0; j < columns; j++) out[j] += in[k] * matrix[k * n + j];
}

// Eight lines: widening costs instructions, and more lines at a time hide them behind the memory.
ASSAY_CLONES static void add_half_lines(
    float *restrict out, const float *restrict in, const uint16_t *restrict matrix, int64_t m,
    int64_t n, int64_t columns) {
  int64_t k = 0;
  for (; k + 8 <= m; k += 8) {
    const uint16_t *w = matrix + k * n;
    const float *x = in + k;
    for (int64_t j = 0; j < columns; j++)
      out[j] += x[0] * assay_widened(w[j]) + x[1] * assay_widened(w[j + n])
                + x[2] * assay_widened(w[j + 2 * n]) + x[3] * assay_widened(w[j + 3 * n])
                + x[4] * assay_widened(w[j + 4 * n]) + x[5] * assay_widened(w[j + 5 * n])
                + x[6] * assay_widened(w[j + 6 * n]) + x[7] * assay_widened(w[j + 7 * n]);
  }
  for (; k < m; k++)
    for (int64_t j = 0; j < columns; j++) out[j] += in[k] * assay_widened(matrix[k * n + j]);
}

static void forward_columns(void *context, int64_t index) {
  const few_rows *f = context;
  int64_t begin = index * f->piece, columns = assay_min(f->piece, f->n - begin);
  for (int64_t r = 0; r < f->rows; r++) {
    float *out = f->out + r * f->n + begin;
    for (int64_t j = 0; j < columns; j++) {
      float start = f->bias ? f->bias[begin + j] : 0;
      out[j] = f->residual ? start + f->residual[r * f->n + begin + j] : start;
    }
    if (f->matrix.halves)
      add_half_lines(out, f->in + r * f->m, f->matrix.halves + begin, f->m, f->n, columns);
    else
      add_lines(out, f->in + r * f->m, f->matrix.values + begin, f->m, f->n, columns);
  }
}

void assay_few_rows_forward(
    float *out, const float *in, assay_matrix weight, const float *bias, const float *residual,
    int64_t rows, int64_t in_width, int64_t out_width) {
  // Long pieces of lines, so that the CPU foresees what is read next.
  int64_t piece = (assay_blocks(out_width, assay_thread_count()) + 63) / 64 * 64;
  few_rows f = {out, in, weight, bias, residual, rows, in_width, out_width, piece};
  assay_parallel(assay_blocks(out_width, piece), forward_columns, &f);
}

// Four rows at a time, so that a number of the table is loaded and widened a quarter as often.
ASSAY_INLINE void dot_lines(const few_rows *f, int64_t index, int halves) {
  ASSAY_REASSOCIATE
  int64_t end = assay_min((index + 1) * table_rows_per_task, f->n), m = f->m, n = f->n;
  for (int64_t j = index * table_rows_per_task; j < end; j++) {
    const float *line = f->matrix.values + j * m;
    const uint16_t *half_line = f->matrix.halves + j * m;
    int64_t r = 0;
    for (; r + 4 <= f->rows; r += 4) {
      const float *in = f->in + r * m;
      float a = 0, b = 0, c = 0, d = 0;
      for (int64_t i = 0; i < m; i++) {
        float value = halves ? assay_widened(half_line[i]) : line[i];
        a += in[i] * value;
        b += in[i + m] * value;
        c += in[i + 2 * m] * value;
        d += in[i + 3 * m] * value;
      }
      float *out = f->out + r * n + j;
      out[0] = a, out[n] = b, out[2 * n] = c, out[3 * n] = d;
    }
    for (; r < f->rows; r++) {
      const float *in = f->in + r * m;
      float sum = 0;
      for (int64_t i = 0; i < m; i++)
        sum += in[i] * (halves ? assay_widened(half_line[i]) : line[i]);
      f->out[r * n + j] = sum;
    }
  }
}

ASSAY_CLONES static void dot_rows(void *context, int64_t index) { dot_lines(context, index, 0); }

ASSAY_CLONES static void dot_half_rows(void *context, int64_t index) {
  dot_lines(context, index, 1);
}

void assay_few_rows_dot(
    float *out, const float *in, assay_matrix table, int64_t rows, int64_t width, int64_t count) {
  few_rows f = {.out = out, .in = in, .matrix = table, .rows = rows, .m = width, .n = count};
  assay_parallel(
      assay_blocks(count, table_rows_per_task), table.halves ? dot_half_rows : dot_rows, &f);
}

enum { outer_lines_per_task = 64 };

typedef struct {
  float *out;
  const float *a, *b;
  float beta;
  int64_t rows, width, count;
} outer_call;

typedef float lanes __attribute__((vector_size(64)));

// Past the caches: the whole is larger than they are.
ASSAY_INLINE void store_line(float *to, const float *line, int64_t width) {
  int64_t i = 0;
  if ((uintptr_t)to % sizeof(lanes) == 0)
    for (; i + 16 <= width; i += 16)
      __builtin_nontemporal_store(*(const lanes *)(line + i), (lanes *)(to + i));
  memcpy(to + i, line + i, (size_t)(width - i) * sizeof *to);
}

// line = beta line + four rows of b with weights from a; rows that are missing have weight 0.
ASSAY_INLINE void add_four(
    float *restrict line, const float *restrict a, int64_t a_stride, const float *restrict b,
    float beta, int64_t rows, int64_t width) {
  float x = a[0], y = rows > 1 ? a[a_stride] : 0, z = rows > 2 ? a[2 * a_stride] : 0;
  float w = rows > 3 ? a[3 * a_stride] : 0;
  const float *restrict by = b + (rows > 1 ? width : 0);
  const float *restrict bz = b + (rows > 2 ? 2 * width : 0);
  const float *restrict bw = b + (rows > 3 ? 3 * width : 0);
  if (beta == 0)
    for (int64_t i = 0; i < width; i++) line[i] = x * b[i] + y * by[i] + z * bz[i] + w * bw[i];
  else
    for (int64_t i = 0; i < width; i++)
      line[i] = beta * line[i] + (x * b[i] + y * by[i] + z * bz[i] + w * bw[i]);
}

ASSAY_CLONES static void outer_lines(void *context, int64_t index) {
  const outer_call *o = context;
  int64_t end = assay_min((index + 1) * outer_lines_per_task, o->count), width = o->width;
  float *line = assay_scratch((size_t)width * sizeof *line);
  for (int64_t j = index * outer_lines_per_task; j < end; j++) {
    float *to = o->out + j * width;
    if (o->beta != 0) memcpy(line, to, (size_t)width * sizeof *line);
    for (int64_t r = 0; r < o->rows; r += 4)
      add_four(
          line, o->a + r * o->count + j, o->count, o->b + r * width, r ? 1 : o->beta, o->rows - r,
          width);
    store_line(to, line, width);
  }
}

void assay_few_rows_outer(
    float *out, const float *a, const float *b, float beta, int64_t rows, int64_t width,
    int64_t count) {
  outer_call o = {out, a, b, beta, rows, width, count};
  assay_parallel(assay_blocks(count, outer_lines_per_task), outer_lines, &o);
}
