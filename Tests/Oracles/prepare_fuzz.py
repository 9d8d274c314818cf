#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential fuzzing of `assay fix --profile openai` against the original tool (openai 0.28.1 on pandas 1.5.3).

  python Tests/Oracles/prepare_fuzz.py --cmd '.build/debug/assay fix --profile openai --yes {file}' --cases 2000 --seed 1
Each case is a small file that is deliberately awkward: mutated bytes, odd line ends, ragged rows, strange JSON,
NUL and surrogates, workbooks with every cell type. Compared are the names and bytes of the files written; where
the original stops or dies, ours must end with status 2, a message and no file.
"""
import argparse, contextlib, io, json, os, random, shlex, shutil, subprocess, tempfile, warnings

warnings.simplefilter("ignore")
from openai import validators as v

PIECES = ["a", "b", "A", "B", "Z", "é", "É", "ß", "Σ", "İ", "ª", "👍🏽", "e\u0301", "\u200b", " ", "  ", "\t", "\n", "\r", "\r\n", "\v", "\u00a0", "\u2028",
          "\x85", "\x1c", "x0", "0", "1", ".", ",", ";", '"', '""', "'", "\\", "/", "\\n", "NA", "null", "nan", "N/A", "<NA>", "None", "->", " ->", "###", "\n\n###\n\n",
          " END", "***", "Label: ", "The answer is ", "category", "yes", "no", "\0", "\x7f", "\x1f", "\ufeff", "\ufffd", "𐐀", "東", "{", "}", "[", "]", "K", "ſ"]


def text(r, hi=6):
    return "".join(r.choice(PIECES) for _ in range(r.randint(0, hi)))


def rows(r):
    n = r.choice([0, 1, 2, 3, 4, 5, 7, 8, 12, 30])
    labels = [text(r, 3) or "l" for _ in range(r.choice([1, 2, 3]))]
    kind = r.choice(["class", "class", "gen", "gen", "open"])
    pre, cpre, sep, end = (r.choice(["", "", text(r, 9), "Classify this text: "]), r.choice(["", "", text(r), "Label: "]),
                           r.choice(["", "", text(r, 3)]), r.choice(["", "", text(r, 3)]))
    upper = r.random() < .15
    out = []
    for i in range(n):
        p = "" if kind == "open" else pre + text(r) + sep
        c = cpre + (r.choice(labels) if kind == "class" else text(r)) + end
        if upper: p, c = p.upper(), c.upper()
        if r.random() < .04: p += "x" * 10001
        if r.random() < .05: c = ""
        if r.random() < .05: p = ""
        out.append((p, c))
        if r.random() < .12: out.append(r.choice(out))
    return out


def header(r):
    return r.choice([["prompt", "completion"]] * 12 + [["completion", "prompt"], ["Prompt", "Completion"], ["PROMPT", "completion", "prompt"], ["id", "prompt", "completion"],
                     ["prompt", "completion", ""], ["prompt", "completion", "completion"], ["prompt", "prompt", "completion"], ["prompt", "completion", "x", "x"], ["prompt"], ["a", "b"]])


def delimited(r, sep):
    names = header(r); end = r.choice(["\n", "\n", "\r\n", "\r"]); lines = [sep.join(names)]
    ragged = r.random() < .25
    def cell(t):
        if r.random() < .9 and any(x in t for x in (sep, '"', "\n", "\r")) or r.random() < .1: return '"' + t.replace('"', '""') + '"'
        return t
    for p, c in rows(r):
        row = [cell(p if "rompt" in n.lower() else c if "omple" in n.lower() else text(r, 2)) for n in names]
        if ragged and r.random() < .4: row = row[: r.randint(1, len(row))] if r.random() < .5 else row + [cell(text(r, 2)) for _ in range(r.randint(1, 2))]
        lines.append(sep.join(row))
        if r.random() < .05: lines.append(r.choice(["", " ", "  \t", "\t", sep]))
    if r.random() < .1:
        k = r.randint(1, 2); lines[1:] = [sep.join([f"k{r.randint(0, 3)}"] * k) + sep + x for x in lines[1:]]
    data = end.join(lines) + (end if r.random() < .8 else "")
    if r.random() < .1: data = data.replace(end, r.choice(["\n", "\r", "\r\n", "\n\r"]), r.randint(1, 3))
    return data.encode("utf-8")


def value(r, depth=0):
    k = r.random()
    if k < .5: return text(r)
    if k < .6: return r.choice([0, 1, -1, 7, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, -2**63])
    if k < .7: return r.choice([0.5, 1.0, -0.0, 1e16, 1e-5, 123456.789, 1e22, 0.1, 2.5e-8])
    if k < .8: return r.choice([True, False, None, None])
    if depth > 2: return text(r)
    return [value(r, depth + 1) for _ in range(r.randint(0, 3))] if k < .9 else {text(r, 2): value(r, depth + 1) for _ in range(r.randint(0, 3))}


RAW = ["NaN", "Infinity", "-Infinity", "007", "-", "-.5", "1.", "1e", "1e5", "1E-3", "0.1234567890123456789", "18446744073709551616", "30000000000000000000", "-9223372036854775809",
       "1e400", "12345678901234567.5", '"\\ud83d"', '"\\ud83dx\\ude00"', '"\\ude00"', '"\\ud83d\\ud83d"', '"\\u0000a"', '"a\\u0000b"', '"a\tb"', '"\\/"', "tru", "nul", "1.5e", "+1", ".5", "--1"]


def json_value(r, mixed):
    if mixed and r.random() < .3: return r.choice(RAW)
    return json.dumps(value(r) if mixed else text(r), ensure_ascii=r.random() < .5)


def json_file(r, lines):
    mixed = r.random() < .4; names = header(r); objects = []
    for p, c in rows(r):
        members = []
        for n in names:
            if mixed and r.random() < .08: continue
            t = p if "rompt" in n.lower() else c if "omple" in n.lower() else text(r, 2)
            members.append(json.dumps(n) + r.choice([":", ": "]) + (json_value(r, True) if mixed and r.random() < .3 else json.dumps(t, ensure_ascii=r.random() < .5)))
        objects.append("{" + r.choice([",", ", "]).join(members) + ("," if r.random() < .02 else "") + "}")
    k = r.random()
    if k < .12:
        columns = {n: {str(r.choice([i, i * 3, f"k{i}"])): x[j % 2] for i, x in enumerate(rows(r))} if r.random() < .7 else r.choice(["s", 1, None]) for j, n in enumerate(names)} \
            if r.random() < .5 else {n: [x[j % 2] for x in rows(random.Random(repr(names)))] if r.random() < .9 else r.choice(["s", 1.5]) for j, n in enumerate(names)}
        return json.dumps(columns, indent=r.choice([None, 2])).encode()
    if k < (.2 if lines else .6): return ("[" + r.choice([",", ",\n", ", "]).join(objects) + "]").encode("utf-8", "surrogatepass")
    end = r.choice(["\n", "\n", "\r\n", "\n\n", " \n\u00a0"])
    return (end.join(objects) + (end if r.random() < .7 else "")).encode("utf-8", "surrogatepass")


def workbook(r, path):
    import datetime
    from openpyxl import Workbook
    wb = Workbook(); ws = wb.active; mixed = r.random() < .5; names = header(r)
    if mixed and r.random() < .2: names = names + [r.choice([7, True, None, datetime.datetime(2020, 1, 2), 1.5])]
    ws.append([n or None for n in names])
    clean = lambda t: "".join(ch for ch in t if ch in "\t\n\r" or ord(ch) >= 32)[:32000]
    def cell(t):
        if mixed and r.random() < .3:
            return r.choice([None, 1, 0, True, False, 2.0, 2.5, 1e20, 1e-7, 1e300, 123456789012345678901, -0.0, "#N/A", "=A1", "NA", datetime.datetime(2021, 3, 4, 5, 6, 7), datetime.date(1950, 1, 1),
                             datetime.time(1, 2, 3), datetime.timedelta(days=1, hours=3, milliseconds=5), datetime.timedelta(hours=30), datetime.datetime(1900, 1, 15), datetime.datetime(2021, 3, 4, 5, 6, 7, 891000), 44197.5])
        return clean(t) or None
    for p, c in rows(r):
        ws.append([cell(p if "rompt" in str(n).lower() else c if "omple" in str(n).lower() else text(r, 2)) for n in names])
        if mixed and r.random() < .1: ws.cell(row=ws.max_row, column=r.randint(1, 4)).number_format = r.choice(["0.00", "yyyy", "[h]:mm", "[Red]0", '"d"0', "0_d", "h:mm;@", "[HH]:mm", "General"])
        if r.random() < .03: ws._current_row += 1
    if r.random() < .2: wb.create_sheet("second").append(["other"])
    if r.random() < .1: wb.epoch = datetime.datetime(1904, 1, 1)
    wb.save(path)


def write(r, folder):
    kind = r.choice(["csv", "csv", "tsv", "json", "jsonl", "jsonl", "txt", "xlsx"])
    path = os.path.join(folder, r.choice(["t.", "a b.", "t.v2.", ".t."]) + kind)
    if kind == "xlsx": workbook(r, path); return path
    data = (delimited(r, "," if kind == "csv" else "\t") if kind in ("csv", "tsv") else json_file(r, kind == "jsonl") if kind != "txt"
            else r.choice(["\n", "\r\n", "\r"]).join(c for _, c in rows(r)).encode())
    if r.random() < .05: data = b"\xef\xbb\xbf" + data
    if r.random() < .12 and data:
        data = bytearray(data)
        for _ in range(r.randint(1, 4)):
            place = r.randrange(len(data)); k = r.random()
            if k < .4: del data[place:place + r.randint(1, 3)]
            elif k < .8: data[place:place] = r.choice([b'"', b",", b"\n", b"\r", b"\\", b"}", b"{", b"\t", b"\0", b" ", b"\xc3", b":"])
            else: data[place] = r.randrange(256)
            if not data: break
    open(path, "wb").write(bytes(data)); return path


def outputs(folder, before):
    return {f: open(os.path.join(folder, f), "rb").read() for f in sorted(os.listdir(folder)) if f not in before}


def reference(path):
    """Runs the original in a child: on half a surrogate pair it can die of a memory fault."""
    folder, name = os.path.split(path); before = set(os.listdir(folder)); source, sink = os.pipe(); child = os.fork()
    if child == 0:
        said = io.StringIO(); os.chdir(folder); state = "ok"
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                frame, remediation = v.read_any_format(name); v.apply_necessary_remediation(None, remediation)
                v.apply_validators(frame, name, remediation, v.get_validators(), True, v.write_out_file)
            said.getvalue().encode()
        except SystemExit: state = "error"
        except BaseException as e: state = "crash"; said.write(f"\n{type(e).__name__}: {e}")
        os.write(sink, (state + "\n" + said.getvalue()[-500:]).encode("utf-8", "replace")); os._exit(0)
    os.close(sink)
    with open(source, "rb") as pipe: state, _, said = pipe.read().decode("utf-8", "replace").partition("\n")
    os.waitpid(child, 0)
    return state or "crash", outputs(folder, before), said


def main():
    a = argparse.ArgumentParser(); a.add_argument("--cmd", required=True); a.add_argument("--cases", type=int, default=500); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=3); a.add_argument("--keep"); a = a.parse_args(); states, bad = {}, 0
    for i in range(a.cases):
        top = tempfile.mkdtemp(); da, db = os.path.join(top, "a"), os.path.join(top, "b"); os.mkdir(da); os.mkdir(db)
        pa = write(random.Random(f"{a.seed}/{i}"), da); pb = shutil.copy(pa, db); before = set(os.listdir(db))
        state, want, said = reference(pa); states[state] = states.get(state, 0) + 1
        argv = [x.replace("{file}", os.path.basename(pb)) for x in shlex.split(a.cmd)]
        try: p = subprocess.run(argv, cwd=db, stdin=subprocess.DEVNULL, capture_output=True, timeout=20); rc, log = p.returncode, (p.stdout + p.stderr).decode("utf-8", "replace")
        except subprocess.TimeoutExpired: rc, log = None, "timeout"
        got = outputs(db, before)
        ok = rc in (0, 1) and got == want if state == "ok" else rc == 2 and not got and log.strip() != ""
        if not ok:
            bad += 1
            if bad <= a.show:
                print(f"--- {a.seed}/{i} {os.path.basename(pa)}: reference {state} {sorted(want)}; ours {rc} {sorted(got)}")
                for n in sorted(set(want) | set(got)):
                    if want.get(n) != got.get(n): print("  want", (want.get(n) or b"")[:600], "\n  got ", (got.get(n) or b"")[:600])
                print("  input", open(pa, "rb").read()[:700], "\n  said", said[-400:], "\n  ours", log[-300:])
            if a.keep: shutil.copy(pa, os.path.join(a.keep, f"{a.seed}-{i}-{os.path.basename(pa)}"))
        shutil.rmtree(top, ignore_errors=True)
    print(f"reference outcomes {states}; different {bad} of {a.cases}")
    raise SystemExit(bad != 0)


if __name__ == "__main__": main()
