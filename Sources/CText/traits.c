// SPDX-License-Identifier: Apache-2.0
#include "CText.h"

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

/// The bit of a punctuation mark of ASCII; 0 for any other byte.
static inline uint32_t mark_bit(uint8_t byte) {
  // The four runs of marks, one behind the other: 15, 7, 6 and 4.
  if (byte >= '!' && byte <= '/') return 1u << (byte - '!');
  if (byte >= ':' && byte <= '@') return 1u << (byte - ':' + 15);
  if (byte >= '[' && byte <= '`') return 1u << (byte - '[' + 22);
  if (byte >= '{' && byte <= '~') return 1u << (byte - '{' + 28);
  return 0;
}

// Compiled once for each level; the loader picks the best that the CPU has.
#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CLONES
#endif

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

CLONES
assay_text_traits_t assay_text_traits(const uint8_t *text, size_t count) {
  assay_text_traits_t traits = {.is_ascii = true};
  // The letters, digits, `_` and `-` that the text so far ends with.
  size_t run = 0;
  for (size_t start = 0; start < count; start += 64) {
    size_t left = count - start;
    block_t block = 0;
    if (left >= 64 || ends_in_its_page(text + start)) {
      block = *(const loose_block_t *)(text + start);
    } else {
      memcpy(&block, text + start, left);
    }
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
    if (points) traits.marks |= mark_bit('.');
    if (commas) traits.marks |= mark_bit(',');
    uint64_t marks = here & ~(upper | lower | digits | points | commas | others | BITS(block <= ' '));
    for (; marks; marks &= marks - 1) traits.marks |= mark_bit(text[start + (size_t)__builtin_ctzll(marks)]);
    if (here & BITS((block < 0x20) | (block == 0x7F))) traits.has_controls = true;
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

typedef uint8_t piece_t __attribute__((ext_vector_type(32)));
typedef piece_t __attribute__((aligned(1))) loose_piece_t;
typedef int8_t piece_truth_t __attribute__((ext_vector_type(32)));
typedef bool piece_bits_t __attribute__((ext_vector_type(32)));

#define PIECE_BITS(comparison)                                                  \
  ({                                                                            \
    piece_bits_t bits = __builtin_convertvector((piece_truth_t)(comparison), piece_bits_t); \
    uint32_t word;                                                              \
    memcpy(&word, &bits, sizeof word);                                          \
    word;                                                                       \
  })

static const uint64_t high = 0x8080808080808080;

static inline uint64_t eights(uint8_t byte) { return byte * 0x0101010101010101u; }

/// The high bit of each byte that is zero.
static inline uint64_t zeros(uint64_t word) { return ~(((word & ~high) + ~high) | word) & high; }

/// The high bit of each byte of ASCII that is `least` or more.
static inline uint64_t from(uint64_t word, uint8_t least) {
  return ((word & ~high) + eights(0x80 - least)) & ~word & high;
}

/// Writes eight bytes if none of their spaces follows another and they hold no other white space.
/// `follows` tells whether a space stands before them, and then whether one is the last of them.
static inline bool fold_word(const uint8_t *text, uint8_t *out, bool *follows) {
  uint64_t word;
  memcpy(&word, text, sizeof word);
  uint64_t spaces = zeros(word ^ eights(' '));
  uint64_t below = ~from(word, ' ') & ~word & high;
  if (below || (spaces & spaces << 8) || (*follows && (spaces & 0x80))) return false;
  uint64_t capitals = from(word, 'A') & ~from(word, 'Z' + 1);
  word |= capitals >> 2;
  memcpy(out, &word, sizeof word);
  *follows = spaces >> 63;
  return true;
}

/// The same for 32 bytes.
static inline bool fold_piece(const uint8_t *text, uint8_t *out, bool *follows) {
  piece_t piece = *(const loose_piece_t *)text;
  uint32_t spaces = PIECE_BITS(piece == ' ');
  if (PIECE_BITS(piece < ' ') || (spaces & spaces << 1) || (*follows && (spaces & 1))) return false;
  piece_t capitals = (piece_t)(piece - 'A' < 26);
  *(loose_piece_t *)out = piece | (capitals & 0x20);
  *follows = spaces >> 31;
  return true;
}

static inline bool is_space(uint8_t byte) { return byte == ' ' || (byte >= 0x09 && byte <= 0x0D); }

CLONES
size_t assay_fold_ascii(const uint8_t *text, size_t count, uint8_t *out) {
  size_t place = 0, end = 0;
  bool follows = true;
  while (place < count) {
    size_t step = 0;
    if (count - place >= 32 && fold_piece(text + place, out + end, &follows)) {
      step = 32;
    } else if (count - place >= 8 && fold_word(text + place, out + end, &follows)) {
      step = 8;
    }
    place += step;
    end += step;
    if (step) continue;
    // A few bytes, so that what is not plain is not looked at for each of them.
    size_t stop = count - place < 8 ? count : place + 8;
    for (; place < stop; place++) {
      uint8_t byte = text[place];
      bool space = is_space(byte);
      out[end] = space ? ' ' : byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
      end += !(space && follows);
      follows = space;
    }
  }
  return end;
}
