#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the golden beams of Tests/LanguageModelTests: what transformers' generate finds by beam search
with the tiny GPT-2 of gpt2_golden.py.

  python beam_golden.py Tests/LanguageModelTests/Fixtures

needs torch and transformers. tiny-gpt2-beams.json holds for each case the prompt, the parameters and the
new tokens of each text, without the token that ends it.
"""
import itertools, json, os, sys
import torch, transformers
from transformers import GPT2LMHeadModel

PROMPTS = [[5, 17, 3, 80, 41], [96], [12, 12, 12, 50, 8, 33, 2]]
# The model's own end, and tokens that it takes often, so that texts end before the longest length.
ENDS = (96, 18, 95)


def cases():
    plain = {"num_beams": 4, "max_new_tokens": 12, "num_return_sequences": 4}
    for penalty, stopping in itertools.product((0.0, 1.0, 2.5, -1.0), (False, True, "never")):
        yield {**plain, "length_penalty": penalty, "early_stopping": stopping}
    yield {**plain, "num_beams": 2, "num_return_sequences": 1}
    yield {**plain, "num_beams": 7, "num_return_sequences": 3, "max_new_tokens": 20}
    yield {**plain, "max_new_tokens": 1}
    yield {**plain, "no_repeat_ngram_size": 2}
    yield {**plain, "repetition_penalty": 1.7}
    yield {**plain, "min_new_tokens": 5}


def main():
    folder = sys.argv[1]
    model = GPT2LMHeadModel.from_pretrained(os.path.join(folder, "tiny-gpt2")).eval()
    found = []
    for prompt, case, end in itertools.product(PROMPTS, cases(), ENDS):
        with torch.no_grad():
            texts = model.generate(torch.tensor([prompt]), attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
                                   do_sample=False, eos_token_id=end, pad_token_id=0, **case)
        texts = [text[len(prompt):].tolist() for text in texts]
        texts = [text[:text.index(end)] if end in text else text for text in texts]
        found.append({"prompt": prompt, "end": end, "parameters": case, "texts": texts})
    golden = {"producer": f"transformers {transformers.__version__}, torch {torch.__version__}",
              "script": "Tests/Oracles/make/beam_golden.py", "cases": found}
    with open(os.path.join(folder, "tiny-gpt2-beams.json"), "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")


if __name__ == "__main__":
    main()
