#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes gpt2-vocabulary.bin from GPT-2's public rank file.

Source: the GPT-2 vocabulary, released by OpenAI under a modified MIT license
(https://github.com/openai/gpt-2/blob/master/LICENSE), as the rank file `whisper/assets/gpt2.tiktoken`
of the package openai-whisper 20250625 on PyPI (MIT license).

  make_vocabulary.py gpt2.tiktoken

The result has 256 + 4 x 50,000 bytes: the byte of each of the tokens 0...255, then for each later
token the ids of the two earlier tokens it is merged from, as little-endian 16-bit numbers.
"""
import base64
import hashlib
import math
import pathlib
import struct
import sys

RANKS_SHA256 = "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930"


def halves(ranks, token):
    """The ids of the two tokens whose merge makes this one: its bytes, merged by all lower ranks."""
    parts = [token[i : i + 1] for i in range(len(token))]
    while len(parts) > 2:
        pairs = zip(parts, parts[1:])
        best, i = min((ranks.get(x + y, math.inf), i) for i, (x, y) in enumerate(pairs))
        assert best < ranks[token], token
        parts[i : i + 2] = [parts[i] + parts[i + 1]]
    return ranks[parts[0]], ranks[parts[1]]


def main():
    data = pathlib.Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(data).hexdigest() != RANKS_SHA256:
        sys.exit("not the rank file of openai-whisper 20250625")
    lines = (line.split() for line in data.splitlines() if line.strip())
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    order = sorted(ranks, key=ranks.get)
    assert [ranks[token] for token in order] == list(range(50256))
    assert all(len(token) == 1 for token in order[:256])
    out = b"".join(order[:256])
    out += b"".join(struct.pack("<HH", *halves(ranks, token)) for token in order[256:])
    pathlib.Path(__file__).with_name("gpt2-vocabulary.bin").write_bytes(out)


if __name__ == "__main__":
    main()
