// SPDX-License-Identifier: Apache-2.0
// Stored numbers to 32-bit floats (the source need not be aligned: files do not promise it), and
// floats to bf16.
#include "internal.h"

enum { values_per_task = 1 << 15 };

typedef uint16_t loose_half __attribute__((aligned(1)));

typedef struct {
  float *out;
  const unsigned char *in;
  int64_t count;
} convert_call;

static void copy_values(void *context, int64_t index) {
  const convert_call *c = context;
  int64_t begin = index * values_per_task;
  int64_t count = assay_min(values_per_task, c->count - begin);
  memcpy(c->out + begin, c->in + begin * 4, (size_t)count * 4);
}

ASSAY_CLONES static void widen_bf16(void *context, int64_t index) {
  const convert_call *c = context;
  int64_t begin = index * values_per_task, end = assay_min(begin + values_per_task, c->count);
  const loose_half *in = (const loose_half *)c->in;
  uint32_t *restrict out = (uint32_t *)c->out;
  for (int64_t i = begin; i < end; i++) out[i] = (uint32_t)in[i] << 16;
}

// Exponent and fraction move into place by a multiplication, which also serves denormal numbers.
ASSAY_CLONES static void widen_f16(void *context, int64_t index) {
  const convert_call *c = context;
  int64_t begin = index * values_per_task, end = assay_min(begin + values_per_task, c->count);
  const loose_half *in = (const loose_half *)c->in;
  for (int64_t i = begin; i < end; i++) {
    uint32_t half = in[i], magnitude = (half & 0x7fff) << 13, bits;
    float value;
    memcpy(&value, &magnitude, sizeof value);
    value *= 0x1p112f;
    memcpy(&bits, &value, sizeof bits);
    if ((half & 0x7c00) == 0x7c00) bits = magnitude | 0x7f800000;
    bits |= (half & 0x8000) << 16;
    memcpy(c->out + i, &bits, sizeof bits);
  }
}

void assay_convert(float *out, const void *in, assay_number_format format, int64_t count) {
  convert_call c = {out, in, count};
  void (*task)(void *, int64_t) = format == assay_f32 ? copy_values
                                : format == assay_f16 ? widen_f16
                                                      : widen_bf16;
  assay_parallel(assay_blocks(count, values_per_task), task, &c);
}

// To the nearest, ties to even. What is no number stays none.
ASSAY_CLONES static void round_values(
    uint16_t *restrict out, const float *restrict in, int64_t count) {
  const uint32_t *bits = (const uint32_t *)in;
  for (int64_t i = 0; i < count; i++) {
    uint32_t x = bits[i];
    uint32_t rounded = (x + 0x7fff + ((x >> 16) & 1)) >> 16;
    out[i] = (uint16_t)((x & 0x7fffffff) > 0x7f800000 ? (x >> 16) | 0x40 : rounded);
  }
}

void assay_round_values(uint16_t *out, const float *in, int64_t count) {
  round_values(out, in, count);
}

typedef struct {
  uint16_t *out;
  const float *in;
  int64_t count;
} round_call;

static void round_task(void *context, int64_t index) {
  const round_call *r = context;
  int64_t begin = index * values_per_task;
  round_values(r->out + begin, r->in + begin, assay_min(values_per_task, r->count - begin));
}

void assay_round(uint16_t *out, const float *in, int64_t count) {
  round_call r = {out, in, count};
  assay_parallel(assay_blocks(count, values_per_task), round_task, &r);
}

// Looked at block by block: a loop that does not stop at the first one is a loop of vectors.
ASSAY_CLONES static int is_finite_block(const float *x, int64_t count) {
  const uint32_t *bits = (const uint32_t *)x;
  uint32_t largest = 0;
  for (int64_t i = 0; i < count; i++) {
    uint32_t exponent = bits[i] & 0x7f800000;
    largest = exponent > largest ? exponent : largest;
  }
  return largest < 0x7f800000;
}

int64_t assay_first_not_finite(const float *x, int64_t count) {
  for (int64_t begin = 0; begin < count; begin += values_per_task) {
    int64_t end = assay_min(begin + values_per_task, count);
    if (is_finite_block(x + begin, end - begin)) continue;
    for (int64_t i = begin; i < end; i++)
      if (!is_finite_block(x + i, 1)) return i;
  }
  return -1;
}
