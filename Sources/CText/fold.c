// SPDX-License-Identifier: Apache-2.0
#include "CText.h"
#include "clones.h"

#include <string.h>

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
static inline __attribute__((always_inline)) bool fold_word(const uint8_t *text, uint8_t *out, bool *follows) {
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
static inline __attribute__((always_inline)) bool fold_piece(const uint8_t *text, uint8_t *out, bool *follows) {
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
