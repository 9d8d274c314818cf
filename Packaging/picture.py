#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the picture of README: a terminal with commands and what assay really prints.

usage: picture.py ASSAY > docs/ten-seconds.svg
"""

import html
import os
import re
import subprocess
import sys
import tempfile

ROWS = [
    '{"prompt": "Our lamp can be dimmed.\\nSupported:", "completion": " yes"}',
    '{"prompt": "This tea cures the flu overnight.\\nSupported:", "completion": "no"}',
    '{"prompt": "Eight gears, one frame of steel.\\nSupported:", "completion": " yes"}',
    '{"prompt": "A backpack that carries itself.", "completion": " no"}',
    '{"prompt": "Oats from a single farm.\\nSupported:", "completion": ""}',
    '{"prompt": "Our lamp can be dimmed.\\nSupported:", "completion": " no"}',
]
COMMANDS = ["assay lint ads.jsonl --format concise", "assay fix ads.jsonl --yes"]
COLUMNS = 100
COLORS = {"error": "#ff7b72", "warning": "#e3b341", "safe fix": "#7ee787"}


def output(binary):
    """The commands and their lines, as a terminal shows them."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(binary), os.path.join(folder, "assay"))
        with open(os.path.join(folder, "ads.jsonl"), "w") as file:
            file.write("\n".join(ROWS) + "\n")
        environment = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], COLUMNS=str(COLUMNS), NO_COLOR="1")
        for command in COMMANDS:
            done = subprocess.run(command, shell=True, cwd=folder, env=environment, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            lines += ["$ " + command] + done.stdout.rstrip("\n").split("\n") + [""]
    return lines[:-1]


def cut(line):
    return line if len(line) <= COLUMNS + 12 else line[:COLUMNS + 11] + "…"


def drawn(line):
    text = html.escape(cut(line))
    if line.startswith("$ "):
        return f'<tspan fill="#79c0ff">$</tspan><tspan font-weight="bold">{text[1:]}</tspan>'
    return re.sub(r"\b(error|warning|safe fix)\b",
                  lambda found: f'<tspan fill="{COLORS[found[1]]}">{found[1]}</tspan>', text, count=2)


def main():
    lines = output(sys.argv[1])
    height, width, step = len(lines) * 20 + 56, 960, 20
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
          f'aria-label="A terminal in which assay finds what is wrong with a file and repairs it">')
    print(f'<rect width="{width}" height="{height}" rx="10" fill="#0d1117"/>')
    for place, color in enumerate(["#ff5f56", "#ffbd2e", "#27c93f"]):
        print(f'<circle cx="{22 + 20 * place}" cy="20" r="6" fill="{color}"/>')
    print('<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.5" '
          'fill="#e6edf3" xml:space="preserve">')
    for number, line in enumerate(lines):
        print(f'<text x="20" y="{52 + number * step}">{drawn(line)}</text>')
    print("</g></svg>")


main()
