// SPDX-License-Identifier: Apache-2.0
// Every operation of a device against the CPU's, on sizes that fill no block, warp or tile.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <functional>
#include <vector>

#include "CUDAEmulator.h"

namespace {

using Floats = std::vector<float>;
using Integers = std::vector<int32_t>;

/// Numbers within -1...1, the same in every run.
struct Numbers {
  uint64_t state = 88172645463325252ull;

  float next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (float)((double)(state % 2000001) / 1e6 - 1);
  }

  Floats floats(int64_t count) {
    Floats values((size_t)count);
    for (float &value : values) value = next();
    return values;
  }

  Integers integers(int64_t count, int32_t below) {
    Integers values((size_t)count);
    for (int32_t &value : values) value = (int32_t)((next() + 1) / 2 * (float)below) % below;
    return values;
  }
};

/// Runs a body on a device with copies of host arrays, and gives back what it leaves in them.
class Bench {
 public:
  explicit Bench(const assay_device *device) : device(device) {}
  ~Bench() {
    for (Piece &piece : pieces) device->release(piece.memory, piece.bytes);
  }

  template <class Value>
  Value *send(const std::vector<Value> &values) {
    int64_t bytes = (int64_t)(values.size() * sizeof(Value));
    void *memory = device->allocate(bytes + 4);
    device->upload(memory, values.data(), bytes);
    pieces.push_back({memory, bytes + 4});
    return (Value *)memory;
  }

  template <class Value>
  void keep(const Value *values, int64_t count) {
    std::vector<Value> copy((size_t)count);
    device->download(copy.data(), values, count * (int64_t)sizeof(Value));
    for (Value value : copy) results.push_back((double)value);
  }

  const assay_device *device;
  std::vector<double> results;

 private:
  struct Piece {
    void *memory;
    int64_t bytes;
  };
  std::vector<Piece> pieces;
};

struct Comparison {
  const assay_device *device;
  int failures = 0;

  /// What bf16 costs where the CPU has no such products and computes in f32.
  static double bound(bool halves, int64_t rows) {
    if (!halves) return 3e-5;
    if (!assay_products_have_bf16()) return 0.1;
    // For a few rows the CPU multiplies bf16 weights with factors in f32.
    return rows < 5 ? 1e-2 : 3e-5;
  }

  /// A matrix as a device multiplies it.
  static assay_matrix matrix(
      const Bench &bench, const float *values, const uint16_t *rounded, bool halves) {
    bool can = bench.device != assay_cpu_device() || assay_products_have_bf16();
    return {values, halves && can ? rounded : nullptr};
  }

  void check(const char *name, double bound, const std::function<void(Bench &)> &body) {
    Bench wanted(assay_cpu_device()), found(device);
    body(wanted);
    body(found);
    double worst = 0;
    for (size_t i = 0; i < wanted.results.size(); i++) {
      double error = fabs(found.results[i] - wanted.results[i]) / (1 + fabs(wanted.results[i]));
      if (!(error <= worst)) worst = error;
    }
    bool isRight = worst <= bound && device->failures() == 0;
    if (!isRight) failures++;
    fprintf(stderr, "%-26s %9.2e %s\n", name, worst, isRight ? "" : "WRONG");
  }
};

