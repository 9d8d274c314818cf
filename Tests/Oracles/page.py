# SPDX-License-Identifier: Apache-2.0
"""Uses the page of `assay serve` as a person would, in headless Chromium: upload a dataset, look at what is found,
decide about doubtful labels by keys, see what a repair would change, make it, train, read the report, ask the model, delete and take that back. With
axe-core (pip install axe-core-python) each state is judged in light and dark, on a screen and on a telephone.

usage: page.py ASSAY DATASET FOLDER-FOR-SCREENSHOTS [CHROMIUM]
"""
import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile

from playwright.sync_api import expect, sync_playwright

assay, dataset, shots = sys.argv[1:4]
chromium = sys.argv[4] if len(sys.argv) > 4 else "/usr/bin/chromium"
try:
    import axe_core_python

    AXE = next(pathlib.Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text()
except ImportError:
    AXE = None
    print("NOT JUDGED by axe-core: it is not installed")
troubles, hosts = [], set()


def judge(page, name):
    for scheme, width in (("light", 1200), ("dark", 1200), ("light", 390)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            troubles.append(f"{name}: wider than {width}")
        if not AXE:
            continue
        page.evaluate(AXE)
        for rule in page.evaluate("axe.run()")["violations"]:
            if rule["impact"] in ("moderate", "serious", "critical"):
                troubles.append(f"{name} {scheme} {width}: {rule['id']}: {rule['nodes'][0]['html'][:200]}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1200, "height": 900})


@contextlib.contextmanager
def service():
    """A service with a data folder of its own, on a free port."""
    with tempfile.TemporaryDirectory() as folder:
        call = [assay, "serve", "--port", "0", "--data-dir", folder]
        process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            yield re.search(r"http://[^/]+", process.stdout.readline()).group()
        finally:
            process.terminate()
            process.wait()


with service() as address, sync_playwright() as play:
    browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_context(viewport={"width": 1200, "height": 900}, bypass_csp=True).new_page()
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if request.url.startswith("http") else None)
    page.goto(address)
    expect(page.locator("#jobs .empty")).to_be_visible()
    judge(page, "empty")
    page.set_input_files("#upload-file", dataset)
    page.click("#upload-form button")
    expect(page.locator("#findings article").first).to_be_visible(timeout=60_000)
    expect(page.locator("#preview tbody tr").first).to_be_visible()
    expect(page.locator("#findings mark").first).to_be_visible()
    print("findings:", page.inner_text("#dataset-summary"))
    page.click("#review-start")
    expect(page.locator("#review-card .answer")).to_be_visible(timeout=60_000)
    first = page.inner_text("#review-card .answer")
    judge(page, "review")
    page.screenshot(path=f"{shots}/review.png", full_page=True)
    page.keyboard.press("c")
    expect(page.locator("#review-card .answer")).not_to_have_text(first)
    page.keyboard.press("d")
    page.keyboard.press("b")
    expect(page.locator("#review-note")).to_contain_text("1 row: 1 to change, 0 to drop, 0 to keep")
    page.reload()
    page.locator("#files button", has_text="Open").first.click()
    expect(page.locator("#review-note")).to_contain_text("1 to change", timeout=60_000)
    page.check("#number-classes")
    page.click("#fix-preview")
    expect(page.locator("#fixed .diff .in").first).to_be_visible(timeout=60_000)
    judge(page, "dataset")
    page.click("#fix-form button.primary")
    expect(page.locator("#fixed a")).to_be_visible(timeout=60_000)
    expect(page.locator("#fixed li").first).to_contain_text("1 label changed and 0 rows dropped as you decided")
    print("fixed:", page.inner_text("#notice"))
    page.reload()
    expect(page.locator("#job-training option:checked")).to_contain_text("_train.jsonl")
    expect(page.locator("#job-validation option:checked")).to_contain_text("_valid.jsonl")
    expect(page.locator("#job-model")).to_have_value("nano")
    expect(page.locator("#forecast")).to_contain_text("memory", timeout=60_000)
    print("forecast:", page.inner_text("#forecast"))
    page.select_option("#job-budget", "")
    page.fill("#job-epochs", "3")
    page.fill("#job-suffix", "from the page")
    page.click("#job-form button.primary")
    expect(page.locator("#curves svg").first).to_be_visible(timeout=120_000)
    expect(page.locator("#jobs .state-succeeded")).to_be_visible(timeout=400_000)
    expect(page.locator("#job-links button").first).to_be_visible(timeout=10_000)
    judge(page, "job")
    with page.context.expect_page() as opened:
        page.locator("#job-links button").first.click()
    report = opened.value
    expect(report.locator(".verdict")).to_contain_text("Accuracy", timeout=60_000)
    print("report:", report.inner_text(".verdict"))
    report.close()
    expect(page.locator("#models tbody tr")).to_have_count(1)
    page.fill("#ask-prompt", "The film was great")
    page.click("#ask-form button.primary")
    expect(page.locator("#answers .classes li").first).to_be_visible(timeout=60_000)
    expect(page.locator("#answers .verdict")).to_have_text(re.compile("positive|negative"))
    page.select_option("#ask-second", index=1)
    page.click("#ask-form button.primary")
    expect(page.locator("#answers .panel")).to_have_count(2, timeout=60_000)
    print("answer:", page.locator("#answers .verdict").first.inner_text())
    judge(page, "answer")
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{shots}/page-{width}-{scheme}.png", full_page=True)
    page.locator("#models button", has_text="Delete").click()
    page.click("#question button.danger")
    expect(page.locator("#models .empty")).to_be_visible()
    page.click("#undo")
    expect(page.locator("#models tbody tr")).to_have_count(1)
    browser.close()
assert hosts == {address.split("/")[2]}, hosts
assert not troubles, troubles
print("ok   the page")
