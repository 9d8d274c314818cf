# SPDX-License-Identifier: Apache-2.0
"""Rows 1 to 13: the contract of training data."""
import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys

import notes
from table import main, row

TINY = ("-m", "nano", "--max-steps", "2", "--quiet")


@row(1, "lint, train: lines that end in `},`, an object over several lines, other keys")
def json_lines(seen):
    rows = [json.dumps(each) for each in notes.watering(120)]
    seen.write("commas.jsonl", "".join(each + ",\n" for each in rows))
    seen.write("spread.jsonl", "".join(json.dumps(json.loads(each), indent=2) + "\n" for each in rows[:30]))
    seen.write("good.jsonl", "\n".join(rows) + "\n")
    for name in ("commas.jsonl", "spread.jsonl"):
        said = seen.run("lint", name, "--format", "concise")
        seen.holds(f"{name}: lint names a line", said.returncode in (1, 2) and ":1" in said.stdout + said.stderr)
        trained = seen.run("train", "-t", name, *TINY, "-o", name + ".out", status=2)
        seen.holds(f"{name}: train names a line", "line 1" in trained.stderr or ":1" in trained.stderr)
        seen.holds(f"{name}: nothing is left", not (seen.folder / (name + ".out")).exists())
        form = ["--input-format", "json"] if name == "spread.jsonl" else []
        seen.run("fix", name, "--yes", "--no-split", *form, "-o", "fixed-" + name, status=0)
        seen.holds(f"{name}: fix writes JSONL", all(set(each) == {"prompt", "completion"} for each in seen.read("fixed-" + name)))
    seen.run("train", "-t", "good.jsonl", *TINY, "-o", "good", status=0)


@row(2, "lint, fix: five separators, in all profiles, inside of prompts, on prompts of several lines")
def separators(seen):
    for number, separator in enumerate(["\n\n###\n\n", " ->", "\nSupported:", "\nAgent:", "\n\n===\n\n"]):
        name = seen.write(f"s{number}.jsonl", list(notes.watering(220, separator=separator)))
        for profile in ("auto", "openai", "classification"):
            found = {code for code in seen.codes(name, "--profile", profile) if code.startswith("SEP")}
            # That it is long is advice.
            seen.holds(f"{separator!r} passes in {profile}: {found}", not found - {"SEP007"})
    name = seen.write("talks.jsonl", list(notes.talks(600)))
    for profile in ("auto", "openai", "generation", "chat"):
        out = seen.run("lint", name, "--profile", profile, "--format", "json", "--fail-on", "error")
        seen.holds(f"`\\nAgent:` inside a chatbot's prompt is no error in {profile}", out.returncode == 0)
    several = [{"prompt": f"Pot {i}\nShelf {i * 7}\n{each['prompt']}", "completion": each["completion"]}
               for i, each in enumerate(notes.watering(220, separator=""))]
    seen.write("several.jsonl", several)
    seen.run("fix", "several.jsonl", "--yes", "--no-split", "-o", "several-fixed.jsonl")
    ends = {each["prompt"][-7:] for each in seen.read("several-fixed.jsonl")}
    seen.holds(f"prompts of several lines get ###: {ends}", ends == {"\n\n###\n\n"[-7:]})
    inside = list(notes.watering(220, separator=" ->"))
    inside[7]["prompt"] = inside[7]["prompt"].replace("looks", "-> looks")
    seen.write("inside.jsonl", inside)
    seen.holds("a separator inside of a prompt is found", any(c.startswith("SEP") for c in seen.codes("inside.jsonl")))


@row(3, "lint, fix: completions without a space before them")
def leading_space(seen):
    rows = list(notes.mottos(600))
    for each in rows[::3]:
        each["completion"] = each["completion"].lstrip()
    seen.write("m.jsonl", rows)
    seen.holds("WSP001", "WSP001" in seen.codes("m.jsonl"))
    seen.run("fix", "m.jsonl", "--yes", "--no-split", "-o", "f.jsonl")
    seen.holds("all begin with a space", all(each["completion"].startswith(" ") for each in seen.read("f.jsonl")))


