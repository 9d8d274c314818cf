# SPDX-License-Identifier: Apache-2.0
"""The phases of a lint over many shards, whatever runs them. `local.py`, `ray_driver.py` and others say how."""

import argparse
import json
import os
import subprocess

ASSAY = os.environ.get("ASSAY", "assay")
FOLDERS = ["keys", "surveys", "keys-again", "surveys-again", "verdicts", "looks", "sketches", "findings"]


def assay(words, tries=3):
    """Runs a phase. One that is killed is run again; what it writes appears whole or not at all."""
    for _ in range(tries):
        done = subprocess.run([ASSAY, "scale", *words], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout
        # An error is one the next time too; a signal is not. Shells and containers say 128 and its number.
        if 0 < done.returncode < 128:
            break
    raise RuntimeError(f"assay scale {words[0]}: {done.stderr or f'killed, status {done.returncode}'}")


def shard_phase(target, words):
    """Runs a phase for a shard, unless an earlier run has: a run that was stopped goes on where it was."""
    if not os.path.exists(target):
        assay([*words, "-o", target, "--overwrite"])


class Phases:
    """Lints shards in a folder that all workers see.

    `run_all` takes a list of (target, words) and runs `shard_phase` with each, anywhere and in any order;
    `write_verdicts` takes the facts of a merge, the files of keys and the files of verdicts to write.
    """

    def __init__(self, work, shards, options, run_all, write_verdicts):
        self.work, self.shards, self.options = os.path.abspath(work), shards, options
        self.run_all, self.write_verdicts = run_all, write_verdicts
        for folder in FOLDERS:
            os.makedirs(self.path(folder), exist_ok=True)

    def report(self):
        """The report of `assay lint --as-one`, as JSON."""
        turn, facts = "", self.survey("", [])
        if facts["again"]:
            # The rows have shown that they are of another form than their columns say.
            turn, facts = "-again", self.survey("-again", ["--profile", self.path("profile")])
        self.write_verdicts(facts, self.all("keys" + turn), self.all("verdicts"))
        profile, settled, compared = map(self.path, ["profile" + turn, "settled", "compared"])
        self.each("looks", lambda k: ["look", "--profile", profile, "--verdicts", self.path("verdicts", k)])
        self.once(["settle", *self.all("looks"), "--profile", profile], settled)
        self.each("sketches", lambda k: ["sketch", "--profile", settled])
        self.once(
            ["compare", *self.all("looks"), "--profile", settled, "--sketches", *self.all("sketches")], compared)
        self.each("findings", lambda k: ["lint", "--profile", compared, "--verdicts", self.path("verdicts", k)])
        return assay(
            ["report", *self.all("findings"), "--profile", compared, "--format", "json", *self.options])

    def survey(self, turn, options):
        """Surveys all shards, and says what an engine must know to group their keys."""
        keys, surveys = "keys" + turn, "surveys" + turn
        self.each(surveys, lambda k: ["survey", self.shards[k], "--keys", self.path(keys, k), *options])
        count = ["--shards", str(len(self.shards))]
        return json.loads(self.once(["merge", *self.all(surveys), *count], self.path("profile" + turn)))

    def each(self, folder, words):
        self.run_all([
            (target, [*words(k), "--number", str(k), *self.options]) for k, target in enumerate(self.all(folder))])

    def once(self, words, target):
        return assay([*words, "-o", target, "--overwrite", *self.options])

    def path(self, *names):
        return os.path.join(self.work, *map(str, names))

    def all(self, folder):
        return [self.path(folder, k) for k in range(len(self.shards))]


def arguments(description, words):
    """The command line that all drivers have; what is behind `--` are options of assay."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="phases at a time")
    parser.add_argument("work", help="a folder for what the phases hand on, which all workers see")
    parser.add_argument("shards", nargs="+", help="the files, in the order of the data set")
    split = words.index("--") if "--" in words else len(words)
    found = parser.parse_args(words[:split])
    found.shards = [os.path.abspath(path) for path in found.shards]
    return found, words[split + 1 :]
