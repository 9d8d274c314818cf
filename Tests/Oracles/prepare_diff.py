#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: the original data preparation tool (openai 0.28.1 on pandas 1.5.3) against a command of ours.

Run it with the interpreter of the `openai` environment that setup.sh builds:
  .oracles/openai/bin/python prepare_diff.py --cmd '.build/release/assay fix --profile openai --yes {file}' --cases 300 --seed 1
  ... --files a.csv b.jsonl        compare on given files instead of generated ones
  ... --show 3                     print the first three differences in full
Each case is a fresh folder with one input. Compared: the names of the files written and their bytes.
A case on which the original stops with its own error message must stop with exit status 2 (or 1), a message on
standard error and no file written. A case on which the original dies with a traceback only asks that ours
neither crashes nor hangs.
"""
import argparse, contextlib, io, json, os, random, shlex, shutil, subprocess, sys, tempfile

WORDS = ("the a new red blue card bank still waiting arrived cafe naïve Zürich 東京 데이터 emoji😀 it's \"quoted\" back\\slash sla/sh "
         "tab\there 1,234 3.14 N/A null None nan TRUE $5 100% <b>x</b> e-mail a@b.co https://x.y/z?q=1 l'été straße ﬁne Ünïcödé").split(" ")
LABELS = ["positive", "negative", "neutral", "spam", "ham", "1", "2", "yes", "no", "Sports", "baseball", "hockey"]
SEPS = ["", "", "", " ->", "\n\n###\n\n", "\n\n===\n\n", ":", "\nSupported:", " is"]
ENDS = ["", "", "", "\n", " END", ".", "###"]


def text(r, lo=1, hi=14):
    t = " ".join(r.choice(WORDS) for _ in range(r.randint(lo, hi)))
    k = r.random()
    if k < 0.05: t = t.upper()
    elif k < 0.09: t = t + "\n" + text(r, 1, 4)
    elif k < 0.11: t = " " + t
    elif k < 0.13: t = t + " "
    return t


def generate(r):
    """A list of rows (dicts) and the column order."""
    n = r.choice([1, 2, 3, 5, 12, 40, 120, 300])
    task = r.choice(["class", "class", "gen", "gen", "open"])
    pre = r.choice(["", "", "", "Q: ", "Classify the sentiment of this text: "])
    cpre = r.choice(["", "", "", " ", " ", "Answer: ", " The answer is "])
    sep, end = r.choice(SEPS), r.choice(ENDS)
    upper = r.random() < 0.08
    labels = r.sample(LABELS, r.choice([2, 2, 3, 5]))
    rows = []
    for _ in range(n):
        p = "" if task == "open" else pre + text(r) + sep
        c = cpre + (r.choice(labels) if task == "class" else text(r, 1, 20)) + end
        if upper: p, c = p.upper(), c.upper()
        if r.random() < 0.01: c = ""
        if r.random() < 0.004 and task != "open": p = p + " x" * 6000
        if r.random() < 0.02: p = ""
        rows.append({"prompt": p, "completion": c})
        if r.random() < 0.03: rows.append(dict(rows[-1]))
    cols = ["prompt", "completion"]
    k = r.random()
    if k < 0.08: cols = ["Prompt", "completion"]
    elif k < 0.14: cols = ["completion", "prompt"]
    elif k < 0.22: cols = ["id", "prompt", "completion"]
    elif k < 0.26: cols = ["prompt", "completion", "prompt_extra", "extra"]
    elif k < 0.28: cols = ["text", "label"]
    out = []
    for i, row in enumerate(rows):
        m = {"Prompt": row["prompt"], "prompt": row["prompt"], "completion": row["completion"], "id": str(i),
             "prompt_extra": "x", "extra": "y", "text": row["prompt"], "label": row["completion"]}
        out.append({c: m[c] for c in cols})
    return out, cols


def write(r, folder):
    rows, cols = generate(r)
    fmt = r.choice(["csv", "tsv", "xlsx", "json", "jsonl", "jsonl", "txt"])
    stem = r.choice(["data", "my data", "train.v2", "Daten_é"])
    path = os.path.join(folder, f"{stem}.{fmt if r.random() > .05 else fmt.upper()}")
    if fmt in ("csv", "tsv"):
        import csv
        with open(path, "w", newline="", encoding="utf-8-sig" if r.random() < .05 else "utf-8") as f:
            w = csv.writer(f, delimiter="," if fmt == "csv" else "\t", lineterminator=r.choice(["\n", "\r\n"]))
            w.writerow(cols)
            for x in rows: w.writerow([x[c] for c in cols])
    elif fmt == "xlsx":
        from openpyxl import Workbook
        wb = Workbook(); ws = wb.active; ws.append(cols)
        for x in rows: ws.append([x[c] if x[c] != "" else None for c in cols])
        if r.random() < .2: wb.create_sheet("second").append(["other"])
        wb.save(path)
    elif fmt == "json":
        with open(path, "w", encoding="utf-8") as f:
            if r.random() < .3:
                for x in rows: f.write(json.dumps(x) + "\n")
            else: json.dump(rows, f, indent=r.choice([None, 2]), ensure_ascii=r.random() < .5)
    elif fmt == "jsonl":
        with open(path, "w", encoding="utf-8") as f:
            for x in rows: f.write(json.dumps(x, ensure_ascii=r.random() < .5) + "\n")
    else:
        with open(path, "w", encoding="utf-8") as f: f.write("\n".join(x[cols[-1]].replace("\n", " ") for x in rows))
    return path


def outputs(folder, before):
    return {f: open(os.path.join(folder, f), "rb").read() for f in sorted(os.listdir(folder)) if f not in before}


def reference(path):
    """('ok' | 'error' | 'crash', {name: bytes}, transcript)"""
    from openai import validators as v
    folder = os.path.dirname(path); before = set(os.listdir(folder)); buf = io.StringIO()
    cwd = os.getcwd(); os.chdir(folder); state = "ok"
    try:
        with contextlib.redirect_stdout(buf), contextlib.redirect_stderr(buf):
            df, rem = v.read_any_format(os.path.basename(path))
            v.apply_necessary_remediation(None, rem)
            v.apply_validators(df, os.path.basename(path), rem, v.get_validators(), True, write_out_file_func=v.write_out_file)
    except SystemExit: state = "error"
    except BaseException as e: state = "crash"; buf.write(f"\n{type(e).__name__}: {e}")
    finally: os.chdir(cwd)
    return state, outputs(folder, before), buf.getvalue()


def ours(cmd, path, timeout):
    folder = os.path.dirname(path); before = set(os.listdir(folder))
    argv = [a.replace("{file}", os.path.basename(path)) for a in shlex.split(cmd)]
    if os.sep in argv[0]: argv[0] = os.path.abspath(argv[0])
    try: p = subprocess.run(argv, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired: return None, {}, "timeout"
    return p.returncode, outputs(folder, before), (p.stdout + p.stderr).decode("utf-8", "replace")


def main():
    a = argparse.ArgumentParser(); a.add_argument("--cmd", required=True); a.add_argument("--cases", type=int, default=200)
    a.add_argument("--seed", type=int, default=1); a.add_argument("--files", nargs="*"); a.add_argument("--show", type=int, default=1)
    a.add_argument("--timeout", type=float, default=20); a.add_argument("--keep")
    a = a.parse_args(); same = differ = shown = 0; states = {}
    for i in range(len(a.files) if a.files else a.cases):
        top = tempfile.mkdtemp(); da, db = os.path.join(top, "a"), os.path.join(top, "b"); os.mkdir(da); os.mkdir(db)
        if a.files: pa = shutil.copy(a.files[i], da)
        else: pa = write(random.Random(f"{a.seed}/{i}"), da)
        pb = shutil.copy(pa, db)
        state, want, said = reference(pa); rc, got, log = ours(a.cmd, pb, a.timeout); states[state] = states.get(state, 0) + 1
        if state == "crash": ok = rc is not None and 0 <= rc < 100
        elif state == "error": ok = rc in (1, 2) and not got and log.strip() != ""
        else: ok = rc in (0, 1) and got == want
        same += ok; differ += not ok
        if not ok and shown < a.show:
            shown += 1; print(f"--- case {a.seed}/{i} {os.path.basename(pa)}: reference {state} {sorted(want)}; ours rc={rc} {sorted(got)}")
            for name in sorted(set(want) | set(got)):
                x, y = want.get(name), got.get(name)
                if x != y:
                    k = next((j for j, (p, q) in enumerate(zip(x or b"", y or b"")) if p != q), min(len(x or b""), len(y or b"")))
                    print(f"  {name} first differs at byte {k}: want {(x or b'')[max(0,k-40):k+40]!r} got {(y or b'')[max(0,k-40):k+40]!r}")
            print("  input head:", open(pa, "rb").read(200)); print("  reference said:", said[-500:]); print("  ours said:", log[-500:])
        if a.keep and not ok: shutil.copytree(top, os.path.join(a.keep, f"{a.seed}-{i}"), dirs_exist_ok=True)
        shutil.rmtree(top, ignore_errors=True)
    print(f"reference outcomes {states}; same {same} of {same + differ}")
    sys.exit(0 if differ == 0 else 1)


if __name__ == "__main__": main()
