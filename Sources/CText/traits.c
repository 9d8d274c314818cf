// SPDX-License-Identifier: Apache-2.0
#include "CText.h"
#include "clones.h"

#include <string.h>

typedef uint8_t block_t __attribute__((ext_vector_type(64)));
typedef block_t __attribute__((aligned(1))) loose_block_t;
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

/// Whether there are 15 ones in a row.
static inline bool has_run(uint64_t word) {
  word &= word >> 1;
  word &= word >> 2;
  word &= word >> 4;
  return (word & word >> 7) != 0;
}

/// A bit for each punctuation mark of ASCII.
static const uint32_t mark_bits[128] = {
    ['!'] = 1u << 0, ['"'] = 1u << 1, ['#'] = 1u << 2, ['$'] = 1u << 3, ['%'] = 1u << 4,
    ['&'] = 1u << 5, ['\''] = 1u << 6, ['('] = 1u << 7, [')'] = 1u << 8, ['*'] = 1u << 9,
    ['+'] = 1u << 10, [','] = 1u << 11, ['-'] = 1u << 12, ['.'] = 1u << 13, ['/'] = 1u << 14,
    [':'] = 1u << 15, [';'] = 1u << 16, ['<'] = 1u << 17, ['='] = 1u << 18, ['>'] = 1u << 19,
    ['?'] = 1u << 20, ['@'] = 1u << 21, ['['] = 1u << 22, ['\\'] = 1u << 23, [']'] = 1u << 24,
    ['^'] = 1u << 25, ['_'] = 1u << 26, ['`'] = 1u << 27, ['{'] = 1u << 28, ['|'] = 1u << 29,
    ['}'] = 1u << 30, ['~'] = 1u << 31};

// The sanitizer, and whoever else watches each byte, sees no byte read that is not the text's.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define READS_BEHIND 0
#endif
#endif
#ifndef READS_BEHIND
#define READS_BEHIND 1
#endif

/// The smallest page of all systems: memory is readable in such pieces, so that what follows a text in
/// its piece can be loaded with it. To copy the few bytes would cost more than all the rest.
enum { smallest_page = 4096 };

static inline bool ends_in_its_page(const uint8_t *block) {
  return READS_BEHIND && ((uintptr_t)block & (smallest_page - 1)) <= smallest_page - 64;
}

/// Loads 64 bytes, of which the first `left` are the text's.
static inline __attribute__((always_inline)) void load_block(block_t *block, const uint8_t *text, size_t left) {
  if (left >= 64 || ends_in_its_page(text)) {
    *block = *(const loose_block_t *)text;
  } else {
    *block = 0;
    memcpy(block, text, left);
  }
}

CLONES
assay_text_letters_t assay_text_letters(const uint8_t *text, size_t count) {
  assay_text_letters_t letters = {.is_ascii = true};
  for (size_t start = 0; start < count; start += 64) {
    size_t left = count - start;
    block_t block;
    load_block(&block, text + start, left);
    uint64_t here = left >= 64 ? ~0ull : (1ull << left) - 1;
    letters.upper += (size_t)__builtin_popcountll(here & BITS(block - 'A' < 26));
    letters.lower += (size_t)__builtin_popcountll(here & BITS(block - 'a' < 26));
    if (here & BITS(block >= 0x80)) letters.is_ascii = false;
  }
  return letters;
}

static inline bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// Whether a full stop of a block has a digit on both sides. What stands beside the block is looked up in
/// the text.
static inline bool has_dotted_digits(const uint8_t *text, size_t count, size_t start, uint64_t digits, uint64_t points) {
  if (!points) return false;
  uint64_t before = digits << 1 | (start > 0 && is_digit(text[start - 1]));
  uint64_t after = digits >> 1 | (uint64_t)(start + 64 < count && is_digit(text[start + 64])) << 63;
  return (points & before & after) != 0;
}

CLONES
assay_text_traits_t assay_text_traits(const uint8_t *text, size_t count) {
  assay_text_traits_t traits = {.is_ascii = true};
  // The letters, digits, `_` and `-` that the text so far ends with.
  size_t run = 0;
  for (size_t start = 0; start < count; start += 64) {
    size_t left = count - start;
    block_t block;
    load_block(&block, text + start, left);
    uint64_t here = left >= 64 ? ~0ull : (1ull << left) - 1;
    uint64_t upper = here & BITS(block - 'A' < 26), lower = here & BITS(block - 'a' < 26);
    uint64_t digits = here & BITS(block - '0' < 10);
    traits.upper += (size_t)__builtin_popcountll(upper);
    traits.lower += (size_t)__builtin_popcountll(lower);
    traits.digits += (size_t)__builtin_popcountll(digits);
    uint64_t others = here & BITS(block >= 0x80);
    if (others) traits.is_ascii = false;
    // The marks of ordinary sentences are met in every text; the others are few, and looked at one by one.
    uint64_t points = here & BITS(block == '.'), commas = here & BITS(block == ',');
    if (points) traits.marks |= mark_bits['.'];
    if (commas) traits.marks |= mark_bits[','];
    uint64_t marks = here & ~(upper | lower | digits | points | commas | others | BITS(block <= ' '));
    for (; marks; marks &= marks - 1) traits.marks |= mark_bits[text[start + (size_t)__builtin_ctzll(marks)]];
    if (here & BITS((block < 0x20) | (block == 0x7F))) traits.has_controls = true;
    if (has_dotted_digits(text, count, start, digits, points)) traits.has_dotted_digits = true;
    uint64_t word = upper | lower | digits | (here & BITS((block == '_') | (block == '-')));
    if (word == ~0ull) {
      run += 64;
    } else {
      run += (size_t)__builtin_ctzll(~word);
      if (run >= ASSAY_LONG_WORD || has_run(word)) traits.has_long_word = true;
      run = (size_t)__builtin_clzll(~word);
    }
  }
  if (run >= ASSAY_LONG_WORD) traits.has_long_word = true;
  return traits;
}
