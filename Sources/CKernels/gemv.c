// SPDX-License-Identifier: Apache-2.0
// Products of few rows with a large matrix, as in generation: the matrix is read once, at the speed
// of memory, where a blocked product would first copy it.
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

ASSAY_CLONES static void dot_rows(void *context, int64_t index) {
  ASSAY_REASSOCIATE
  const few_rows *f = context;
  int64_t end = assay_min((index + 1) * table_rows_per_task, f->n);
  for (int64_t j = index * table_rows_per_task; j < end; j++) {
    const float *line = f->matrix.values + j * f->m;
    for (int64_t r = 0; r < f->rows; r++) {
      const float *in = f->in + r * f->m;
      float sum = 0;
      for (int64_t c = 0; c < f->m; c++) sum += in[c] * line[c];
      f->out[r * f->n + j] = sum;
    }
  }
}

ASSAY_CLONES static void dot_half_rows(void *context, int64_t index) {
  ASSAY_REASSOCIATE
  const few_rows *f = context;
  int64_t end = assay_min((index + 1) * table_rows_per_task, f->n);
  for (int64_t j = index * table_rows_per_task; j < end; j++) {
    const uint16_t *line = f->matrix.halves + j * f->m;
    for (int64_t r = 0; r < f->rows; r++) {
      const float *in = f->in + r * f->m;
      float sum = 0;
      for (int64_t c = 0; c < f->m; c++) sum += in[c] * assay_widened(line[c]);
      f->out[r * f->n + j] = sum;
    }
  }
}

void assay_few_rows_dot(
    float *out, const float *in, assay_matrix table, int64_t rows, int64_t width, int64_t count) {
  few_rows f = {.out = out, .in = in, .matrix = table, .rows = rows, .m = width, .n = count};
  assay_parallel(
      assay_blocks(count, table_rows_per_task), table.halves ? dot_half_rows : dot_rows, &f);
}
