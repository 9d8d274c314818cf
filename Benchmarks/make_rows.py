#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a file for the benchmarks: English-like prompts, ten labels, a few repeated rows.

  make_rows.py OUT.csv|OUT.jsonl|OUT.xlsx [--rows 300000] [--seed 1] [--shape pairs|numbered|chats]

`numbered` prompts end in their number, so that no two are the same. `chats` are conversations of two
turns with a system message, JSONL alone.

The words are GPT-2's own by Zipf's law, with compounds and numbers as a rare tail, so that tokens are
as long as in real text. 300,000 rows make 28 MB of CSV. The same rows and seed give the same texts in
each format.
"""
import argparse
import csv
import json
import pathlib
import random
import struct
import zipfile
from itertools import accumulate
from xml.sax.saxutils import escape

import english

VOCABULARY = pathlib.Path(__file__).parent / "../Sources/CEmbedded/gpt2.vocabulary"
LABELS = "billing shipping returns account password refund delivery warranty product other".split()
FRAGMENTS = 40_000


def vocabulary():
    """The tokens' bytes; the file's form is that of make_vocabularies.py."""
    data = VOCABULARY.read_bytes()
    tokens = [data[i : i + 1] for i in range(256)]
    for left, right in struct.iter_unpack("<HH", data[256:]):
        tokens.append(tokens[left] + tokens[right])
    return tokens


def fragments(r):
    """Parts of sentences, of about 43 characters."""
    tokens = [token for token in vocabulary() if token.isascii()]
    words = [token.decode()[1:] for token in tokens if token[:1] == b" " and token[1:].isalpha()]
    pieces = [token.decode() for token in tokens if token.isalpha() and token.islower()]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    marks = [",", "'s", '"'] + [""] * 27
    return [
        english.sentence(r, words, pieces, marks, cum_weights=weights, k=r.randint(5, 12))
        for _ in range(FRAGMENTS)
    ]


def rows(count, seed):
    r = random.Random(seed)
    parts = fragments(r)
    previous = ("", "")
    for _ in range(count):
        if r.random() >= 0.002 or not previous[0]:
            start, end, label = r.randrange(FRAGMENTS), r.randrange(FRAGMENTS), r.randrange(len(LABELS))
            previous = (f"{parts[start].capitalize()} {parts[end]}.", LABELS[label])
        yield previous


def numbered(rows):
    for number, (prompt, label) in enumerate(rows):
        yield f"{prompt} {number}", label


def chats(rows):
    """Conversations whose answers are the prompts of other rows."""
    for (question, _), (answer, _), (second, label) in zip(rows, rows, rows):
        turns = [("system", "You are the desk of a shop. Answer in full sentences."), ("user", question), ("assistant", answer)]
        turns += [("user", second), ("assistant", f"That is a matter of {label}.")]
        yield {"messages": [{"role": role, "content": text} for role, text in turns]}


def write_chats(path, chats):
    with open(path, "w", encoding="utf-8", newline="") as file:
        for chat in chats:
            file.write(json.dumps(chat) + "\n")


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["prompt", "completion"])
        writer.writerows(rows)


def write_jsonl(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        for prompt, label in rows:
            file.write(json.dumps({"prompt": prompt, "completion": label}) + "\n")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="rows" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def write_xlsx(path, rows):
    """As spreadsheet programs do: texts in a list of their own, cells refer to them."""
    numbers = {}

    def cell(name, text):
        return f'<c r="{name}" t="s"><v>{numbers.setdefault(text, len(numbers))}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate([("prompt", "completion"), *rows], 1):
                sheet.write(f'<row r="{number}">{cell(f"A{number}", row[0])}{cell(f"B{number}", row[1])}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as strings:
            strings.write(f'<sst xmlns="{MAIN}">'.encode())
            for text in numbers:
                strings.write(f"<si><t>{escape(text)}</t></si>".encode())
            strings.write(b"</sst>")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=["pairs", "numbered", "chats"], default="pairs")
    options = parser.parse_args()
    if options.shape == "chats":
        if options.out.suffix != ".jsonl":
            parser.error("chats are written as JSONL")
        return write_chats(options.out, chats(rows(3 * options.rows, options.seed)))
    made = rows(options.rows, options.seed)
    write = {".csv": write_csv, ".jsonl": write_jsonl, ".xlsx": write_xlsx}[options.out.suffix]
    write(options.out, numbered(made) if options.shape == "numbered" else made)


if __name__ == "__main__":
    main()
