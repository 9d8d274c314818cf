# SPDX-License-Identifier: Apache-2.0
"""Writes the workbooks of Tests/TablesTests/Fixtures by openpyxl, and what openpyxl reads from them.

usage: python3 Tests/Oracles/make/xlsx_fixtures.py Tests/TablesTests/Fixtures
"""
import datetime
import json
import pathlib
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

STAMP = datetime.datetime(2024, 1, 1)


def save(book, path):
    book.properties.creator = "assay"
    book.properties.created = STAMP
    book.properties.modified = STAMP
    book.save(path)


def kinds(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Daten & Zahlen"
    sheet.append(["prompt", "value", "when", "note"])
    sheet.append(["Grüße <&> \"quoted\" 😀\nline two", 3, datetime.date(2021, 3, 4), True])
    sheet.append([" leading and trailing ", 3.0, datetime.datetime(2021, 3, 4, 5, 6, 7), False])
    sheet.append(["", 0.1 + 0.2, datetime.time(13, 30), "#N/A"])
    sheet.append([None, -1.5e-7, datetime.timedelta(hours=30, minutes=5), "=1+1"])
    sheet.append([])
    sheet.append(["after a blank row", 12345678901234567890, datetime.date(1900, 1, 1), 1e20])
    sheet.cell(row=8, column=1).value = CellRichText(
        "rich ", TextBlock(InlineFont(b=True), "bold"), " text")
    sheet.cell(row=8, column=2).value = 0.5
    sheet.cell(row=8, column=2).number_format = "0.00%"
    sheet.cell(row=8, column=3).value = 44259.75
    sheet.cell(row=8, column=3).number_format = '[$-409]d\\-mmm\\-yy "day";@'
    sheet.cell(row=8, column=4).value = "a_x000D_b"
    sheet.cell(row=9, column=6).value = "no header above"
    sheet.cell(row=12, column=1).number_format = "@"  # styled, empty: behind the last row
    save(book, folder / "kinds.xlsx")


def sheets(folder):
    book = openpyxl.Workbook()
    book.active.title = "first"
    book.active.append(["prompt", "completion"])
    book.active.append(["a", "1"])
    second = book.create_sheet("zweites Blatt")
    second.cell(row=3, column=1).value = "prompt"
    second.cell(row=3, column=2).value = "completion"
    second.cell(row=4, column=1).value = "b"
    second.cell(row=4, column=2).value = 2
    book.create_sheet("empty")
    header = book.create_sheet("header alone")
    header.append(["prompt", "completion"])
    save(book, folder / "sheets.xlsx")


def calendar(folder):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["when"])
    book.active.append([datetime.datetime(2024, 2, 29, 12, 0, 0)])
    save(book, folder / "calendar1904.xlsx")


def dates(folder):
    """Serial numbers across two centuries and the dates openpyxl makes of them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["when", "expected"])
    for serial in [1, 59, 61, 366, 367, 36525, 36526, 36585, 36586, 43890, 43891, 45351, 73050,
                   73109, 73110, 2958465, 45000.5, 45000.75, 45000.25]:
        when = openpyxl.utils.datetime.from_excel(serial)
        text = when.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
        sheet.append([serial, text])
        sheet.cell(row=sheet.max_row, column=1).number_format = "yyyy-mm-dd"
    save(book, folder / "dates.xlsx")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for make in (kinds, sheets, calendar, dates):
        make(folder)
    about = {"producer": "Tests/Oracles/make/xlsx_fixtures.py", "openpyxl": openpyxl.__version__,
             "seed": None, "files": sorted(path.name for path in folder.glob("*.xlsx"))}
    (folder / "xlsx.json").write_text(json.dumps(about, indent=2) + "\n")


main()
