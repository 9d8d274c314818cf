#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: tokens of chats with tools against the recipe of OpenAI's cookbook.

Run it with the interpreter of the `tokenizers` environment that setup.sh builds:
  .oracles/tokenizers/bin/python chat_tokens_diff.py --assay .build/release/assay --cases 200 --seed 1
The recipe ("How to count tokens with tiktoken", num_tokens_from_messages and num_tokens_for_tools) says nothing of
calls of tools and of images, so the chats have none; names, roles, tools with and without properties, choices and
descriptions with and without a period they have. With --golden it prints chats and their tokens for ChatTokensTests.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import tiktoken

RANKS = pathlib.Path(importlib.util.find_spec("litellm").origin).parent / "litellm_core_utils/tokenizers"
# What begins a function, by model.
MODELS = {"gpt-4o-mini": 7, "gpt-3.5-turbo": 10}
WORDS = "card bank is the of weather in a city, Zürich 東京 12.5 don't \n\n { } : get_weather ->".split(" ")


def message_tokens(encoding, messages):
    total = 3
    for message in messages:
        total += 3
        for key, value in message.items():
            total += len(encoding.encode(value, disallowed_special=()))
            total += key == "name"
    return total


def without_period(text):
    return text[:-1] if text.endswith(".") else text


def tool_tokens(encoding, tools, start):
    def count(text):
        return len(encoding.encode(text, disallowed_special=()))

    if not tools:
        return 0
    total = 12
    for tool in tools:
        function = tool["function"]
        total += start + count(function["name"] + ":" + without_period(function["description"]))
        properties = function["parameters"]["properties"]
        total += 3 if properties else 0
        for key, schema in properties.items():
            total += 3
            if "enum" in schema:
                total += -3 + sum(3 + count(item) for item in schema["enum"])
            total += count(f"{key}:{schema['type']}:{without_period(schema['description'])}")
    return total


def text(chance):
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, 12))) + chance.choice(["", ".", "..", "?"])


def tool(chance, number):
    properties = {}
    for index in range(chance.randint(0, 4)):
        schema = {"type": chance.choice(["string", "number", "boolean"]), "description": text(chance)}
        if chance.random() < 0.4:
            schema["enum"] = [text(chance) for _ in range(chance.randint(1, 4))]
        properties[f"key_{index}"] = schema
    parameters = {"type": "object", "properties": properties}
    return {"type": "function", "function": {"name": f"tool_{number}", "description": text(chance), "parameters": parameters}}


def chat(chance):
    messages = [{"role": "system", "content": text(chance)}] if chance.random() < 0.5 else []
    for _ in range(chance.randint(1, 3)):
        user = {"role": "user", "content": text(chance) + "?"}
        if chance.random() < 0.3:
            user["name"] = chance.choice(["anna", "example_user", "Ann-B"])
        messages += [user, {"role": "assistant", "content": text(chance) + "!"}]
    row = {"messages": messages}
    if chance.random() < 0.6:
        row["tools"] = [tool(chance, number) for number in range(chance.randint(1, 3))]
    return row


def expected(row, model, encoding):
    return message_tokens(encoding, row["messages"]) + tool_tokens(encoding, row.get("tools", []), MODELS[model])


def compare(assay, model, rows, encoding):
    """Each file has as many rows as its number, so that one run counts many."""
    with tempfile.TemporaryDirectory() as folder:
        paths, sums = [], []
        while rows:
            part, rows = rows[:3], rows[3:]
            path = pathlib.Path(folder) / f"{len(paths):05d}.jsonl"
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part))
            paths.append(path)
            counts = [expected(row, model, encoding) for row in part]
            sums.append((sum(counts), max(counts)))
        result = subprocess.run(
            [assay, "lint", "--no-cache", "--isolated", "--model", model, "--statistics", "--format", "json", *paths],
            capture_output=True, text=True)
        if result.returncode not in (0, 1):
            sys.exit(result.stderr)
        found = {file["path"]: file["statistics"]["tokens"] for file in json.loads(result.stdout)["files"]}
        return [
            (path, pair, (found[str(path)]["total"], found[str(path)]["longest"]))
            for path, pair in zip(paths, sums)
            if (found[str(path)]["total"], found[str(path)]["longest"]) != pair
        ]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--assay")
    arguments.add_argument("--cases", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--golden", action="store_true")
    options = arguments.parse_args()
    os.environ["TIKTOKEN_CACHE_DIR"] = str(RANKS)
    chance = random.Random(options.seed)
    rows = [chat(chance) for _ in range(options.cases)]
    differences = 0
    for model in MODELS:
        encoding = tiktoken.encoding_for_model(model)
        if options.golden:
            for row in rows:
                print(json.dumps({"model": model, "tokens": expected(row, model, encoding), **row}, ensure_ascii=False))
            continue
        wrong = compare(options.assay, model, rows, encoding)
        differences += len(wrong)
        for path, pair, found in wrong[:3]:
            print(f"{model}, {path.name}: {found} instead of {pair}")
    if not options.golden:
        print(f"{len(rows)} chats, {differences} files with a difference")
        sys.exit(differences > 0)


if __name__ == "__main__":
    main()
