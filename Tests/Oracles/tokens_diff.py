#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: tiktoken's GPT-2 encoding against a tokenizing command of ours.

Run it with the interpreter of the `ref` environment that setup.sh builds:
  .oracles/ref/bin/python tokens_diff.py --cmd '.build/release/assay tokenize --json {file}' --ranks .oracles/gpt2.tiktoken --cases 2000 --seed 1
  ... --decode-cmd '.build/release/assay detokenize --json {file}'     check the way back as well
  ... --scalars        also every Unicode scalar value in a few surroundings (about 60 MB of JSON)
  ... --show 3         print the first three differences
The command gets a JSONL file, one JSON string a line, and must print one JSON array of token ids a line, in that
order, and exit with 0. `<|endoftext|>` inside a text is ordinary text. --decode-cmd gets a file of JSON arrays of
ids (no special ones) and must print one JSON string a line; strings are compared where the ids are valid UTF-8.
A fixed list of awkward strings, and every token's text once, runs before the generated cases.
"""
import argparse, base64, json, os, random, shlex, subprocess, sys, tempfile, unicodedata
import tiktoken

PATTERN = r"""'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
NEARLY = "\x1c\x1d\x1e\x1f\xad\u180e\u200b\u200c\u200d\u200e\u2060\ufeff\ufffd\ufffe\uffff\U0001ffff\U0010ffff"  # not white space
CONTROL = "".join(map(chr, [*range(32), *range(127, 160)]))
DIGITS = "0123456789²³¹¼½ⅧⅯↂ٣٤۵०९๓①⑳㈠〇〡㊿𝟘𝟿𐄇𒐀０９፼௧"
LETTERS = "aZéßøñŁǅªºʰЖщΩאשעرمڤदिनไทยქ한글あアー中文𠀀𐐷𝔘ꙮﬁ"
MARKS = "\u0300\u0301\u0308\u0327\u0345\u05b0\u064b\u093f\u0e31\u20dd\u20e3\u3099\ufe0f\U000e0100\U0001f3fd"
EMOJI = ["😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇭", "1️⃣", "❤️‍🔥", "☃", "™", "🧑🏿‍🚀"]
RTL = ["שלום", "עולם", "مرحبا", "بِسْمِ", "السلام", "\u202eabc\u202c", "\u2067x\u2069", "نص٣"]
CJK = ["東京", "データ", "你好，世界", "한국어", "が", "か\u3099", "ﾊﾝｶｸ", "。", "「引用」", "漢字仮名", "各\u0301"]
WORDS = ("the of Waiting card bank arrived café cafe\u0301 naïve Zürich ÅNGSTRÖM o'clock rock'n'roll e-mail x_1 3.14 1,234 $5 100% "
         "iPhone4s ... -- --- ?! (see) [1] {a} <b> \"q\" #tag @me a/b \\n ~ ` ^ ₿ § don't We'll THEY'RE").split(" ")
TAILS = [q + t for q in ["'", "’", "ʼ", "＇", "''", " '"] for t in "s S t T d D m ll LL lL l ve VE v re Re r ſ sd x".split() + [""]]
CODE = ["def f(x):\n\treturn x**2  # sq\n", "for(int i=0;i<10;++i){\r\n    a[i] = ~i;\r\n}\r\n", "<div class=\"a\">&nbsp;</div>\n\n\n",
        "SELECT * FROM t WHERE a>=1;--\n", "$HOME/.cfg && cat 'a/x y'\n", "{\"a\":[1,2,{\"b\":null}]}", "0xDEADBEEF 1e-9 0b1010 07'000"]
URLS = ["https://www.example.org/a/b%20c?q=1&r=%F0%9F%98%80#frag", "mailto:a.b+c@d-e.co.uk", "ftp://u:pw@[::1]:21/~x;type=i", "C:\\Users\\x\\y.txt"]
SPECIAL = ["<|endoftext|>", "<|endoftext|", "<|ENDOFTEXT|>", " <|endoftext|> ", "<|fim_prefix|>", "\n\n###\n\n", " ->"]
GAPS = ["", " ", " ", "  ", "\n", "\n\n", "\r\n", " \n", "\t ", " \t", "    ", "\n    "]
RUNS = [*" \n\t\r\0aAz0.-_=*#'é中٣😀ﷺ\u0301", *WHITE, "ab", " a", "\r\n", "'s", "аб"]
ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "etaoin", "ab", "ACGT", "аеион", LETTERS]


