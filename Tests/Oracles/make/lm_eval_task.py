# SPDX-License-Identifier: Apache-2.0
"""Writes two small lm-eval tasks and their rows, seeded. usage: lm_eval_task.py FOLDER"""
import json
import os
import random
import sys

folder = os.path.abspath(sys.argv[1])
os.makedirs(folder, exist_ok=True)
random.seed(5)
WORDS = "the of river stone café naïve 東京 😀 don't we'll 3.14 blue -> \n slowly".split(" ")


def text(count):
    return " ".join(random.choice(WORDS) for _ in range(count)).strip() or "a"


with open(os.path.join(folder, "rows.jsonl"), "w", encoding="utf-8") as out:
    for _ in range(40):
        choices = [text(random.randint(1, 6)) for _ in range(4)]
        row = {"question": text(random.randint(1, 40)), "choices": choices, "answer": random.randrange(4)}
        out.write(json.dumps(row) + "\n")
COMMON = f"""dataset_path: json
dataset_kwargs:
  data_files:
    test: {folder}/rows.jsonl
test_split: test
metadata:
  version: 1
"""
with open(os.path.join(folder, "choice.yaml"), "w", encoding="utf-8") as out:
    out.write("task: assay_choice\noutput_type: multiple_choice\n" + COMMON
              + 'doc_to_text: "{{question}}"\ndoc_to_choice: choices\ndoc_to_target: answer\n'
              + "metric_list:\n  - metric: acc\n  - metric: acc_norm\n")
with open(os.path.join(folder, "text.yaml"), "w", encoding="utf-8") as out:
    out.write("task: assay_text\noutput_type: loglikelihood_rolling\n" + COMMON
              + 'doc_to_text: ""\ndoc_to_target: "{{question}}"\n'
              + "metric_list:\n  - metric: word_perplexity\n  - metric: bits_per_byte\n")
