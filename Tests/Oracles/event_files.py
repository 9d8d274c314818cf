#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains a tiny model with `--tracker tensorboard`, kills the run, goes on, and reads the events back
with TensorBoard's own reader. Every figure must be the one of the run's log, each step once.

  event_files.py --assay .build/release/assay      (needs: pip install tensorboard)
"""
import argparse
import json
import pathlib
import random
import signal
import subprocess
import tempfile
import time

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

parser = argparse.ArgumentParser()
parser.add_argument("--assay", required=True)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
random.seed(options.seed)
assay = pathlib.Path(options.assay).resolve()

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for file, count in (("train.jsonl", 400), ("valid.jsonl", 60)):
        rows = [{"prompt": f"{random.random()} ->", "completion": f" {random.choice('ab')}"} for _ in range(count)]
        (folder / file).write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [assay, "train", "-t", "train.jsonl", "-v", "valid.jsonl", "-m", "nano", "-o", "run", "--epochs", "3",
               "--batch-size", "8", "--checkpoint-steps", "10", "--log-json", "log.jsonl", "--tracker", "tensorboard",
               "--compute-classification-metrics", "--classification-positive-class", " a", "--resume", "--quiet"]
    process = subprocess.Popen(command, cwd=folder)
    log = folder / "log.jsonl"
    while process.poll() is None and (not log.exists() or log.read_text().count("\n") < 25):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    steps = [json.loads(line) for line in log.read_text().splitlines()]
    events = EventAccumulator(str(folder / "run" / "runs"), size_guidance={"scalars": 0})
    events.Reload()
    tags = events.Tags()["scalars"]
    files = len(list((folder / "run" / "runs").iterdir()))
    for tag, key in (("train/loss", "loss"), ("train/grad_norm", "grad_norm"), ("train/learning_rate", "learning_rate")):
        shown = {event.step: event.value for event in events.Scalars(tag)}
        assert len(shown) == len(events.Scalars(tag)), f"{tag}: a step is there twice"
        assert sorted(shown) == [step["step"] for step in steps], f"{tag}: not the steps of the log"
        for step in steps:
            assert abs(shown[step["step"]] - step[key]) <= 1e-6 * max(1, abs(step[key])), (tag, step)
    assert len(events.Scalars("eval/loss")) == 3, "eval/loss"
    print(f"tensorboard: {len(steps)} steps in {files} files, {len(tags)} scalars: {', '.join(sorted(tags))}: same")
