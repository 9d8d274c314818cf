// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_TEXT_H
#define ASSAY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASSAY_LONG_WORD 15

/// What a text in UTF-8 is made of. Letters and digits are those of ASCII.
typedef struct {
  size_t upper;
  size_t lower;
  size_t digits;
  /// There are ASSAY_LONG_WORD letters, digits, `_` and `-` in a row.
  bool has_long_word;
  /// A digit, a full stop and a digit stand in a row.
  bool has_dotted_digits;
  bool is_ascii;
  /// There are bytes below U+0020 or U+007F: line breaks, tabs and controls.
  bool has_controls;
  /// A bit for each of the 32 punctuation marks of ASCII that the text holds.
  uint32_t marks;
} assay_text_traits_t;

/// Looks at a text once, 64 bytes at a time.
assay_text_traits_t assay_text_traits(const uint8_t *text, size_t count);

/// The letters of ASCII in a text.
typedef struct {
  size_t upper;
  size_t lower;
  bool is_ascii;
} assay_text_letters_t;

/// Counts letters alone, in half the time that all traits take.
assay_text_letters_t assay_text_letters(const uint8_t *text, size_t count);

/// Writes a text with its capitals of ASCII as small letters, each run of white space as one space, and
/// none at its start; a space may be left at its end.
/// `out` has room for `count` bytes. Returns how many were written.
size_t assay_fold_ascii(const uint8_t *text, size_t count, uint8_t *out);

#endif