void compareRows(Comparison &all, Numbers &numbers) {
  int64_t width = 37, count = 300, outs = 50;
  Floats in = numbers.floats(count * width), out = numbers.floats(outs * 41);
  Integers rows = numbers.integers(count, 7), each((size_t)count);
  for (int64_t i = 0; i < count; i++) each[(size_t)i] = (int32_t)(count - 1 - i);
  all.check("gather_rows", 0, [&](Bench &b) {
    float *to = b.send(Floats((size_t)(count * 30)));
    b.device->gather_rows(to, b.send(in) + 3, width, b.send(rows), count, 30);
    b.keep(to, count * 30);
  });
  all.check("scatter_rows", 0, [&](Bench &b) {
    float *to = b.send(Floats((size_t)(count * 41)));
    b.device->scatter_rows(to, 41, b.send(in), width, b.send(each), count, 30);
    b.keep(to, count * 41);
  });
  all.check("scatter_add_rows", 1e-5, [&](Bench &b) {
    float *to = b.send(out);
    b.device->scatter_add_rows(to, 41, b.send(in), b.send(rows), count, width);
    b.keep(to, outs * 41);
  });
  all.check("clear_rows, copy, clear", 0, [&](Bench &b) {
    float *to = b.send(out), *other = b.send(out);
    b.device->clear_rows(to + 5, 41, outs - 1, 30);
    b.device->copy(other + 7, to, 100);
    b.device->clear(other, 20);
    b.keep(to, outs * 41);
    b.keep(other, outs * 41);
  });
  Floats wte = numbers.floats(7 * width), wpe = numbers.floats(7 * width);
  Integers positions = numbers.integers(count, 7);
  all.check("embedding", 1e-5, [&](Bench &b) {
    float *to = b.send(Floats((size_t)(count * width))), *dwte = b.send(wte), *dwpe = b.send(wpe);
    int32_t *tokens = b.send(rows), *places = b.send(positions);
    b.device->embedding_forward(to, tokens, places, b.send(wte), b.send(wpe), count, width);
    b.device->embedding_backward(dwte, dwpe, b.send(in), tokens, places, count, width);
    b.keep(to, count * width);
    b.keep(dwte, 7 * width);
    b.keep(dwpe, 7 * width);
  });
}

void compareLayers(Comparison &all, Numbers &numbers, int64_t rows, int64_t in, int64_t out) {
  Floats x = numbers.floats(rows * in), w = numbers.floats(in * out), bias = numbers.floats(out);
  Floats y = numbers.floats(rows * out), gain = numbers.floats(in), shift = numbers.floats(in);
  for (int halves = 0; halves < 2; halves++)
    for (float beta = 0; beta < 2; beta++)
      all.check(halves ? "linear in bf16" : "linear", Comparison::bound(halves, rows), [&](Bench &b) {
        float *weights = b.send(w), *to = b.send(y), *inputs = b.send(x);
        uint16_t *rounded = b.send(std::vector<uint16_t>((size_t)(in * out)));
        b.device->round(rounded, weights, in * out);
        assay_matrix matrix = Comparison::matrix(b, weights, rounded, halves);
        b.device->linear_forward(
            to, inputs, matrix, b.send(bias), beta ? b.send(y) : nullptr, rows, in, out);
        float *dx = b.send(x), *dw = b.send(w), *db = b.send(bias);
        b.device->linear_backward(dx, dw, db, b.send(y), inputs, matrix, beta, rows, in, out);
        b.keep(to, rows * out);
        b.keep(dx, rows * in);
        b.keep(dw, in * out);
        b.keep(db, out);
        b.keep(rounded, in * out);
      });
  all.check("norm", 3e-5, [&](Bench &b) {
    float *to = b.send(x), *mean = b.send(Floats((size_t)rows)), *rstd = b.send(Floats((size_t)rows));
    float *inputs = b.send(x), *gains = b.send(gain), *dgain = b.send(gain), *dbias = b.send(shift);
    b.device->layernorm_forward(
        to, mean, rstd, inputs, gains, b.send(shift), 1e-5f, rows, in);
    float *dx = b.send(x);
    b.device->layernorm_backward(
        dx, dgain, dbias, b.send(x), inputs, mean, rstd, gains, rows, in);
    b.device->layernorm_backward(
        dx, nullptr, nullptr, to, inputs, mean, rstd, gains, rows, in);
    b.keep(to, rows * in);
    b.keep(dx, rows * in);
    b.keep(dgain, in);
    b.keep(dbias, in);
  });
  int64_t rank = 3;
  Floats a = numbers.floats(rank * in), c = numbers.floats(out * rank);
  all.check("low rank", 3e-5, [&](Bench &b) {
    float *weight = b.send(w), *left = b.send(a), *right = b.send(c);
    b.device->low_rank_merge(weight, b.send(w), left, right, 0.5f, in, rank, out);
    float *da = b.send(a), *dc = b.send(c);
    b.device->low_rank_backward(
        da, dc, b.send(y), b.send(x), left, right, 0.5f, 1, rows, in, rank, out);
    b.keep(weight, in * out);
    b.keep(da, rank * in);
    b.keep(dc, out * rank);
  });
}

