#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a GPT-2 model of random weights as a Hugging Face folder, with GPT-2's real tokenizer.

Run it with the interpreter of the `hf` environment that setup.sh --hf builds:
  .oracles/hf/bin/python make_gpt2.py OUT --preset tiny --seed 0 --ranks .oracles/gpt2.tiktoken
Presets: tiny (2 layers, 2 heads, 32 dimensions, 64 positions), nano (4, 4, 128, 256) and gpt2 (12, 12, 768, 1024: 124M).
OUT gets model.safetensors, config.json, generation_config.json, vocab.json and merges.txt; merges are worked out from
the ranks. The same preset and seed give the same weights. The weights are Hugging Face's initial ones, scaled so that
attention and logits vary, with biases that are not 0 and layer-norm gains that are not 1. Exit status 0 only if
vocab.json and merges.txt are OpenAI's encoder.json and vocab.bpe byte for byte (by their SHA-256), transformers'
tokenizer read from OUT gives tiktoken's ids on 200 strings and the text back, the model read from OUT gives the logits
of the one written, logits have a standard deviation of at least 1, the likeliest next token varies, and a changed
early token changes the logits at the last position.
"""
import argparse, base64, hashlib, json, math, os, random, sys
import tiktoken, torch
from scramble import scramble
from transformers import GPT2Config, GPT2LMHeadModel, GPT2TokenizerFast

PATTERN = r"""'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
PRESETS = {"tiny": (2, 2, 32, 64), "nano": (4, 4, 128, 256), "gpt2": (12, 12, 768, 1024)}
OPENAI = {"vocab.json": "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783",  # as in tiktoken_ext/openai_public.py
          "merges.txt": "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5"}
WORDS = ["the", "of", "Waiting", "card", "café", "naïve", "東京", "데이터", "😀", "don't", "WE'LL", "3.14", "Ⅷ", "x_1", "שלום", "e\u0301", "\t", "\n\n", "  ", "\u3000", "\0", "###", "->"]


def byte_letters():
    """GPT-2's table: every byte as a letter that can be seen."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]; hidden = [b for b in range(256) if b not in shown]
    return {b: chr(b) for b in shown} | {b: chr(256 + i) for i, b in enumerate(hidden)}


def halves(ranks, token):
    """The two tokens whose merge makes this one: its bytes, merged by all lower ranks."""
    parts = [token[i:i + 1] for i in range(len(token))]
    while len(parts) > 2:
        best, i = min((ranks.get(x + y, math.inf), i) for i, (x, y) in enumerate(zip(parts, parts[1:])))
        assert best < ranks[token], token
        parts[i:i + 2] = [parts[i] + parts[i + 1]]
    return parts


def write_tokenizer(out, ranks):
    letters = byte_letters(); name = lambda token: "".join(letters[b] for b in token); order = sorted(ranks, key=ranks.get)
    assert [ranks[t] for t in order] == list(range(len(order))) and all(len(t) == 1 for t in order[:256]), "not GPT-2's ranks"
    with open(os.path.join(out, "vocab.json"), "w", encoding="utf-8") as f:
        json.dump({name(t): ranks[t] for t in order} | {"<|endoftext|>": len(ranks)}, f)
    with open(os.path.join(out, "merges.txt"), "w", encoding="utf-8") as f:
        f.write("#version: 0.2\n" + "".join(" ".join(map(name, halves(ranks, t))) + "\n" for t in order[256:]))


def strings(r, n):
    for i in range(n):
        if i % 2: yield "".join(r.choice(["", " ", " ", "\n"]) + r.choice(WORDS) for _ in range(r.randint(0, 20)))
        else: yield "".join(chr(r.choice([r.randrange(0x250), r.randrange(0x3000), r.randrange(0xE000, 0x110000)])) for _ in range(r.randint(1, 40)))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out"); a.add_argument("--preset", choices=PRESETS, default="tiny"); a.add_argument("--seed", type=int, default=0)
    a.add_argument("--ranks", required=True)
    a = a.parse_args(); os.makedirs(a.out, exist_ok=True); layers, heads, width, positions = PRESETS[a.preset]
    with open(a.ranks, "rb") as f: ranks = {base64.b64decode(t): int(n) for t, n in (line.split() for line in f if line.strip())}
    write_tokenizer(a.out, ranks)
    torch.manual_seed(a.seed)
    model = GPT2LMHeadModel(GPT2Config(n_layer=layers, n_head=heads, n_embd=width, n_positions=positions)).eval()
    scramble(model); model.save_pretrained(a.out)

    enc = tiktoken.Encoding("gpt2", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": len(ranks)})
    tok = GPT2TokenizerFast.from_pretrained(a.out); same = total = 0
    for text in strings(random.Random(a.seed), 200):
        ids = tok(text)["input_ids"]; total += 1
        if ids == enc.encode_ordinary(text) and tok.decode(ids, clean_up_tokenization_spaces=False) == text: same += 1
        else: print(f"--- {text!r}: tiktoken {enc.encode_ordinary(text)[:20]}, transformers {ids[:20]}")
    files = [f for f, known in OPENAI.items() if hashlib.sha256(open(os.path.join(a.out, f), "rb").read()).hexdigest() != known]
    with torch.no_grad():
        ids = torch.randint(len(ranks), (4, min(positions, 64))); logits = model(ids).logits
        again = torch.equal(GPT2LMHeadModel.from_pretrained(a.out).eval()(ids).logits, logits)
        other = ids.clone(); other[:, 5] = (other[:, 5] + 1) % len(ranks); reach = (model(other).logits - logits)[:, -1].std().item()
    spread, likeliest = logits.std(dim=-1).mean().item(), len(set(logits.argmax(-1).flatten().tolist()))
    print(f"{a.out}: {a.preset}, {model.num_parameters()} parameters, read back {'the same' if again else 'DIFFERENT'}; "
          f"tokenizer files {'NOT OpenAIs: ' + ' '.join(files) if files else 'as OpenAIs'}, ids same on {same} of {total} strings; "
          f"logits deviate by {spread:.2f}, {likeliest} likeliest tokens at {ids.numel()} positions, token 5 moves the last by {reach:.2f}")
    sys.exit(0 if same == total and again and not files and spread >= 1 and likeliest > ids.numel() / 4 and reach > .1 else 1)


if __name__ == "__main__": main()