def of(r, letters, lo, hi): return "".join(r.choice(letters) for _ in range(r.randint(lo, hi)))


def scalar(r):
    while True:
        c = r.choice([r.randrange(0x800), r.randrange(0x10000), r.randrange(0x110000), r.randrange(r.randrange(17) << 16, 0x110000)])
        if not 0xD800 <= c < 0xE000: return chr(c)


def gap(r): return r.choice(GAPS) if r.random() < .6 else of(r, WHITE if r.random() < .7 else WHITE + NEARLY, 1, 6)


def make(r, vocab):
    """One string; each kind has the same share."""
    kind, n = r.randrange(19), r.randint(1, 12)
    if kind == 0: return "".join(scalar(r) for _ in range(r.randint(1, 60)))
    if kind == 1: return "".join(r.choice("ae nou AZ19'中אא") + of(r, MARKS, 0, 4) for _ in range(2 * n))
    if kind == 2: return " ".join(r.choice(RTL + WORDS) for _ in range(n))
    if kind == 3: return "".join(r.choice(CJK) + r.choice(["", "", " ", "　", "a", "1"]) for _ in range(n))
    if kind == 4: return "".join(r.choice(EMOJI) + r.choice(["", " ", "x", "\u200d", "\ufe0f"]) for _ in range(n))
    if kind == 5: return of(r, WHITE, 0, 40)
    if kind in (6, 7): return "".join(gap(r) + r.choice(WORDS) for _ in range(n)) + gap(r)
    if kind == 8: return of(r, CONTROL + NEARLY + "a1 ", 1, 40)
    if kind == 9: return gap(r) + r.choice(RUNS) * r.choice([r.randint(2, 40), r.randint(40, 600), r.randint(600, 5000)]) + gap(r) + r.choice(["", "a", "."])
    if kind == 10: return "".join(r.choice(DIGITS) if r.random() < .7 else r.choice(LETTERS + " .,-'") for _ in range(3 * n))
    if kind in (11, 12): return "".join(r.choice(WORDS + [" ", "É", "中", "1", "_"]) + r.choice(TAILS) + r.choice(["", " ", "s", "1", "ing", "AM"]) for _ in range(n))
    if kind == 13: return "".join(r.choice(CODE) for _ in range(r.randint(1, 5)))
    if kind == 14: return " ".join(r.choice(URLS + WORDS + SPECIAL) for _ in range(n))
    if kind == 15: return of(r, r.choice(ALPHABETS), 200, 3000)
    if kind == 16: return of(r, LETTERS + DIGITS + MARKS + WHITE + NEARLY + ".,'\"-", 1, 60)
    if kind == 17: return b"".join(r.choice(vocab) for _ in range(5 * n)).decode("utf-8", r.choice(["ignore", "replace"]))
    return make(r, vocab)[-100:] + make(r, vocab)[:100]


def corners(vocab):
    yield from ["", *WORDS, *TAILS, *EMOJI, *RTL, *CJK, *CODE, *URLS, *SPECIAL, *LETTERS, *DIGITS, *MARKS, *CONTROL, *WHITE, *NEARLY, "\ufeffBOM", "a" * 5000]
    for t in TAILS: yield from [t + "ing", "I" + t + "AM", "we" + t + "'s 1"]
    for w in WHITE + NEARLY: yield from [w * 2, w + "a", "a" + w, w * 2 + "a", "a" + w * 2 + "b", " " + w + "1", w + " .", "a" + w + "'s", "   " + w, "a  " + w + "b"]
    for i in range(0, len(vocab), 40): yield b"\n".join(vocab[i:i + 40]).decode("utf-8", "ignore")  # each token once


def scalars():
    for start in range(0, 0x110000, 256):
        if not 0xD800 <= start < 0xE000: yield "".join(f"a{c} {c}1{c}  {c}'s{c}{c}\n" for c in map(chr, range(start, start + 256)))