@row(4, "lint, fix, train, complete: four stop sequences")
def stops(seen):
    for number, stop in enumerate(["\n", " END", "###", "."]):
        name = seen.write(f"s{number}.jsonl", list(notes.mottos(520, stop=stop)))
        found = {code for code in seen.codes(name) if code.startswith("STOP") and code != "STOP005"}
        seen.holds(f"{stop!r} is taken: {found}", not found)
        seen.run("fix", name, "--yes", "--no-split", "-o", f"f{number}.jsonl")
        fixed = seen.read(f"f{number}.jsonl") if (seen.folder / f"f{number}.jsonl").exists() else seen.read(name)
        seen.holds(f"nothing goes behind {stop!r}", all(each["completion"].endswith(stop) for each in fixed))
        seen.run("train", "-t", name, *TINY, "-o", f"m{number}", status=0)
        record = json.dumps(json.loads((seen.folder / f"m{number}" / "assay.json").read_text()))
        seen.holds(f"the model keeps {stop!r}", json.dumps(stop) in record)
    bare = list(notes.mottos(520, stop=""))
    seen.write("bare.jsonl", bare)
    seen.holds("without one STOP001", "STOP001" in seen.codes("bare.jsonl"))


@row(5, "lint, train: 2048 tokens with the separator, and the 1024 of GPT-2")
def lengths(seen):
    def text(tokens):
        return " leaf" * tokens
    rows = list(notes.mottos(510))
    for extra, wanted in ((0, False), (1, True)):
        rows[3] = {"prompt": text(2043 + extra) + "\n\n###\n\n", "completion": " 4"}
        count = seen.json("tokenize", "--format", "json", "--text", rows[3]["prompt"] + rows[3]["completion"])
        total = len(count["input_ids"][0] if isinstance(count["input_ids"][0], list) else count["input_ids"])
        name = seen.write(f"l{total}.jsonl", rows)
        found = {code for code in seen.codes(name, "--model", "curie") if code == "TOK001"}
        seen.holds(f"{total} tokens for curie: {found}", bool(found) == (total > 2048))
    found = {code for code in seen.codes(name, "--model", "gpt2") if code == "TOK001"}
    seen.holds(f"GPT-2's own limit: {found}", bool(found))
    refused = seen.run("train", "-t", name, *TINY, "-o", "x", status=2)
    seen.holds("train names row and limit", "1024" in refused.stderr or "positions" in refused.stderr)


@row(6, "lint: labels of several tokens, 500 classes as numbers")
def label_tokens(seen):
    rows = list(notes.watering(260, yes=" unquenchable", no=" flooded-out"))
    seen.write("long.jsonl", rows)
    seen.holds("labels of several tokens are said", "CLS009" in seen.codes("long.jsonl"))
    chance = notes.pick(3)
    many = [{"prompt": f"Leaf {chance.randrange(10**9)} of kind {i % 360} ->", "completion": f" {i % 360}"} for i in range(4000)]
    seen.write("many.jsonl", many)
    found = seen.codes("many.jsonl")
    seen.holds(f"360 numbers are fine: {found}", not found & {"CLS003", "CLS009"})


@row(7, "train, complete: one token is a class")
def one_token(seen):
    seen.write("w.jsonl", list(notes.watering(400, yes=" yes", no=" no")))
    seen.run("train", "-t", "w.jsonl", "-m", "nano", "--epochs", "4", "-o", "m", "--quiet", status=0)
    prompt = next(notes.watering(1, seed=9))["prompt"]
    said = seen.json("complete", "-m", "m", "-p", prompt, "--max-tokens", "1", "--temperature", "0", "--logprobs", "2", "--format", "json")
    seen.holds(f"the class: {said['choices'][0]['text']!r}", said["choices"][0]["text"] in (" yes", " no"))
    seen.holds("both classes are the likeliest", set(said["choices"][0]["logprobs"]["top_logprobs"][0]) == {" yes", " no"})


@row(8, "lint: advice on sizes, --sample, offensive words when asked for")
def sizes(seen):
    def said(name, *more):
        return seen.run("lint", name, "--fail-on", "never", *more).stdout
    seen.write("few.jsonl", list(notes.mottos(60)))
    seen.write("class.jsonl", list(notes.watering(120)))
    seen.write("texts.jsonl", list(notes.mottos(300)))
    seen.write("talks.jsonl", list(notes.talks(700)))
    seen.holds("under 100 rows", any(code.startswith("SIZE") or code.startswith("ROW") for code in seen.codes("few.jsonl")) and "100" in said("few.jsonl"))
    seen.holds("under 100 of a class", "CLS001" in seen.codes("class.jsonl"))
    seen.holds("under 500 texts", "500" in said("texts.jsonl"))
    seen.holds("some thousands for a chat", "thousand" in said("talks.jsonl", "--profile", "chat") or "2000" in said("talks.jsonl", "--profile", "chat"))
    sample = said("texts.jsonl", "--sample", "3", "--seed", "5")
    seen.holds("--sample prints rows", sample == said("texts.jsonl", "--sample", "3", "--seed", "5") and "Put your" in sample)
    rows = list(notes.mottos(520))
    rows[4]["completion"] = " What the fuck is wrong with this fern END"
    seen.write("rude.jsonl", rows)
    rules = seen.json("rules", "--format", "json")
    rules = rules if isinstance(rules, list) else rules["rules"]
    off = [each["code"] for each in rules if "offen" in json.dumps(each).lower()]
    seen.holds(f"a rule for offensive words, off by default: {off}", bool(off) and not set(off) & seen.codes("rude.jsonl"))
    seen.holds("it is found when selected", bool(set(off) & seen.codes("rude.jsonl", "--select", ",".join(off))) if off else False)


