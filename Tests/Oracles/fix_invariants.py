#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What must hold for `assay fix`, whatever the file: tried on generated nasty files, with the binary as a user runs it.

  python3 Tests/Oracles/fix_invariants.py --assay .build/release/assay --cases 500 --seed 1
For each file, with safe fixes only and with unsafe ones:
  - rows in = rows out + rows listed as dropped; rows that are not listed are in the output as they were, in order;
  - fixing the output changes no byte, and lint finds nothing in it that a fix of that grade answers;
  - no completion is emptied; no two labels become one (unless CLS004 merges them);
  - a prompt that ended in the file's separator ends in it still, once, in its own case.
"""
import argparse, csv, json, os, random, re, shutil, subprocess, tempfile

SPACES = ["", " ", "  ", "\t", "\u00a0", "\u2003", "\n", " \n", "\u200b", "\u200b ", "\ufeff", "\u2060"]
WORDS = ["card", "PIN", "where", "Zürich", "zu\u0308rich", "東京", "데이터", "مرحبا", "שלום", "привет", "नमस्ते", "😀", "👩\u200d👩\u200d👧", "\u200babc", "a\u200bb", "soft\u00adhyphen",
         "x\r\ny", "x\ny", "tab\there", "NA", "null", "\"q\"", "it's", "caf\u00e9", "cafe\u0301", "Ã©tÃ©", "\u2028", "->", "###", "END", "1,5", "<b>", "İstanbul", "ΟΔΟΣ", "straße", "ﬁne", "\u202eevil", "\x07", "?", "."]
SEPS = ["", " ->", "->", "\n\n###\n\n", "\n\n===\n\n", " SEP", "\nAgent:", ":", " =>", "\u200b->", " ->\u00a0"]
ENDS = ["", "", " END", "\n", "###", ".", " end", "\n\n"]
LABELS = [["yes", "no"], ["Yes", "yes", "no"], ["YES", "NO"], ["positive", "negative", "neutral"], ["Label: A", "Label: AB"], ["label: ", "label: a"], ["category0", "category1"], [" a", "b", "b "],
          ["caf\u00e9", "cafe\u0301", "tea"], ["a\u200bb", "ab"], ["\u200b", "x"], ["x\r\ny", "x\ny"], ["да", "нет", "ДА"], ["はい", "いいえ"], ["1", "2", "01"], ["yes END", "yes"], ["->", "=>"], [".", "a."]]


def text(r, hi=7):
    return "".join(r.choice(WORDS) + r.choice([" ", " ", " ", ""]) for _ in range(r.randint(0, hi)))


def rows(r):
    n = r.choice([1, 2, 3, 5, 8, 13, 21, 40, 90])
    labels = r.choice(LABELS) if r.random() < .55 else None
    pre, cpre = r.choice(["", "", "", "Question: ", "Classify the text: ", "\u200bSay: "]), r.choice(["", "", " ", " ", "  ", "\t", "\u00a0", "Answer: ", " The answer is ", "\u200b"])
    sep, end, empty = r.choice(SEPS), r.choice(ENDS), r.random() < .06
    other, odd, upper = r.choice(SEPS), r.random() < .6, r.random() < .12
    out = []
    for i in range(n):
        p = "" if empty else pre + text(r) + (str(i) if r.random() < .8 else "")
        c = cpre + (r.choice(labels) if labels else text(r))
        if not empty: p += sep if not odd or r.random() < .9 else r.choice([other, "", sep + sep, sep + " ", " " + sep, sep.upper(), sep.strip()])
        c += end if not odd or r.random() < .9 else r.choice(["", end + end, end + " ", end.upper()])
        if odd:
            k = r.random()
            if k < .03: c = r.choice(SPACES)
            elif k < .06: p = r.choice(SPACES)
            elif k < .09: c = r.choice(SPACES) + c
            elif k < .12: c += r.choice(SPACES)
            elif k < .14: c += sep + text(r, 2)
            elif k < .16: p = sep + p
            elif k < .18: c = c.swapcase()
            elif k < .19: c = p
        if upper: p, c = p.upper(), c.upper()
        out.append([p, c])
        if r.random() < .06: out.append(list(r.choice(out)))
    return out


def write(r, folder):
    """A file, and its rows as a reader of texts sees them (None: no text there)."""
    data = rows(r); kind = r.choice(["csv", "tsv", "jsonl", "jsonl", "json"]); path = os.path.join(folder, "t." + kind)
    names = r.choice([["prompt", "completion"]] * 5 + [["Prompt", " completion"], ["id", "prompt", "completion"], ["prompt", "completion", "note"]])
    cells = {n: (0 if "rompt" in n else 1 if "omple" in n else None) for n in names}
    if kind in ("csv", "tsv"):
        # A bare \r ends a row in many readers: quoted, it is text.
        with open(path, "w", newline="", encoding=r.choice(["utf-8", "utf-8", "utf-8-sig"])) as f:
            w = csv.writer(f, delimiter="," if kind == "csv" else "\t", lineterminator=r.choice(["\n", "\r\n"]), quoting=csv.QUOTE_ALL); w.writerow(names)
            for i, row in enumerate(data): w.writerow([str(i) if cells[n] is None else row[cells[n]] for n in names])
        return path, data
    objects = []
    for i, row in enumerate(data):
        o = {n: i if cells[n] is None else row[cells[n]] for n in names}
        k = r.random()
        if k < .02: n = r.choice([n for n in names if cells[n] is not None]); o[n] = r.choice([None, 4, 2.50, True, 10**19]); row[cells[n]] = None
        elif k < .03: n = r.choice([n for n in names if cells[n] is not None]); del o[n]; row[cells[n]] = None
        objects.append(o)
    dump = lambda o: json.dumps(o, ensure_ascii=r.random() < .5)
    with open(path, "w", encoding="utf-8") as f:
        if kind == "json": f.write("[" + ",\n".join(map(dump, objects)) + "]")
        else: f.write("".join(dump(o) + r.choice(["\n"] * 20 + ["\n\n", ",\n"]) for o in objects))
    return path, data


def run(*argv):
    p = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def read(path):
    with open(path, encoding="utf-8", newline="\n") as f: return [json.loads(x) for x in f.read().split("\n") if x]


def plain(t): return re.sub("[\u200b\u2060\ufeff]", "", t or "")


def blank(t): return not re.sub("[\u200b\u2060\ufeff]", "", t or "").strip()


def check(assay, path, data, unsafe, r):
    folder = os.path.dirname(path); out, report = os.path.join(folder, "out.jsonl"), os.path.join(folder, "report.jsonl")
    flags = ["--unsafe-fixes"] if unsafe else []
    rc, said, err = run(assay, "fix", path, "--yes", "--isolated", "--no-split", "-o", out, "--report", report, *flags)
    if rc == 2:
        # All rows blank, or a fault of the file: one message, no file.
        return [] if err.startswith("error: ") and err.count("error: ") == 1 and not os.path.exists(out) else [f"status 2: {err}"]
    if rc not in (0, 1): return [f"status {rc}: {said}{err}"]
    faults = [] if said == out + "\n" else [f"standard output is not the name of the file: {said!r}"]
    said, got = err, read(out); listed = {e["row"]: e for e in read(report)}
    dropped = {k for k, e in listed.items() if e["action"] == "dropped"}
    if len(data) != len(got) + len(dropped): return [f"{len(data)} rows in, {len(got)} out, {len(dropped)} dropped"]
    kept = [i for i in range(len(data)) if i not in dropped]
    merges = any("CLS004" in e["codes"] for e in listed.values())
    for new, old in enumerate(kept):
        (p, c), now, entry = data[old], got[new], listed.get(old)
        if entry and entry["new_row"] != new: faults.append(f"row {old} is row {new}, the report says {entry['new_row']}")
        if entry and not entry["codes"]: faults.append(f"row {old} changed without a code")
        if not entry and (p is not None and p != now["prompt"] or c is not None and c != now["completion"]): faults.append(f"row {old} changed unsaid: {data[old]} {now}")
        if c is not None and not blank(c) and blank(now["completion"]): faults.append(f"row {old} emptied: {c!r}")
        if not unsafe and p is not None and not blank(p) and blank(now["prompt"]): faults.append(f"prompt of row {old} emptied: {p!r}")
    if not unsafe:
        for old in dropped:
            if not blank(data[old][1]): faults.append(f"row {old} dropped: {data[old]}")
    task = re.search(r": (.*) \(", said)
    if task and task[1] == "classification" and not merges and "\n  now " not in said:
        labels = {}
        for new, old in enumerate(kept):
            if data[old][1] is not None: labels.setdefault(got[new]["completion"].strip(), set()).add(data[old][1].strip())
        for now, old in labels.items():
            # Labels that differ by their stop sequence only, or by what nobody sees behind it, were one label without it.
            ends = {re.sub(r"(?i)(\s*(END|###|\.|\n)[\s\u200b\ufeff\u2060]*)+$", "", re.sub(r"^(?:\s|\u200b|\ufeff|\u2060)+", "", x)).strip() for x in old}
            if len(ends) > 1: faults.append(f"labels {sorted(old)} became {now!r}")
    sep = re.search(r"end each prompt with the separator `(.*?)` \(", said)
    if sep:
        ending = re.sub(r"<U\+([0-9A-F]{4})>", lambda m: chr(int(m[1], 16)), sep[1].replace("\\n", "\n").replace("\\t", "\t"))
        for now in got:
            if not now["prompt"].endswith(ending): faults.append(f"no separator {ending!r}: {now['prompt']!r}")
            rest = now["prompt"][: -len(ending)]
            for other in (" ->", "\n\n###\n\n", "\n\n===\n\n"):
                # What a text holds before its own ending is text.
                if rest.endswith(other) and not any(other in plain(p).rstrip()[: -len(ending.strip() or ending)] for p, _ in data): faults.append(f"two separators: {now['prompt']!r}")
        for new, old in enumerate(kept):
            p = data[old][0]
            if p and p.endswith(ending) and not got[new]["prompt"].endswith(ending): faults.append(f"separator touched: {p!r}")
            mark = ending.strip()
            if p and mark and re.search((r"\s" if mark[0].isalnum() else r"[\w\s]") + re.escape(mark) + r"\s*$", p) and got[new]["prompt"].count(mark) > p.count(mark): faults.append(f"second separator: {p!r} {got[new]['prompt']!r}")
    stop = re.search(r"end each completion with the stop sequence `(.*?)` \(", said)
    if stop and (mark := stop[1].replace("\\n", "\n").strip()):
        for new, old in enumerate(kept):
            c = data[old][1]
            if c and re.search(r"\s" + re.escape(mark) + r"\s*$", c) and got[new]["completion"].count(mark) > c.count(mark): faults.append(f"second stop: {c!r} {got[new]['completion']!r}")
    if not got: return faults
    rc, said, err = run(assay, "lint", out, "--isolated", "--no-cache", "--format", "json")
    if rc not in (0, 1): faults.append(f"lint: {rc} {err}")
    else:
        for f in json.loads(said)["files"][0]["findings"]:
            if f["fix"] == "safe" or unsafe and f["fix"]: faults.append(f"still found: {f['code']} {f['message']}")
    again = os.path.join(folder, "again.jsonl")
    rc, said, err = run(assay, "fix", out, "--yes", "--isolated", "--no-split", "-o", again, *flags)
    if rc not in (0, 1): faults.append(f"second fix: {rc} {err}")
    elif open(out, "rb").read() != open(again, "rb").read(): faults.append(f"second fix differs: {said}")
    return faults


def main():
    a = argparse.ArgumentParser(); a.add_argument("--assay", required=True); a.add_argument("--cases", type=int, default=300); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--only", type=int); a.add_argument("--show", type=int, default=5); a.add_argument("--keep"); a = a.parse_args(); bad = 0
    for i in range(a.cases) if a.only is None else [a.only]:
        for unsafe in (False, True):
            r = random.Random(f"{a.seed}/{i}"); folder = tempfile.mkdtemp(); path, data = write(r, folder)
            faults = check(os.path.abspath(a.assay), path, data, unsafe, r)
            if faults:
                bad += 1
                if bad <= a.show: print(f"--- {a.seed}/{i} {'unsafe' if unsafe else 'safe'} {os.path.basename(path)} {len(data)} rows"); [print("   ", x) for x in faults[:4]]
                if a.keep: shutil.copytree(folder, os.path.join(a.keep, f"{a.seed}-{i}-{int(unsafe)}"), dirs_exist_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{bad} of {2 * a.cases} runs at fault"); raise SystemExit(bad != 0)


if __name__ == "__main__": main()
