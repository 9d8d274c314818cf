# SPDX-License-Identifier: Apache-2.0
"""Compares the samples of two lm-eval runs. usage: lm_eval_compare.py SERVER JUDGE"""
import glob
import json
import sys

TOLERANCE = 2e-3


def samples(folder):
    found = {}
    for path in glob.glob(f"{folder}/**/samples_*.jsonl", recursive=True):
        task = path.rsplit("/samples_", 1)[1].rsplit("_", 1)[0]
        with open(path, encoding="utf-8") as file:
            for line in file:
                sample = json.loads(line)
                found[task, sample["doc_id"]] = sample["resps"]
    return found


def numbers(value):
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, str) and value not in ("True", "False"):
        yield float(value)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield float(value)


def truths(value):
    if isinstance(value, (list, tuple)):
        return [truth for item in value for truth in truths(item)]
    return [str(value) == "True"] if str(value) in ("True", "False") else []


server, judge = samples(sys.argv[1]), samples(sys.argv[2])
assert server.keys() == judge.keys() and len(server) == 80, (len(server), len(judge))
worst = 0.0
for key, answers in server.items():
    mine, theirs = list(numbers(answers)), list(numbers(judge[key]))
    assert len(mine) == len(theirs) > 0, key
    assert truths(answers) == truths(judge[key]), (key, answers, judge[key])
    worst = max(worst, *(abs(a - b) for a, b in zip(mine, theirs)))
print(f"{'ok  ' if worst <= TOLERANCE else 'FAIL'} lm-eval: largest difference {worst:.2e} over {len(server)} rows")
sys.exit(worst > TOLERANCE)