@row(9, "train, lint: rows and prompts that two files share")
def shared(seen):
    rows = list(notes.watering(300))
    seen.write("t.jsonl", rows[:200])
    seen.write("v.jsonl", rows[195:])
    said = seen.run("train", "-t", "t.jsonl", "-v", "v.jsonl", "-m", "nano", "--max-steps", "1", "-o", "m")
    seen.holds("shared prompts are said", "5" in said.stderr and "t.jsonl" in said.stderr or "share" in said.stderr)
    same = seen.run("train", "-t", "t.jsonl", "-v", "t.jsonl", "-m", "nano", "--max-steps", "1", "-o", "m2")
    seen.holds("the same file twice is said", "is the training file" in same.stderr)
    seen.holds("lint --against finds them", any(c.startswith(("SPL", "DUP", "LEAK")) for c in seen.codes("t.jsonl", "--against", "v.jsonl")))


@row(10, "eval, complete, predict: a model that is used otherwise than it was trained")
def other_use(seen):
    seen.write("t.jsonl", list(notes.watering(300)))
    seen.run("train", "-t", "t.jsonl", "-m", "nano", "--epochs", "1", "-o", "m", "--quiet", status=0)
    plain = seen.run("complete", "-m", "m", "-p", "the basil looks parched", "--max-tokens", "1", "--temperature", "0")
    seen.holds("complete tells of a missing separator", "###" in plain.stderr)
    rows = [{"prompt": each["prompt"].replace("\n\n###\n\n", ""), "completion": each["completion"].strip()} for each in notes.watering(60, seed=4)]
    seen.write("e.jsonl", rows)
    measured = seen.run("eval", "-m", "m", "-f", "e.jsonl", "--format", "json", status=0)
    seen.holds("eval says what it did to rows", "###" in measured.stderr or "###" in measured.stdout)
    seen.write("texts.jsonl", list(notes.mottos(60)))
    seen.holds("rows of another task are refused", seen.run("eval", "-m", "m", "-f", "texts.jsonl").returncode == 2)


@row(11, "fix --profile openai against the original on six formats")
def prepare_data(seen):
    import pandas
    rows = [{"prompt": each["prompt"].strip(), "completion": each["completion"].strip()} for each in notes.pests(90, separator="")]
    rows[5] = rows[4]
    table = pandas.DataFrame(rows)
    client = pathlib.Path(sys.executable).parent / "openai"
    for name in ("p.csv", "p.tsv", "p.xlsx", "p.json", "p.jsonl", "p.txt"):
        for side in ("ours", "theirs"):
            path = seen.folder / side / name
            path.parent.mkdir(exist_ok=True)
            if name.endswith(".csv"):
                table.to_csv(path, index=False)
            elif name.endswith(".tsv"):
                table.to_csv(path, index=False, sep="\t")
            elif name.endswith(".xlsx"):
                table.to_excel(path, index=False)
            elif name.endswith(".json"):
                path.write_text(table.to_json(orient="records"))
            elif name.endswith(".jsonl"):
                path.write_text(table.to_json(orient="records", lines=True))
            else:
                path.write_text("\n".join(table["prompt"]) + "\n")
        seen.run("fix", f"ours/{name}", "--profile", "openai", "--yes")
        subprocess.run([client, "tools", "fine_tunes.prepare_data", "-q", "-f", f"theirs/{name}"], cwd=seen.folder, capture_output=True,
                       env=os.environ | {"OPENAI_API_KEY": "any"})
        ours, theirs = ({path.name: path.read_bytes() for path in (seen.folder / side).glob(name.split(".")[0] + "*prepared*")} for side in ("ours", "theirs"))
        seen.holds(f"{name}: {sorted(theirs)}", ours == theirs and theirs)
        for side in ("ours", "theirs"):
            shutil.rmtree(seen.folder / side)


