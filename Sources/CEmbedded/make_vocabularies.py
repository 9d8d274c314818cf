#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the vocabularies that the binary carries, from OpenAI's public rank files.

Sources, each checked by the SHA-256 that tiktoken publishes for it (tiktoken_ext/openai_public.py):
  gpt2         GPT-2's vocabulary, released by OpenAI under a modified MIT license
               (https://github.com/openai/gpt-2/blob/master/LICENSE), as `whisper/assets/gpt2.tiktoken` of the
               package openai-whisper 20250625 on PyPI (MIT license)
  p50k_base, cl100k_base, o200k_base
               as files of the package litellm 1.110.2 on PyPI (`litellm_core_utils/tokenizers`; MIT license),
               which are OpenAI's, published with tiktoken (MIT license)

  make_vocabularies.py FOLDER        a folder with these files, under any names

The form, the smallest that needs no decompression: the byte of each of the tokens 0...255, then for each
later token the ids of the two earlier tokens that it is merged from, in as few bits as the largest needs:
one stream of bits, the lowest first. p50k_base is gpt2 and 24 more tokens from id 50257 on, runs of spaces;
its file has these alone.
"""
import base64
import hashlib
import math
import pathlib
import sys

RANKS = {
    "gpt2": "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
    "p50k_base": "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}


def halves(ranks, token):
    """The ids of the two tokens whose merge makes this one: what is left of its bytes before the last merge."""
    parts = [token[i : i + 1] for i in range(len(token))]
    while len(parts) > 2:
        pairs = zip(parts, parts[1:])
        best, i = min((ranks.get(x + y, math.inf), i) for i, (x, y) in enumerate(pairs))
        assert best < math.inf, f"no merges make {token}"
        parts[i : i + 2] = [parts[i] + parts[i + 1]]
    return ranks[parts[0]], ranks[parts[1]]


def bits(numbers, width):
    value = 0
    pieces = []
    held = 0
    for number in numbers:
        value |= number << held
        held += width
        while held >= 8:
            pieces.append(value & 0xFF)
            value >>= 8
            held -= 8
    return bytes(pieces + ([value] if held else []))


def read(data):
    lines = (line.split() for line in data.splitlines() if line.strip())
    return {base64.b64decode(token): int(rank) for token, rank in lines}


def main():
    files = {}
    for path in pathlib.Path(sys.argv[1]).iterdir():
        if path.is_file():
            data = path.read_bytes()
            files[hashlib.sha256(data).hexdigest()] = data
    missing = [name for name, digest in RANKS.items() if digest not in files]
    if missing:
        sys.exit(f"no file has the published SHA-256 of {', '.join(missing)}")
    tables = {name: read(files[digest]) for name, digest in RANKS.items()}
    base = tables["gpt2"]
    assert base.items() <= tables["p50k_base"].items()
    for name, ranks in tables.items():
        order = sorted(ranks, key=ranks.get)
        if name == "p50k_base":
            head, order = b"", order[len(base) :]
        else:
            assert all(len(token) == 1 for token in order[:256])
            head, order = b"".join(order[:256]), order[256:]
        first = ranks[order[0]]
        assert [ranks[token] for token in order] == list(range(first, first + len(order)))
        pairs = [halves(ranks, token) for token in order]
        width = max(map(max, pairs)).bit_length()
        out = head + bits((half for pair in pairs for half in pair), width)
        pathlib.Path(__file__).with_name(f"{name}.vocabulary").write_bytes(out)
        print(f"{name}: {len(order)} merges from id {first}, {width} bits a half, {len(out)} bytes")


if __name__ == "__main__":
    main()