void compareValues(Comparison &all, Numbers &numbers) {
  int64_t count = 10007;
  Floats x = numbers.floats(count), y = numbers.floats(count);
  for (float &value : x) value *= 5;
  all.check("gelu, dropout, add", 1e-5, [&](Bench &b) {
    float *inputs = b.send(x), *to = b.send(y), *dx = b.send(y);
    b.device->gelu_forward(to, inputs, count);
    b.device->gelu_backward(dx, dx, inputs, count);
    b.device->dropout(to, 0.3f, 0x123456789abcull, count);
    b.device->add(to, to, inputs, count);
    b.keep(to, count);
    b.keep(dx, count);
  });
  all.check("adamw", 1e-5, [&](Bench &b) {
    Floats positive = y;
    for (float &value : positive) value = fabsf(value);
    float *p = b.send(x), *m = b.send(y), *v = b.send(positive);
    uint16_t *halves = b.send(std::vector<uint16_t>((size_t)count));
    assay_adamw_segment segments[] = {{0, 4000, 0.1f}, {4000, count - 4000, 0}};
    assay_adamw_settings settings = {0.01f, 0.9f, 0.999f, 1e-8f, 0.19f, 0.002f, 0.5f};
    b.device->adamw_step(p, nullptr, b.send(y), m, v, segments, 2, &settings);
    b.device->adamw_step(p, halves, b.send(y), m, v, segments, 2, &settings);
    b.keep(p, count);
    b.keep(m, count);
    b.keep(v, count);
  });
  all.check("sums and broken values", 1e-6, [&](Bench &b) {
    b.results.push_back(b.device->sum_of_squares(b.send(x), count));
    b.results.push_back((double)b.device->first_not_finite(b.send(x), count));
    Floats broken = x;
    broken[7001] = INFINITY;
    broken[9000] = NAN;
    b.results.push_back((double)b.device->first_not_finite(b.send(broken), count));
  });
}

void compareHead(Comparison &all, Numbers &numbers, int64_t rows, int64_t outputs) {
  int64_t width = 21;
  Floats hidden = numbers.floats(rows * width), table = numbers.floats(outputs * width);
  Floats totals = numbers.floats(rows), weights = numbers.floats(2 * rows);
  Integers places, tokens = numbers.integers(2 * rows, (int32_t)outputs);
  for (int64_t i = 0; i < 2 * rows; i++) places.push_back((int32_t)(i / 2 + 10));
  tokens[1] = tokens[0];
  for (int halves = 0; halves < 2; halves++)
    all.check(halves ? "head in bf16" : "head", Comparison::bound(halves, rows), [&](Bench &b) {
      float *values = b.send(table), *inputs = b.send(hidden);
      uint16_t *rounded = b.send(std::vector<uint16_t>((size_t)(outputs * width)));
      b.device->round(rounded, values, outputs * width);
      assay_matrix matrix = Comparison::matrix(b, values, rounded, halves);
      float *logits = b.send(Floats((size_t)(rows * outputs)));
      double *sums = b.send(std::vector<double>((size_t)rows));
      int32_t *best = b.send(Integers((size_t)rows));
      float *picked = b.send(weights);
      int32_t *at = b.send(places), *asked = b.send(tokens);
      b.device->head_forward(logits, inputs, matrix, rows, width, outputs);
      b.device->softmax_forward(sums, best, logits, rows, outputs);
      b.device->pick_targets(picked, logits, at, asked, 2 * rows, 10, outputs);
      b.keep(logits, rows * outputs);
      b.device->softmax_backward(logits, sums, b.send(totals), rows, outputs);
      b.device->subtract_targets(
          logits, at, asked, b.send(weights), 2 * rows, 10, outputs);
      float *dhidden = b.send(hidden), *dtable = b.send(table);
      b.device->head_backward(dhidden, dtable, logits, inputs, matrix, 1, rows, width, outputs);
      b.device->head_backward(dhidden, nullptr, logits, inputs, matrix, 0, rows, width, outputs);
      b.keep(logits, rows * outputs);
      b.keep(dhidden, rows * width);
      b.keep(dtable, outputs * width);
      b.keep(sums, rows);
      b.keep(best, rows);
      b.keep(picked, 2 * rows);
    });
}

