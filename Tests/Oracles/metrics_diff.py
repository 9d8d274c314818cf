#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: scikit-learn's classification metrics against an evaluating command of ours.

Run it with the interpreter of the `ref` environment that setup.sh builds:
  .oracles/ref/bin/python metrics_diff.py --cmd '.build/release/assay eval --predictions {file} --format json {args}' --cases 200 --seed 1
  ... --show 3         print the first three cases that differ
  ... --keep DIR       keep the prediction files of the cases that differ
{file} is JSONL: {"label": "yes", "scores": {"yes": 0.83, "no": 0.17}} or {"label": "yes", "prediction": "no"}; {args}
becomes `--positive-class NAME --betas 0.5,1,2` for a binary file and nothing for a multiclass one. The command must
print one JSON object with every figure of figures() below, right to 1e-9, and exit with 0. It may print more keys.
Where scikit-learn leaves a choice:
- Classes are told apart and sorted by Unicode code point. The confusion matrix, per_class and the averages cover the
  classes seen as a label or a prediction (scikit-learn's default); log_loss, auroc_ovr_* and top_3_accuracy cover the
  classes that have scores.
- The predicted class has the highest score, in a tie it is the first of the sorted classes; top_3_accuracy ranks ties
  the same way. Only precision, recall and f-beta of a binary file ask for a positive probability > 0.5 instead.
- A zero division counts 0. Null are: auroc of one class, auprc without a positive row, cohen_kappa of one class that
  is always right, auroc_ovr_macro if a class with scores has no row (auroc_ovr_weighted gives such a class no weight,
  and is null when all rows are of one class). Figures that need scores are null or absent when there are none.
- ece_15: 15 bins (i/15, (i+1)/15] over the confidence of the predicted class.
"""
import argparse, collections, json, math, os, random, shlex, shutil, subprocess, sys, tempfile, warnings
import numpy as np
from sklearn import metrics as sk

PAIRS = [("yes", "no"), ("1", "0"), (" yes", " no"), ("spam", "ham"), ("10", "9"), ("True", "true"), ("Zürich", "bern"), ("é", "e\u0301"), ("😀", "ａ")]
NAMES = ["sports", "Sports", " sports", "news", "10", "9", "1", "01", "-1", "a b", "Ünï", "z", "Z", "_", "東京", "e\u0301", "é", "😀", "ａ", "ﬁ", "fi", "it's",
         "\"q\"", "back\\slash", "a/b", "tab\t", "line\nbreak", "null", "true", "NaN", "0.5", "ß", "ss", "SS", "İ", "i", "\u212b", "\u00c5", "A\u030a", "<b>"]
BETAS = ["0.5,1,2"] * 4 + ["0.25,1,3", "1", "2,1,0.1,10"]
SCORED = ["log_loss", "ece_15", "auroc", "auprc", "brier", "auroc_ovr_macro", "auroc_ovr_weighted", "top_3_accuracy"]


def scores(r, k, label, sharp, lean, coarse):
    """k scores that sum to 1: a tie, a certainty or a softmax that leans to the label, whole or in steps of 1/coarse."""
    kind = r.random()
    if kind < .06: top = r.sample(range(k), r.randint(2, k)); return [1 / len(top) if i in top else 0.0 for i in range(k)]
    if kind < .09: top = label if r.random() < .7 else r.randrange(k); return [float(i == top) for i in range(k)]
    e = [math.exp(sharp * (r.gauss(0, 1) + lean * (i == label))) for i in range(k)]; p = [x / sum(e) for x in e]
    if not coarse: return p
    steps = [int(x * coarse) for x in p]; steps[p.index(max(p))] += coarse - sum(steps)
    return [x / coarse for x in steps]


def generate(r):
    """(rows, the positive class or None)"""
    n = r.choice([r.randint(1, 3), r.randint(4, 30), r.randint(30, 300), r.randint(30, 300), r.randint(300, 2000)])
    binary, scored = r.random() < .5, r.random() < .7
    names = list(r.choice(PAIRS)) if binary else r.sample(NAMES, r.choice([3, 3, 4, 5, r.randint(6, 40), 40]) if scored else r.randint(1, 40))
    k = len(names); subset = lambda: r.sample(range(k), r.choice([1, r.randint(1, k), k, k, k, k]))  # classes that are in use
    true, guessed = subset(), subset(); skew = r.choice([0, 0, 0, 1, 3, 6])
    draw = lambda used: r.choices(used, [(i + 1) ** -skew for i in range(len(used))])[0]
    sharp, lean, right, coarse = r.choice([.3, 1, 1, 3, 20]), r.choice([0, .5, 2, 4]), r.choice([0, .5, .9, 1]), r.choice([0, 0, 5, 10, 100, 10000])
    rows = []
    for _ in range(n):
        label = draw(true); row = {"label": names[label]}
        if scored:
            pairs = [(c, int(x) if x in (0, 1) and r.random() < .3 else x) for c, x in zip(names, scores(r, k, label, sharp, lean, coarse))]
            row["scores"] = dict(r.sample(pairs, k))
        else: row["prediction"] = names[label if r.random() < right else draw(guessed)]
        rows.append(dict(r.sample(list(row.items()), 2)))
    return rows, r.choice(names) if binary else None


def figures(rows, positive, betas):
    """What must be printed, from scikit-learn (numbers, None for null)."""
    labels, scored = [x["label"] for x in rows], "scores" in rows[0]
    if scored:
        names = sorted(rows[0]["scores"]); p = np.array([[float(x["scores"][c]) for c in names] for x in rows])
        truth = np.array([names.index(c) for c in labels]); best = p.argmax(axis=1); guesses = [names[i] for i in best]
    else: guesses = [x["prediction"] for x in rows]
    classes = sorted({*labels, *guesses}); index = range(len(classes))
    y, g = (np.array([classes.index(c) for c in which]) for which in (labels, guesses))
    f1 = lambda average: sk.f1_score(y, g, average=average, zero_division=0)
    each = zip(classes, *sk.precision_recall_fscore_support(y, g, labels=index, zero_division=0))
    out = {"accuracy": sk.accuracy_score(y, g), "weighted_f1": f1("weighted"), "macro_f1": f1("macro"), "micro_f1": f1("micro"),
           "matthews_corrcoef": sk.matthews_corrcoef(y, g), "cohen_kappa": sk.cohen_kappa_score(y, g),
           "confusion_matrix": {"labels": classes, "counts": sk.confusion_matrix(y, g, labels=index).tolist()},
           "per_class": {c: {"precision": a, "recall": b, "f1": f, "support": int(n)} for c, a, b, f, n in each}}
    if scored:
        out["log_loss"] = sk.log_loss(truth, p, labels=range(len(names)))
        sure = p.max(axis=1); hit = best == truth; edges = np.arange(16) / 15
        bins = [(sure > lo) & (sure <= hi) for lo, hi in zip(edges, edges[1:])]
        out["ece_15"] = sum(b.sum() / len(rows) * abs(hit[b].mean() - sure[b].mean()) for b in bins if b.any())
    if positive is not None:
        t = np.array([c == positive for c in labels], int); s = p[:, names.index(positive)] if scored else None
        q = (s > .5).astype(int) if scored else np.array([c == positive for c in guesses], int)
        out["precision"], out["recall"] = sk.precision_score(t, q, zero_division=0), sk.recall_score(t, q, zero_division=0)
        for b in betas.split(","): out[f"f{b}"] = sk.fbeta_score(t, q, beta=float(b), zero_division=0)
        if scored: out |= {"auroc": sk.roc_auc_score(t, s), "auprc": sk.average_precision_score(t, s) if t.any() else None, "brier": sk.brier_score_loss(t, s, pos_label=1)}
    elif scored:
        k = len(names); ovr = lambda average: sk.roc_auc_score(truth, p, labels=range(k), multi_class="ovr", average=average)
        out |= {"auroc_ovr_macro": ovr("macro"), "auroc_ovr_weighted": ovr("weighted"),
                # scikit-learn ranks the last class first in a tie, hence the reversed order
                "top_3_accuracy": sk.top_k_accuracy_score(k - 1 - truth, p[:, ::-1], k=3, labels=range(k))}
    return {name: v if not isinstance(v, float) else None if math.isnan(v) else float(v) for name, v in out.items()}


def differences(want, got, path=""):
    if isinstance(want, dict):
        if type(got) is not dict: yield f"{path or 'output'}: want an object, got {got!r:.60}"; return
        if path == "per_class" and set(got) != set(want): yield f"{path}: classes {sorted(set(got) ^ set(want))} on one side only"
        for k in want:
            if k in got: yield from differences(want[k], got[k], f"{path}: {k!r}" if path else k)
            elif path != "per_class": yield f"{path}: {k!r} is missing" if path else f"{k} is missing"
    elif isinstance(want, (list, str)) or want is None or type(want) is int:
        if type(got) is not type(want) or json.dumps(got) != json.dumps(want): yield f"{path}: want {want!r:.200} got {got!r:.200}"
    elif type(got) not in (int, float) or not abs(got - want) <= 1e-9: yield f"{path}: want {float(want)!r} got {got!r:.60}"


def refuse(constant): raise ValueError(f"{constant} is not JSON")


def ours(cmd, path, args, timeout):
    """(the object the command printed, what went wrong or None)"""
    argv = [b for a in shlex.split(cmd) for b in (args if a == "{args}" else [a.replace("{file}", path)])]
    try: p = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
    except (OSError, subprocess.TimeoutExpired) as e: return None, str(e)
    if p.returncode: return None, f"exit status {p.returncode}: {p.stderr.decode('utf-8', 'replace')[-300:]}"
    try: return json.loads(p.stdout, parse_constant=refuse), None
    except ValueError as e: return None, f"{e}: {p.stdout[:200]!r}"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--cmd", required=True); a.add_argument("--cases", type=int, default=200); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=1); a.add_argument("--keep"); a.add_argument("--timeout", type=float, default=60)
    a = a.parse_args(); same = shown = 0; numbers, nulls = collections.Counter(), collections.Counter(); warnings.simplefilter("ignore")
    for i in range(a.cases):
        r = random.Random(f"{a.seed}/{i}"); rows, positive = generate(r); betas = r.choice(BETAS); ascii = r.random() < .5
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "predictions.jsonl")
            with open(path, "w", encoding="utf-8", newline="") as f:
                for row in rows: f.write(json.dumps(row, ensure_ascii=ascii) + "\n")
            want = figures(rows, positive, betas)
            got, wrong = ours(a.cmd, path, [] if positive is None else ["--positive-class", positive, "--betas", betas], a.timeout)
            wrong = [wrong] if wrong else list(differences(want, got))
            if "scores" not in rows[0] and type(got) is dict: wrong += [f"{k}: a figure without scores" for k in SCORED if got.get(k) is not None]
            for k, v in want.items(): (nulls if v is None else numbers)[k if k[0] != "f" else "f-beta"] += 1
            if a.keep and wrong: os.makedirs(a.keep, exist_ok=True); shutil.copy(path, os.path.join(a.keep, f"{a.seed}-{i}.jsonl"))
        same += not wrong
        if wrong and shown < a.show:
            shown += 1; print(f"--- case {a.seed}/{i}: {len(rows)} rows like {json.dumps(rows[0], ensure_ascii=False)[:200]}, positive class {positive!r}, betas {betas}")
            for line in wrong[:12]: print("  ", line)
    rare = min(numbers | nulls, key=lambda k: numbers[k], default=None)
    print(f"same {same} of {a.cases} cases ({sum(numbers.values())} figures, the rarest {rare} {numbers[rare]} times; {sum(nulls.values())} nulls: {dict(nulls)})")
    sys.exit(0 if same == a.cases > 0 else 1)


if __name__ == "__main__": main()