def recipe(seen, name, rows, *more, classes=False):
    """One of the guide's recipes, from file to report."""
    seen.write(f"{name}.jsonl", rows)
    seen.run("fix", f"{name}.jsonl", "--yes", "--split", "--unsafe-fixes")
    files = sorted(path.name for path in seen.folder.glob(f"{name}_prepared*.jsonl"))
    if not seen.holds(f"{name}: fix writes two files: {files}", len(files) == 2):
        return
    errors = seen.run("lint", files[0], "--fail-on", "error")
    seen.holds(f"{name}: no error is left", errors.returncode == 0)
    extra = ["--compute-classification-metrics", "--classification-n-classes", str(classes)] if classes else []
    seen.run("train", "-t", files[0], "-v", files[1], "-m", "nano", "--epochs", "1", "-o", name, "--quiet", *extra, *more, status=0)
    seen.run("eval", "-m", name, "-f", files[1], "--format", "html", "--output", f"{name}.html", status=0)
    seen.holds(f"{name}: a report", (seen.folder / f"{name}.html").exists())


@row(12, "fix, lint, train, eval: the guide's eight recipes")
def recipes(seen):
    chance = notes.pick(12)
    plants = notes.PLANTS
    recipe(seen, "untrue", [{"prompt": f"Company: {p} farm {i}\nProduct: {p} food\nAd: it {chance.choice(['feeds', 'revives'])} {p}\nSupported:",
                             "completion": chance.choice([" yes", " no"])} for i in range(220) for p in [plants[i % 10]]], classes=2)
    recipe(seen, "tweets", [{"prompt": f"my {plants[i % 10]} {chance.choice(['died', 'bloomed'])} after {i} days ->",
                             "completion": chance.choice([" positive", " negative"])} for i in range(220)], classes=2)
    recipe(seen, "triage", [{"prompt": f"Subject: {plants[i % 5]} {i}\nFrom:ann@pots.example\nDate: day {i}\nContent: my {plants[i % 5]} fell\n\n###\n\n",
                             "completion": f" {i % 5}"} for i in range(520)], classes=5)
    recipe(seen, "wiki", [{"prompt": f"{plants[i % 10]} number {i} is a plant of {chance.randrange(999)} leaves.\nIt likes shade.\n\n###\n\n",
                           "completion": f" Buy plant {i}, with {chance.randrange(999)} leaves END"} for i in range(300)])
    recipe(seen, "entities", [{"prompt": f"Delivery {i}: {a} and {b} from Kew in May\n\n###\n\n", "completion": f" {a} {i}\n{b}\nKew\nMay\n END"}
                              for i in range(300) for a, b in [chance.sample(plants, 2)]])
    recipe(seen, "chatbot", list(notes.talks(300)))
    recipe(seen, "products", [{"prompt": f"Item={plants[i % 10]}\nColor=green\nPrice={i}\nSize={chance.choice('SML')}\n\n###\n\n",
                               "completion": f" This {plants[i % 10]} for {i} will fill a corner.\n"} for i in range(300)])
    recipe(seen, "colours", [{"prompt": f"{plants[i % 10]} {i} is ->", "completion": f" {chance.choice(['green', 'red', 'white'])}\n"} for i in range(340)])


@row(13, "fix, train, eval, predict: two kinds of posts; questions, a discriminator, answers that cannot be given")
def notebooks(seen):
    chance = notes.pick(13)
    posts = [{"prompt": f"From: reader{i}@pots.example\nSubject: {'soil' if i % 2 else 'light'}\n\nHow much {'soil' if i % 2 else 'light'} for {notes.PLANTS[i % 10]}?\n\n###\n\n",
              "completion": " soil" if i % 2 else " light"} for i in range(300)]
    recipe(seen, "posts", posts, classes=2)
    answered = [{"prompt": f"{p} {i} wants {n} drops of water.\nQuestion: How many drops does {p} {i} want?\nAnswer:", "completion": f" {n} drops."}
                for i in range(260) for p, n in [(chance.choice(notes.PLANTS), chance.randrange(9, 900))]]
    odd = [{"prompt": f"{each['prompt'].split('Question')[0]}Question: Who grew pot {i}?\nAnswer:", "completion": " No sufficient context."}
           for i, each in enumerate(answered[:80])]
    recipe(seen, "answers", answered + odd)
    judge = [{"prompt": each["prompt"].replace("\nAnswer:", "\n Related:"), "completion": " yes" if each in answered else " no"} for each in answered + odd]
    recipe(seen, "judge", judge, classes=2)


main()
