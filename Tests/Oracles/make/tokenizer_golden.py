#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Tests/TokenizerTests/Fixtures/golden_ids.json: tiktoken's ids of a few hundred texts.

Needs tiktoken 0.14.0 and the rank file that make_vocabularies.py names.

  tokenizer_golden.py gpt2.tiktoken
"""
import base64
import json
import pathlib
import random
import sys

import tiktoken

PATTERN = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
SEED = 1
SPACES = ["\t", "\n", "\v", "\f", "\r", " ", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u202f", "\u3000"]
NEARLY_SPACES = ["\x1c", "\x1f", "\xad", "\u180e", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufffd"]
WORDS = (
    "the of Waiting card café cafe\u0301 naïve o'clock rock'n'roll x_1 3.14 1,234 $5 100% iPhone4s "
    "... -- ?! (see) [1] \"q\" #tag a/b ₿ § don't We'll THEY'RE we’ll Ünïcödé ЖЩ שלום مرحبا हिन्दी ไทย "
    "ქართული 한국어 東京 データ 漢字仮名 が か\u3099 ﾊﾝｶｸ 你好，世界 𠀀𐐷 ǅ ªº ² ½ Ⅷ ٣٤ ९ ① ㊿ 𝟘 😀 👨‍👩‍👧‍👦 "
    "🏳️‍🌈 1️⃣ <|endoftext|> ### -> internationalization antidisestablishmentarianism SolidGoldMagikarp"
).split(" ")
TAILS = [quote + tail for quote in "'’" for tail in ["s", "S", "t", "ll", "LL", "lL", "ve", "re", "m", "d", "x", ""]]
TEXTS = [
    "", " ", "  ", "\n", "\n\n", " \n", "\n ", "The elf queen", "\n\n###\n\n", " ->", "a" * 100, "ab" * 70,
    " " * 50, "=" * 77, "\0\0\0", "def f(x):\n\treturn x**2  # sq\n", "{\"a\":[1,2,{\"b\":null}]}",
    "https://www.example.org/a/b%20c?q=1&r=%F0%9F%98%80#frag", "C:\\Users\\x\\y.txt", "\ufeffBOM",
    "acgt" * 40, "привет" * 20, "ﷺ" * 30, "e\u0301" * 40,
]


def texts():
    yield from TEXTS
    yield from WORDS
    for tail in TAILS:
        yield "I" + tail + "AM we" + tail + " " + tail
    for space in SPACES + NEARLY_SPACES:
        yield f"a{space}b{space}{space}c {space}1{space} .{space}'s{space}"
    r = random.Random(SEED)
    for _ in range(120):
        yield "".join(r.choice(["", " ", " ", "  ", *SPACES]) + r.choice(WORDS + TAILS) for _ in range(r.randint(1, 12)))
    for _ in range(60):
        scalars = (r.choice([r.randrange(0x800), r.randrange(0xD800), r.randrange(0xE000, 0x110000)]) for _ in range(20))
        yield "".join(map(chr, scalars))


def main():
    lines = (line.split() for line in pathlib.Path(sys.argv[1]).read_bytes().splitlines() if line.strip())
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    special = {"<|endoftext|>": len(ranks)}
    encoding = tiktoken.Encoding("gpt2", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens=special)
    cases = [{"text": text, "ids": encoding.encode_ordinary(text)} for text in texts()]
    head = {"producer": f"tokenizer_golden.py, tiktoken {tiktoken.__version__}", "seed": SEED}
    rows = ",\n".join("    " + json.dumps(case) for case in cases)
    out = json.dumps(head)[:-1] + ', "cases": [\n' + rows + "\n]}\n"
    folder = pathlib.Path(__file__).resolve().parents[2] / "TokenizerTests" / "Fixtures"
    (folder / "golden_ids.json").write_text(out, encoding="utf-8")
    print(len(cases), "texts")


if __name__ == "__main__":
    main()
