#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes character-traits.bin and character-maps.bin: what tokenizers know of Unicode scalars.

Every fact is asked from the reference libraries, scalar by scalar, since each of them has its own
version of Unicode: general categories, white space and word characters from tiktoken (Unicode 16.0;
the regular expressions of tokenizers have the same), the rest from the normalizers and pre-tokenizers
of tokenizers. Needs tiktoken 0.14.0, tokenizers 0.23.3 and unicodedata2 18.0.0 (Unicode 18.0), which
names the scalars that may have a combining class or a decomposition.

  make_unicode_tables.py

character-traits.bin is a list of little-endian 32-bit numbers, `first scalar << 11 | traits`, one for
each change of traits from U+0000 on. TRAITS states the bits; the low five are the place of the general
category in CATEGORIES.

character-maps.bin has four lists, each a little-endian 32-bit count and its entries: scalars with their
canonical decomposition, with their compatibility decomposition where it is another, and with their
lower case (32-bit scalar, 8-bit length, UTF-8); combining classes (32 bits, `scalar << 8 | class`); and
pairs that are composed (first, second and composed scalar, 32 bits each). Hangul follows from its
numbers and is not in them.
"""
import pathlib
import struct
import sys

import tiktoken
import tokenizers
import unicodedata2
from tokenizers import normalizers, pre_tokenizers

VERSIONS = {"tiktoken": "0.14.0", "tokenizers": "0.23.3"}
CATEGORIES = "Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co".split()
SCALARS = [scalar for scalar in range(0x110000) if not 0xD800 <= scalar < 0xE000]
TRAITS = {"white space": 5, "word": 6, "Bert's punctuation": 7, "Bert's control": 8, "mark": 9, "numeric": 10}
HANGUL = range(0xAC00, 0xD7A4)


def matching(pattern):
    """The scalars that match: an encoding drops the text between matches."""
    ranks = {bytes([byte]): byte for byte in range(256)}
    encoding = tiktoken.Encoding("one", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    found = set()
    for start in [*range(0, 0xD800, 0x800), *range(0xE000, 0x110000, 0x800)]:
        text = "".join(map(chr, range(start, start + 0x800)))
        found.update(map(ord, encoding.decode(encoding.encode_ordinary(text))))
    return found


def splitting(splitter):
    """The scalars that a pre-tokenizer cuts out of letters."""
    return {s for s in SCALARS if len(splitter.pre_tokenize_str(f"a{chr(s)}a")) > 1}


def traits():
    categories = {s: place for place, name in enumerate(CATEGORIES) if place for s in matching(rf"\p{{{name}}}")}
    clean = normalizers.BertNormalizer(True, False, False, False)
    strip = normalizers.StripAccents()
    sets = {
        "white space": matching(r"\s"),
        "word": matching(r"\w"),
        "Bert's punctuation": splitting(pre_tokenizers.Punctuation()),
        "Bert's control": {s for s in SCALARS if clean.normalize_str(chr(s)) == ""},
        "mark": {s for s in SCALARS if strip.normalize_str(chr(s)) == ""},
        "numeric": splitting(pre_tokenizers.Digits()),
    }
    out, last = b"", None
    for scalar in range(0x110000):
        kind = categories.get(scalar, 0) + sum((scalar in sets[name]) << bit for name, bit in TRAITS.items())
        if kind != last:
            out += struct.pack("<I", scalar << 11 | kind)
        last = kind
    return out


def mapped(entries):
    out = struct.pack("<I", len(entries))
    for scalar, text in entries:
        out += struct.pack("<IB", scalar, len(text.encode())) + text.encode()
    return out


def combining_class(scalar, nfd):
    """The class of a scalar if the reference knows it: it then changes places with a mark of another."""
    kind = unicodedata2.combining(chr(scalar))
    if not kind:
        return 0
    other = "\u0334" if kind > 1 else "\u0301"  # Classes 1 and 230.
    pair = chr(scalar) + other if kind > 1 else other + chr(scalar)
    return kind if nfd.normalize_str("a" + pair) != "a" + pair else 0


def maps():
    nfd, nfkd, nfc = normalizers.NFD(), normalizers.NFKD(), normalizers.NFC()
    lower = normalizers.Lowercase()
    plain = [s for s in SCALARS if s not in HANGUL]
    canonical = [(s, nfd.normalize_str(chr(s))) for s in plain]
    canonical = [(s, text) for s, text in canonical if text != chr(s)]
    known = dict(canonical)
    compatible = [(s, nfkd.normalize_str(chr(s))) for s in plain]
    compatible = [(s, text) for s, text in compatible if text != known.get(s, chr(s))]
    lowered = [(s, lower.normalize_str(chr(s))) for s in SCALARS]
    lowered = [(s, text) for s, text in lowered if text != chr(s)]
    classes = [(s, combining_class(s, nfd)) for s in plain]
    classes = [s << 8 | kind for s, kind in classes if kind]
    pairs = []
    for scalar, _ in canonical:
        halves = [int(half, 16) for half in unicodedata2.decomposition(chr(scalar)).split()]
        if len(halves) == 2 and nfc.normalize_str("".join(map(chr, halves))) == chr(scalar):
            pairs.append((*halves, scalar))
    out = mapped(canonical) + mapped(compatible) + mapped(lowered)
    out += struct.pack(f"<I{len(classes)}I", len(classes), *classes)
    return out + struct.pack("<I", len(pairs)) + b"".join(struct.pack("<III", *pair) for pair in pairs)


def main():
    found = {"tiktoken": tiktoken.__version__, "tokenizers": tokenizers.__version__}
    if found != VERSIONS:
        sys.exit(f"{VERSIONS} are wanted, these are {found}")
    here = pathlib.Path(__file__)
    here.with_name("character-traits.bin").write_bytes(traits())
    here.with_name("character-maps.bin").write_bytes(maps())


if __name__ == "__main__":
    main()
