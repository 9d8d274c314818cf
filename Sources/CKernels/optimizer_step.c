// SPDX-License-Identifier: Apache-2.0
// A step of the optimizer that runs while the next forward pass already begins: memory bounds the one
// and arithmetic the other, so they do not take time from each other.
//
// The values are cut into units, which threads claim one by one: a thread in the background goes
// through all of them in order, and whoever needs some does those that nobody has claimed. A unit's
// result does not depend on who computes it.
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "internal.h"

enum { values_per_unit = 1 << 13 };
enum { unit_open, unit_claimed, unit_done };

typedef struct {
  int64_t begin, count;
  float weight_decay;
  _Atomic int state;
} unit;

struct assay_optimizer_step {
  assay_adamw_call call;
  unit *units;
  int64_t count;
  int64_t first_needed;  // a unit
  int is_pending, is_offered;
};

assay_optimizer_step *assay_optimizer_step_create(
    const assay_adamw_segment *segments, int64_t segment_count) {
  int64_t count = 0;
  for (int64_t i = 0; i < segment_count; i++)
    count += assay_blocks(segments[i].count, values_per_unit);
  assay_optimizer_step *step = calloc(1, sizeof *step);
  unit *next = calloc((size_t)count, sizeof *next);
  if (!step || !next) {
    free(step);
    free(next);
    return NULL;
  }
  step->units = next;
  step->count = count;
  for (int64_t i = 0; i < segment_count; i++) {
    const assay_adamw_segment *s = &segments[i];
    for (int64_t done = 0; done < s->count; done += values_per_unit, next++) {
      next->begin = s->offset + done;
      next->count = assay_min(values_per_unit, s->count - done);
      next->weight_decay = s->weight_decay;
    }
  }
  return step;
}

void assay_optimizer_step_free(assay_optimizer_step *step) {
  assay_optimizer_step_end(step);
  free(step->units);
  free(step);
}

/// The first unit that ends behind a value.
static int64_t unit_of(const assay_optimizer_step *step, int64_t value) {
  int64_t low = 0, high = step->count;
  while (low < high) {
    int64_t middle = (low + high) / 2;
    const unit *u = &step->units[middle];
    if (u->begin + u->count <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

static void update_unit(assay_optimizer_step *step, int64_t index) {
  unit *u = &step->units[index];
  int open = unit_open;
  if (!atomic_compare_exchange_strong(&u->state, &open, unit_claimed)) return;
  assay_adamw_values(&step->call, u->begin, u->count, u->weight_decay);
  atomic_store_explicit(&u->state, unit_done, memory_order_release);
}

static void update_all(void *context) {
  assay_optimizer_step *step = context;
  for (int64_t i = step->first_needed; i < step->count; i++) update_unit(step, i);
  for (int64_t i = 0; i < step->first_needed; i++) update_unit(step, i);
}

void assay_optimizer_step_begin(
    assay_optimizer_step *step, float *parameters, uint16_t *halves, const float *gradients,
    float *first, float *second, const assay_adamw_settings *settings, int64_t first_needed) {
  assay_optimizer_step_end(step);
  step->call = (assay_adamw_call){parameters, first, second, gradients, halves, *settings};
  for (int64_t i = 0; i < step->count; i++) atomic_store(&step->units[i].state, unit_open);
  step->first_needed = unit_of(step, first_needed);
  step->is_pending = 1;
  step->is_offered = assay_offer_in_background(update_all, step);
}

typedef struct {
  assay_optimizer_step *step;
  int64_t begin;
} unit_range;

static void update_one_of(void *context, int64_t index) {
  const unit_range *range = context;
  update_unit(range->step, range->begin + index);
}

void assay_optimizer_step_await(assay_optimizer_step *step, int64_t begin, int64_t end) {
  if (!step->is_pending || begin >= end) return;
  int64_t first = unit_of(step, begin), last = assay_min(unit_of(step, end - 1) + 1, step->count);
  while (first < last && atomic_load(&step->units[first].state) == unit_done) first++;
  unit_range range = {step, first};
  assay_parallel(last - first, update_one_of, &range);
  for (int64_t i = first; i < last; i++)
    while (atomic_load_explicit(&step->units[i].state, memory_order_acquire) != unit_done)
      sched_yield();
}

void assay_optimizer_step_end(assay_optimizer_step *step) {
  if (!step->is_pending) return;
  assay_optimizer_step_await(step, 0, INT64_MAX);
  if (step->is_offered) assay_end_background();
  step->is_pending = 0;
}
