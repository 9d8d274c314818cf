# SPDX-License-Identifier: Apache-2.0
"""Opens every kind of page that assay writes in headless Chromium: at the width of a screen and of a phone, in light and
dark, and as print. axe-core judges each in light and dark; a finding of moderate weight or worse fails, as do a word of
the console, a request to anywhere, and a page that is wider than its window.

usage: page_look.py ASSAY FOLDER-FOR-SCREENSHOTS [CHROMIUM] [--only NAME,NAME] [--dress FOLDER]
(pip install playwright axe-core-python)

With --dress the pages get style.css and report.js of that folder, to work on them without a build.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import axe_core_python
from playwright.sync_api import sync_playwright

arguments = [argument for argument in sys.argv[1:] if argument != "--dress"]
dress = pathlib.Path(arguments.pop()) if "--dress" in sys.argv else None
wanted = arguments.pop().split(",") if "--only" in arguments else []
arguments = [argument for argument in arguments if argument != "--only"]
assay, shots = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
chromium = arguments[2] if len(arguments) > 2 else "/usr/bin/chromium"
AXE = next(pathlib.Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text()
WEIGHTS = ("moderate", "serious", "critical")


def predictions(path, classes, rows, skill, seed):
    """Predictions of a classifier that takes neighbors in the list of classes for one another."""
    generator, labels = random.Random(seed), random.Random(rows)
    with open(path, "w") as file:
        for index in range(rows):
            label = labels.randrange(len(classes))
            guess = label if generator.random() < skill else (label + generator.choice([1, -1, 5])) % len(classes)
            weights = [generator.random() * 0.3 / len(classes) for _ in classes]
            weights[guess] += 0.4 + generator.random()
            weights[label] += generator.random() * 0.3
            total = sum(weights)
            scores = {name: round(weight / total, 6) for name, weight in zip(classes, weights)}
            prompt = f"Question {index}: where is what I ordered, and who can tell me?"
            file.write(json.dumps({"label": classes[label], "scores": scores, "prompt": prompt}) + "\n")


def table(path, rows):
    generator = random.Random(7)
    with open(path, "w") as file:
        file.write("prompt,completion\n")
        for index in range(rows):
            text = f"The film {generator.choice(['was', 'is'])} number {index % (rows - 9)} of many"
            label = "" if index % 41 == 3 else generator.choice(["positive", "negative", "Positive "])
            file.write(f"{text},{label}\n")


def mails(path, rows, seed, wrong):
    """Mails of three topics; one in `wrong` has the topic of another."""
    generator = random.Random(seed)
    texts = {
        "Billing": ["I was charged twice for the {}", "Please refund my payment for the {}", "The invoice for the {} is wrong"],
        "Shipping": ["Where is my parcel with the {}?", "The {} has not arrived yet", "The courier lost the {}"],
        "Account": ["I cannot log in to order the {}", "Please delete what you know of me and the {}", "Reset my password for the {}"],
    }
    things = ["lamp", "blue chair", "coffee machine", "desk", "printer", "red bicycle", "jacket", "camera"]
    with open(path, "w") as file:
        file.write("prompt,completion\n")
        for index in range(rows):
            topic = generator.choice(list(texts))
            text = generator.choice(texts[topic]).format(generator.choice(things))
            label = generator.choice(list(texts)) if index % wrong == 0 else topic
            file.write(f"{text} of order {index % (rows - 20)} ->, {label}\n")


def talks(path, rows):
    with open(path, "w") as file:
        for index in range(rows):
            turns = [("system", "You answer in one sentence."), ("user", f"What is {index} times 7?"), ("assistant", f"It is {index * 7}."), ("user", "And why, in more than a few words?" * (index % 4 + 1)), ("assistant", "Because that is what multiplication means.")]
            file.write(json.dumps({"messages": [{"role": role, "content": text} for role, text in turns]}) + "\n")


def make(folder):
    """The pages by their names."""
    words = ["card", "cash", "transfer", "refund", "exchange", "top_up", "balance", "fee", "limit", "country"]
    many = [f" {a}_{b}_not_showing_up" for a in words for b in words][:77]
    two = [" negative", " positive"]
    predictions(folder / "many.jsonl", many, 3080, 0.85, 1)
    predictions(folder / "many2.jsonl", many, 3080, 0.9, 3)
    predictions(folder / "two.jsonl", two, 240, 0.86, 2)
    predictions(folder / "two2.jsonl", two, 240, 0.93, 4)
    table(folder / "reviews.csv", 400)
    mails(folder / "mails.csv", 300, 1, 15)
    mails(folder / "mails2.csv", 320, 1, 9)
    talks(folder / "talks.jsonl", 12)
    (folder / "clean.jsonl").write_text("".join(json.dumps({"prompt": f"Is {n} odd?\n\n###\n\n", "completion": f" {n} it is, or {n * 7}\n"}) + "\n" for n in range(300)))
    with open(folder / "results.csv", "w") as file:
        file.write("step,training_loss,training_sequence_accuracy,validation_loss,validation_sequence_accuracy,validation_token_accuracy\n")
        for step in range(1, 401):
            last = f"{2.4 / step**0.4:.4f},{1 - 1 / (1 + step / 40):.4f},{1 - 1 / (1 + step / 40):.4f}" if step % 40 == 0 else ",,"
            file.write(f"{step},{2.5 / step**0.5 + (step * 7 % 13) / 60:.4f},{1 - 1 / (1 + step / 30):.4f},{last}\n")
    calls = {
        "eval-77": ["eval", "--predictions", "many.jsonl"],
        "eval-2": ["eval", "--predictions", "two.jsonl", "--bootstrap", "200"],
        "compare": ["compare", "two.jsonl", "two2.jsonl"],
        "compare-77": ["compare", "many.jsonl", "many2.jsonl", "--bootstrap", "50"],
        "stats": ["stats", "reviews.csv"],
        "lint": ["lint", "reviews.csv", "--fail-on", "never"],
        "lint-clean": ["lint", "clean.jsonl", "--fail-on", "never"],
        "assess": ["assess", "mails.csv"],
        "diff": ["diff", "mails.csv", "mails2.csv", "--effect"],
        "explain": ["explain", "-m", "linear", "mails2.csv", "--wrong"],
        "plan": ["plan", "mails.csv", "--target", "0.95"],
        "xray": ["xray", "talks.jsonl", "--tokenizer", "gpt2", "--max-length", "48"],
    }
    subprocess.run([assay, "train", "-q", "-t", "mails.csv", "-m", "linear", "-o", "linear"], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    pages = {}
    for name, call in calls.items():
        if wanted and name not in wanted:
            continue
        pages[name] = folder / f"{name}.html"
        done = subprocess.run([assay, *call, "--format", "html", "--output", pages[name]], cwd=folder, capture_output=True, text=True)
        assert done.returncode < 2, done.stderr
    if dress:
        style, script = (dress / "style.css").read_text(), (dress / "report.js").read_text()
        for page in pages.values():
            text = re.sub(r"<style>.*?</style>", lambda _: f"<style>{style}</style>", page.read_text(), flags=re.S)
            page.write_text(re.sub(r"<script>.*?</script>\n", lambda _: f"<script>{script}</script>\n", text, flags=re.S))
    return pages


def judge(page, name):
    """The findings of axe-core, as lines."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run()")
    return [
        f"{name}: {rule['impact']} {rule['id']}: {rule['help']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in result["violations"] if rule["impact"] in WEIGHTS for node in rule["nodes"][:2]]


def look(browser, name, path):
    found = []
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
        page = context.new_page()
        requests = []
        page.on("console", lambda message: found.append(f"{name}: {message.text}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: found.append(f"{name}: {error}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{name}: {wide} wide in a window of {width}")
        page.screenshot(path=shots / f"{name}-{width}-{scheme}.png", full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found += judge(page, f"{name} {width} {scheme}") if (width, scheme) != (390, "dark") else []
        if len([url for url in requests if not url.startswith("data:")]) != 1:
            found.append(f"{name}: requests {requests}")
        if (width, scheme) == (1280, "light"):
            page.pdf(path=shots / f"{name}.pdf", format="A4", print_background=False, margin={side: "12mm" for side in ("top", "bottom", "left", "right")})
        context.close()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        faults = []
        for name, path in make(pathlib.Path(temporary)).items():
            found = look(browser, name, path)
            print(("FAIL " if found else "ok   ") + name)
            faults += found
        browser.close()
    print("\n".join(faults))
    sys.exit(bool(faults))
