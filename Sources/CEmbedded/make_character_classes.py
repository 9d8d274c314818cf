#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes character-classes.bin: which Unicode scalars are letters, numbers or white space.

The classes are asked from the regular-expression engine of tiktoken, scalar by scalar, so that they
are those of the reference; the interpreter's own unicodedata may be older (3.11 has Unicode 14).
Needs tiktoken 0.14.0, whose classes are those of Unicode 16.0: U+105C0 is a letter, U+0C5C not yet.

  make_character_classes.py

The result is a list of little-endian 32-bit numbers, `first scalar << 2 | class`, one for each change
of class from U+0000 on. Classes: 0 other, 1 letter (\\p{L}), 2 number (\\p{N}), 3 white space (\\s).
"""
import pathlib
import struct
import sys
import unicodedata

import tiktoken

VERSION = "0.14.0"
PATTERNS = {1: r"\p{L}", 2: r"\p{N}", 3: r"\s"}


def members(pattern):
    """The scalars that match: an encoding drops the text between matches."""
    ranks = {bytes([byte]): byte for byte in range(256)}
    encoding = tiktoken.Encoding("one", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    found = set()
    for start in [*range(0, 0xD800, 0x800), *range(0xE000, 0x110000, 0x800)]:
        text = "".join(map(chr, range(start, start + 0x800)))
        found.update(map(ord, encoding.decode(encoding.encode_ordinary(text))))
    return found


def main():
    if tiktoken.__version__ != VERSION:
        sys.exit(f"tiktoken {VERSION} is wanted, this is {tiktoken.__version__}")
    classes = {scalar: kind for kind, pattern in PATTERNS.items() for scalar in members(pattern)}
    for scalar in range(0x110000):  # categories of assigned scalars do not shrink
        category = {"L": 1, "N": 2}.get(unicodedata.category(chr(scalar))[0])
        assert category in (None, classes.get(scalar)), hex(scalar)
    out, last = b"", None
    for scalar in range(0x110000):
        kind = classes.get(scalar, 0)
        if kind != last:
            out += struct.pack("<I", scalar << 2 | kind)
        last = kind
    pathlib.Path(__file__).with_name("character-classes.bin").write_bytes(out)
    assert classes.get(0x105C0) == 1 and 0xC5C not in classes, "not Unicode 16.0"


if __name__ == "__main__":
    main()
