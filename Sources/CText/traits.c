// SPDX-License-Identifier: Apache-2.0
#include "CText.h"

#include <string.h>

typedef uint8_t block_t __attribute__((ext_vector_type(64)));
typedef int8_t truth_t __attribute__((ext_vector_type(64)));
typedef bool bits_t __attribute__((ext_vector_type(64)));

/// A bit for each byte of a comparison.
#define BITS(comparison)                                                        \
  ({                                                                            \
    bits_t bits = __builtin_convertvector((truth_t)(comparison), bits_t);       \
    uint64_t word;                                                              \
    memcpy(&word, &bits, sizeof word);                                          \
    word;                                                                       \
  })

/// The length of the longest run of ones.
static inline size_t longest_run(uint64_t word) {
  size_t length = 0;
  for (; word; length++) word &= word << 1;
  return length;
}

__attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
assay_text_traits_t assay_text_traits(const uint8_t *text, size_t count) {
  assay_text_traits_t traits = {.is_ascii = true};
  // The letters, digits, `_` and `-` that the text so far ends with.
  size_t run = 0;
  for (size_t start = 0; start < count; start += 64) {
    // The last bytes are filled up with full stops, which count for nothing.
    block_t block = '.';
    if (count - start >= 64) {
      memcpy(&block, text + start, 64);
    } else {
      memcpy(&block, text + start, count - start);
    }
    uint64_t upper = BITS(block - 'A' < 26), lower = BITS(block - 'a' < 26);
    uint64_t digits = BITS(block - '0' < 10);
    traits.upper += (size_t)__builtin_popcountll(upper);
    traits.lower += (size_t)__builtin_popcountll(lower);
    traits.digits += (size_t)__builtin_popcountll(digits);
    if (BITS(block >= 0x80)) traits.is_ascii = false;
    if (BITS((block < 0x20) | (block == 0x7F))) traits.has_controls = true;
    uint64_t word = upper | lower | digits | BITS((block == '_') | (block == '-'));
    if (word == ~0ull) {
      run += 64;
    } else {
      size_t first = run + (size_t)__builtin_ctzll(~word);
      if (first > traits.longest_word) traits.longest_word = first;
      size_t inside = longest_run(word);
      if (inside > traits.longest_word) traits.longest_word = inside;
      run = (size_t)__builtin_clzll(~word);
    }
  }
  if (run > traits.longest_word) traits.longest_word = run;
  return traits;
}
