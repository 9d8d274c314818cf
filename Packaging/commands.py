#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a page with all commands and their options.

assay --experimental-dump-help | commands.py > commands.md
"""

import json
import sys


def shown(items):
    return [item for item in items or [] if item.get("shouldDisplay", True)]


def flag(name):
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def term(argument):
    value = f"<{argument['valueName']}>"
    if argument["kind"] == "positional":
        return f"`{value}`" + (" ..." if argument["isRepeating"] else "")
    names = ", ".join(f"`{flag(name)}`" for name in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} `{value}`"


def meaning(argument):
    text = " ".join(argument.get("abstract", "").split()).replace("|", "\\|").replace("<", "&lt;")
    if argument.get("defaultValue"):
        text += f" Default: `{argument['defaultValue']}`."
    return text


def section(command, parents):
    names = parents + [command["commandName"]]
    lines = ["#" * (len(names) if len(names) > 1 else 1) + " " + ("Commands" if not parents else " ".join(names)), ""]
    lines += [command.get("abstract", ""), ""]
    if command.get("discussion"):
        lines += ["```text", command["discussion"].strip(), "```", ""]
    arguments = shown(command.get("arguments"))
    if arguments:
        lines += ["| argument | meaning |", "|---|---|"]
        lines += [f"| {term(a)} | {meaning(a)} |" for a in arguments] + [""]
    for child in shown(command.get("subcommands")):
        if child["commandName"] != "help":
            lines += section(child, names)
    return lines


print("\n".join(section(json.load(sys.stdin)["command"], [])))
