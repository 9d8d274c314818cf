# SPDX-License-Identifier: Apache-2.0
"""What the parts of the benchmark measured, handed on as lines of JSON to `summary.py`."""
import argparse
import dataclasses
import json
import pathlib


@dataclasses.dataclass
class Figure:
    """One job. A ratio above 1 is in our favor; it is missed below its goal, and so is a share of what the machine can do."""

    job: str
    ours: str
    peer: str
    ratio: float | None = None
    goal: float | None = None
    share: float | None = None
    share_goal: float | None = None

    @property
    def is_missed(self):
        pairs = ((self.ratio, self.goal), (self.share, self.share_goal))
        return any(value is not None and goal is not None and value < goal for value, goal in pairs)


def add_option(parser):
    parser.add_argument("--figures", type=pathlib.Path, help="a file that gets a line of JSON for each figure")


def write(options: argparse.Namespace, figure: Figure):
    """Adds a figure for the table at the end of `make bench`; without the option nobody wants it."""
    if not options.figures:
        return
    with open(options.figures, "a", encoding="utf-8") as out:
        out.write(json.dumps(dataclasses.asdict(figure)) + "\n")


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [Figure(**json.loads(line)) for line in lines]