/// Sequences one behind the other, of which some may ask in few rows and continue an earlier one.
struct Geometry {
  std::vector<assay_sequence> sequences;
  Integers counts;
  int64_t queries = 0, keys = 0, longest = 0, most_keys = 0;

  /// Each `step`th token asks, and the last; a sequence but the first continues it with `continues`.
  Geometry(const std::vector<int64_t> &lengths, int64_t step, bool continues) {
    for (int64_t length : lengths) {
      assay_sequence s = {queries, queries, keys, keys + length, 0, 0};
      for (int64_t i = 0; i < length; i++)
        if (i % step == 0 || i == length - 1) {
          counts.push_back((int32_t)i + 1);
          s.query_end++;
        }
      if (continues && keys > 0) s.prefix_end = lengths[0];
      queries = s.query_end;
      keys += length;
      longest = s.query_end - s.query_begin > longest ? s.query_end - s.query_begin : longest;
      most_keys = length > most_keys ? length : most_keys;
      sequences.push_back(s);
    }
  }
};

void compareAttention(
    Comparison &all, Numbers &numbers, const Geometry &g, bool isTraining, int64_t head_width,
    float rate, bool takesHalves) {
  int64_t heads = 2, width = heads * head_width;
  Floats q = numbers.floats(g.queries * 3 * width), kv = numbers.floats(g.keys * 3 * width);
  Floats dout = numbers.floats(g.queries * width);
  const char *name = takesHalves ? "attention in bf16" : isTraining ? "attention, both ways" : "attention";
  // The CPU multiplies in f32 here.
  all.check(name, takesHalves ? 2e-2 : 5e-5, [&](Bench &b) {
    assay_attention_shape shape = {
        b.send(g.sequences), (int64_t)g.sequences.size(), b.send(g.counts), g.queries, g.longest,
        g.most_keys, heads, head_width, rate, 0xfedcba9876543210ull, takesHalves};
    float *out = b.send(dout), *sums = b.send(Floats((size_t)(heads * g.queries)));
    float *queries = b.send(q), *keys = b.send(kv), *values = keys + width;
    b.device->attention_forward(
        out, width, sums, queries, 3 * width, keys, values, 3 * width, &shape);
    b.keep(out, g.queries * width);
    b.keep(sums, heads * g.queries);
    if (!isTraining) return;
    float *dq = b.send(q), *dkv = b.send(kv);
    b.device->attention_backward(
        dq, 3 * width, dkv, dkv + width, 3 * width, b.send(dout), out, width, sums, queries,
        3 * width, keys, values, 3 * width, &shape);
    b.keep(dq, g.queries * 3 * width);
    b.keep(dkv, g.keys * 3 * width);
  });
}

}  // namespace

int assay_compare_devices(const assay_device *device) {
  Comparison all{device};
  Numbers numbers;
  compareRows(all, numbers);
  compareLayers(all, numbers, 5, 33, 17);
  compareLayers(all, numbers, 1, 48, 96);
  compareLayers(all, numbers, 1100, 40, 19);
  compareValues(all, numbers);
  compareHead(all, numbers, 7, 1003);
  compareHead(all, numbers, 3, 2);
  compareHead(all, numbers, 70, 13);
  for (int64_t head_width : {1, 7, 64, 65, 128})
    for (bool halves : {false, true}) {
      compareAttention(all, numbers, Geometry({5, 70, 1, 131}, 1, false), true, head_width, 0, halves);
      compareAttention(all, numbers, Geometry({66, 3}, 1, false), true, head_width, 0.25f, halves);
      compareAttention(all, numbers, Geometry({140, 9, 64}, 30, false), true, head_width, 0.1f, halves);
      compareAttention(all, numbers, Geometry({70, 3, 65}, 1, true), false, head_width, 0, halves);
    }
  return all.failures;
}
