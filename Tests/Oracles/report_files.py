# SPDX-License-Identifier: Apache-2.0
"""Makes a report of 10,000 predictions as a page and as a workbook, uses the page in headless Chromium as a person
would (mouse, keyboard, light and dark) and reads the workbook with openpyxl and, where it is installed, LibreOffice.

usage: report_files.py ASSAY FOLDER-FOR-SCREENSHOTS [CHROMIUM]       (needs: pip install playwright openpyxl)
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl
from playwright.sync_api import expect, sync_playwright

assay = pathlib.Path(sys.argv[1]).resolve()
shots = pathlib.Path(sys.argv[2]).resolve()
chromium = sys.argv[3] if len(sys.argv) > 3 else "/usr/bin/chromium"
ROWS, SEED, CLASSES = 10_000, 5, ["refund", "<b>fee</b>"]
LIMIT = 1.0  # seconds from an action until the table shows it


def predictions(path):
    generator = random.Random(SEED)
    with open(path, "w") as file:
        for index in range(ROWS):
            label = generator.choice(CLASSES)
            weights = {name: generator.random() + (0.4 if name == label else 0) for name in CLASSES}
            total = sum(weights.values())
            scores = {name: weight / total for name, weight in weights.items()}
            file.write(json.dumps({"label": label, "scores": scores, "prompt": f"question {index}"}) + "\n")


def timed(what, action, seen):
    start = time.perf_counter()
    action()
    seen()
    seconds = time.perf_counter() - start
    print(f"{what}: {seconds:.2f} s")
    assert seconds < LIMIT, what


def check_page(path):
    troubles, requests = [], []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900}, color_scheme="light")
        page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        start = time.perf_counter()
        page.goto(path.as_uri())
        records = page.locator(".records").first
        expect(records.locator(".page")).to_contain_text("of 10,000")
        print(f"page of {path.stat().st_size / 1e6:.1f} MB shown: {time.perf_counter() - start:.2f} s")
        assert page.locator("svg").count() >= 3, "charts"
        assert page.locator("b", has_text="fee").count() == 0, "text of the data became markup"
        page.screenshot(path=shots / "report-light.png", full_page=True)
        shown = lambda text: lambda: expect(records.locator(".page")).to_contain_text(text)
        timed("search", lambda: records.locator("input").fill("no such text"), shown("nothing found"))
        timed("empty search", lambda: records.locator("input").fill(""), shown("of 10,000"))
        header = records.locator("thead th").last
        timed("sort by the mouse", header.locator("button").click, lambda: expect(header).to_have_attribute("aria-sort", "descending"))
        header.locator("button").focus()
        timed("sort by the keyboard", lambda: page.keyboard.press("Enter"), lambda: expect(header).to_have_attribute("aria-sort", "ascending"))
        timed("next page", records.locator('[data-step="1"]').click, shown("51 to 100"))
        # Backwards: behind the table there may be less than that to go to.
        for key in ("Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement !== document.body"), "the keyboard is lost"
        unnamed = page.evaluate(
            "Array.from(document.querySelectorAll('button,input,select,svg')).filter(e => !(e.textContent.trim() ||"
            " e.getAttribute('aria-label') || e.closest('label') || e.getAttribute('aria-hidden') || e.querySelector('title'))).length")
        assert unnamed == 0, f"{unnamed} controls without a name"
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=shots / "report-dark.png", full_page=True)
        browser.close()
    assert not troubles, troubles
    assert len(requests) == 1, requests
    print("ok   the page: no trouble in the console, no request but itself")


def check_workbook(path):
    book = openpyxl.load_workbook(path)
    charts = sum(len(sheet._charts) for sheet in book)
    scales = sum(len(rules) for sheet in book for rules in [sheet.conditional_formatting])
    filters = [sheet.title for sheet in book if sheet.auto_filter.ref]
    longest = max(sheet.max_row for sheet in book)
    print(f"workbook: sheets {book.sheetnames}, {charts} charts, {scales} color scales, filters on {filters}, {longest} rows")
    assert charts >= 1 and scales >= 1 and filters and longest > ROWS
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return print("SKIPPED: LibreOffice is not installed")
    subprocess.run([office, "--headless", "--convert-to", "ods", "--outdir", path.parent, path], check=True, capture_output=True, timeout=300)
    again = path.with_suffix(".ods").stat().st_size
    assert again > 10_000
    print(f"ok   LibreOffice opened the workbook and wrote it as {again} bytes of its own format")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    predictions(folder / "p.jsonl")
    for suffix in ("html", "xlsx"):
        subprocess.run([assay, "eval", "--predictions", folder / "p.jsonl", "--positive-class", CLASSES[1], "--format", suffix, "--output", folder / f"r.{suffix}"], check=True)
    check_page(folder / "r.html")
    check_workbook(folder / "r.xlsx")
