# SPDX-License-Identifier: Apache-2.0
"""Writes train.jsonl, valid.jsonl and "sub dir/vål+id.jsonl" for the client tests. usage: service_rows.py FOLDER"""
import json
import os
import random
import sys

random.seed(1)
GOOD = ["great", "lovely", "superb", "fine"]
BAD = ["bad", "awful", "poor", "sad"]


def rows(count):
    for _ in range(count):
        good = random.random() < 0.5
        thing = random.choice(["film", "food", "room", "trip"])
        prompt = f"The {thing} number {random.randrange(10**6)} was {random.choice(GOOD if good else BAD)}\n\n###\n\n"
        yield {"prompt": prompt, "completion": " yes\n" if good else " no\n"}


folder = sys.argv[1]
os.makedirs(os.path.join(folder, "sub dir"), exist_ok=True)
for name, count in (("train.jsonl", 200), ("valid.jsonl", 40), ("sub dir/vål+id.jsonl", 120)):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        for row in rows(count):
            out.write(json.dumps(row) + "\n")
