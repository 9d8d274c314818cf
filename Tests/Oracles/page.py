# SPDX-License-Identifier: Apache-2.0
"""Uses the page of a running server as a person would, in headless Chromium: upload a dataset, fix it, train on it,
watch the job end, ask the model. usage: page.py PORT DATASET SCREENSHOT [CHROMIUM]
"""
import sys

from playwright.sync_api import expect, sync_playwright

port, dataset, screenshot = sys.argv[1:4]
chromium = sys.argv[4] if len(sys.argv) > 4 else "/usr/bin/chromium"
troubles, hosts = [], set()
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    page.goto(f"http://127.0.0.1:{port}/")
    page.set_input_files("#upload-file", dataset)
    page.click("#upload-form button")
    expect(page.locator("#findings li").first).to_be_visible(timeout=60_000)
    print("findings:", page.inner_text("#dataset-summary"))
    page.click("#fix")
    expect(page.locator("#fixed li").first).to_be_visible(timeout=60_000)
    print("fixed:", page.inner_text("#notice"))
    page.select_option("#job-model", "nano")
    page.fill("#job-epochs", "3")
    page.fill("#job-suffix", "from the page")
    page.click("#job-form button")
    expect(page.locator("#curves svg").first).to_be_visible(timeout=120_000)
    expect(page.locator("#job-rows tr:first-child .status-succeeded")).to_be_visible(timeout=400_000)
    expect(page.locator("#events li").last).to_contain_text("Fine-tune succeeded", timeout=10_000)
    page.wait_for_timeout(1500)
    page.select_option("#ask-first", page.locator("#model-rows tr td").first.inner_text())
    page.select_option("#ask-second", "babbage")
    page.fill("#ask-prompt", "The film was great")
    page.fill("#ask-tokens", "8")
    page.check("#ask-echo")
    page.click("#ask-form button")
    expect(page.locator("#answers .token").nth(8)).to_be_visible(timeout=60_000)
    assert page.locator("#answers .card").count() == 2
    page.screenshot(path=screenshot, full_page=True)
    browser.close()
assert hosts == {f"127.0.0.1:{port}"}, hosts
assert not troubles, troubles
print("ok   the page")
