#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a man page for assay and for each of its commands.

assay --experimental-dump-help | man.py FOLDER
"""

import json
import os
import sys
import time
from pathlib import Path

DATE = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "0"))))
VERSION = os.environ.get("VERSION", "")


def escaped(text):
    """Text as it is: no letter of it means anything to roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def sentence(text):
    return escaped(" ".join(text.split()))


def flag(name):
    dash = "--" if name["kind"] == "long" else "-"
    return f"\\fB{escaped(dash + name['name'])}\\fR"


def term(argument):
    value = f"\\fI{escaped(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    names = ", ".join(flag(name) for name in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} {value}"


def described(argument):
    text = sentence(argument.get("abstract", ""))
    notes = []
    if argument.get("allValues"):
        notes.append("values: " + ", ".join(argument["allValues"]))
    if argument.get("defaultValue"):
        notes.append(f"default: {argument['defaultValue']}")
    return text + (f" ({sentence('; '.join(notes))})" if notes else "")


def discussion(text):
    """Paragraphs as they are, and examples without filling."""
    return f".nf\n{escaped(text.strip())}\n.fi\n" if text else ""


def shown(items):
    return [item for item in items or [] if item.get("shouldDisplay", True)]


def page(command, parents):
    words = [*parents, command["commandName"]]
    title = "-".join(words)
    arguments, commands = shown(command.get("arguments")), shown(command.get("subcommands"))
    commands = [one for one in commands if one["commandName"] != "help"]
    synopsis = " ".join(f"\\fB{escaped(word)}\\fR" for word in words)
    synopsis += " \\fIcommand\\fR" if commands else ""
    synopsis += " [\\fIoptions\\fR]"
    synopsis += "".join(f" {term(one)}" for one in arguments if one["kind"] == "positional")
    lines = [
        f'.TH "{escaped(title).upper()}" 1 "{DATE}" "assay {VERSION}" "User Commands"',
        ".SH NAME",
        f"{escaped(title)} \\- {sentence(command['abstract'])}",
        ".SH SYNOPSIS",
        synopsis,
    ]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", discussion(command["discussion"]).rstrip("\n")]
    if arguments:
        lines.append(".SH OPTIONS")
    for argument in arguments:
        lines += [".TP", term(argument), described(argument)]
    if commands:
        lines.append(".SH COMMANDS")
    for one in commands:
        name = escaped("-".join([*words, one["commandName"]]))
        lines += [".TP", f"\\fB{name}\\fR(1)", sentence(one["abstract"])]
    if parents:
        lines += [".SH SEE ALSO", f"\\fB{escaped('-'.join(parents))}\\fR(1)"]
    return title, "\n".join(lines) + "\n", commands


def write(command, parents, folder):
    title, text, commands = page(command, parents)
    (folder / f"{title}.1").write_text(text, encoding="utf-8")
    for one in commands:
        write(one, [*parents, command["commandName"]], folder)


if __name__ == "__main__":
    write(json.load(sys.stdin)["command"], [], Path(sys.argv[1]))