def run(cmd, lines, timeout):
    """(the values the command printed, one a line; what went wrong or None)"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in.jsonl")
        with open(path, "w", encoding="utf-8", newline="") as f: f.write("\n".join(lines) + "\n")
        argv = [a.replace("{file}", path) for a in shlex.split(cmd)]
        try: p = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
        except (OSError, subprocess.TimeoutExpired) as e: return [], str(e)
    if p.returncode: return [], f"exit status {p.returncode}: {p.stderr.decode('utf-8', 'replace')[-300:]}"
    out = p.stdout.split(b"\n")
    if out[-1] == b"": out.pop()
    if len(out) != len(lines): return [], f"{len(out)} lines for {len(lines)}"
    try: return [json.loads(x) for x in out], None
    except ValueError as e: return [], f"not JSON: {e}"


def difference(enc, text, want, got):
    if not (type(got) is list and all(type(x) is int for x in got)): return f"not a list of ids: {str(got)[:80]}"
    k = next((j for j, (x, y) in enumerate(zip(want, got)) if x != y), min(len(want), len(got)))
    at = len(enc.decode_bytes(want[:k])); here = len(text.encode()[:at].decode("utf-8", "ignore"))
    points = " ".join(f"U+{ord(c):04X}/{unicodedata.category(c)}" for c in text[max(0, here - 2):here + 6])
    return f"id {k} of {len(want)} (ours {len(got)}): want {want[k:k + 6]} got {got[k:k + 6]} at {text[max(0, here - 20):here + 20]!r}, from two before: {points}"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--cmd", required=True); a.add_argument("--decode-cmd"); a.add_argument("--ranks", required=True)
    a.add_argument("--cases", type=int, default=2000); a.add_argument("--seed", type=int, default=1); a.add_argument("--scalars", action="store_true")
    a.add_argument("--batch", type=int, default=500); a.add_argument("--show", type=int, default=3); a.add_argument("--timeout", type=float, default=120)
    a = a.parse_args()
    with open(a.ranks, "rb") as f: ranks = {base64.b64decode(t): int(n) for t, n in (line.split() for line in f if line.strip())}
    enc = tiktoken.Encoding("gpt2", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": len(ranks)})
    vocab = list(ranks); state = {"shown": 0}; seen = set()

    def say(line):
        state["shown"] += 1
        if state["shown"] <= a.show: print("---", line)

    def batches(cases):
        for i in range(0, len(cases), a.batch): yield i, cases[i:i + a.batch]

    def written(i, value):  # the same JSON string in any of its spellings
        r = random.Random(f"{a.seed}/json/{i}"); s = json.dumps(value, ensure_ascii=r.random() < .3)
        return s.replace("/", "\\/") if r.random() < .1 else s

    texts = list(corners(vocab)) + [make(random.Random(f"{a.seed}/{i}"), vocab) for i in range(a.cases)] + (list(scalars()) if a.scalars else [])
    wants = [enc.encode_ordinary(t) for t in texts]; same = 0
    for i, part in batches(texts):
        got, wrong = run(a.cmd, [written(i + j, t) for j, t in enumerate(part)], a.timeout)
        if wrong: say(f"strings {i}..{i + len(part) - 1}: {wrong}"); continue
        for j, (text, ids) in enumerate(zip(part, got)):
            seen.update(wants[i + j])
            if ids == wants[i + j] and all(type(x) is int for x in ids): same += 1
            else: say(f"string {i + j}: {difference(enc, text, wants[i + j], ids)}")
    good = same == len(texts) > 0
    line = f"ids same for {same} of {len(texts)} strings ({sum(map(len, wants))} ids, {len(seen)} different ones compared)"
    if a.decode_cmd:
        r = random.Random(f"{a.seed}/ids"); rows = wants + [[r.randrange(len(ranks)) for _ in range(r.randint(0, 20))] for _ in range(a.cases)]
        same = valid = 0
        for i, part in batches(rows):
            got, wrong = run(a.decode_cmd, [json.dumps(ids) for ids in part], a.timeout)
            if wrong: say(f"id lists {i}..{i + len(part) - 1}: {wrong}")
            for j, ids in enumerate(part):
                try: text = enc.decode_bytes(ids).decode("utf-8")
                except UnicodeDecodeError: text = None  # any string will do
                valid += text is not None; ours = got[j] if not wrong else None
                if type(ours) is str and text in (None, ours): same += 1
                elif not wrong: say(f"id list {i + j} {ids[:20]}: want {str(text)[:60]!r} got {str(ours)[:60]!r}")
        good = good and same == len(rows) and valid > 0
        line += f"; text same for {same} of {len(rows)} id lists ({valid} of them valid UTF-8)"
    print(line); sys.exit(0 if good else 1)


if __name__ == "__main__": main()
