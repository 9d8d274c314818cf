#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reference figures for ours from plain PyTorch and transformers on the CPU: fine-tuning, scoring and generation.

Run it with the interpreter of the `hf` environment that setup.sh --hf builds:
  .oracles/hf/bin/python hf_train.py MODEL_DIR TRAIN.jsonl --epochs 1 --batch-size 8 --learning-rate 1e-5 --weight-decay 0.01 --precision f32 --style trainer --steps 8 --json
  ... --schedule linear --warmup-steps 10      otherwise the learning rate is constant
  ... --score          no training: the log-probability of every completion
  ... --generate 64    no training: 64 greedy tokens after the first prompt, with a key-value cache
TRAIN.jsonl has {"prompt", "completion"} lines, tokenized apart and joined, with nothing added. Training computes what
Hugging Face's Trainer does with such rows: AdamW 0.9 0.999 1e-8, decoupled decay on all but biases and layer norms,
gradients clipped to 1, no dropout, rows in file order, loss = mean cross-entropy over the batch's completion tokens,
bf16 by autocast over f32 weights. --steps ends the run earlier. The first token of a completion without a prompt cannot
be predicted and counts nowhere (Trainer of transformers 5.23 counts it in the divisor for GPT-2).
  --style trainer  as Trainer: rows padded to the longest of the batch, attention mask, logits at every position
  --style best     the same batches as fast as plain PyTorch goes: causal SDPA without a mask, logits at completion
                   positions only, the last column left out, torch.compile if it works here (unless --no-compile), freed
                   memory kept, float32_matmul_precision "medium" if f32 products stay true f32 with it here
In bf16 --score is autocast in style trainer; --score in style best and --generate have bf16 weights. --json prints one
object: losses, grad_norms (before clipping) and step_seconds, or logprobs (sums) and token_logprobs, or ids; and seconds,
tokens (real ones, no padding), tokens_per_second, max_rss_mb. Loading and a warm-up (up to three batches that change no
weight, or the same generation once before) are not in seconds. Exit status 0 only if every number is finite.
"""
import argparse, ctypes, json, math, os, resource, sys, time
import torch, torch.nn.functional as F, transformers
from transformers import AutoModelForCausalLM, AutoTokenizer


def read(path, tok, positions):
    """(prompt ids, completion ids) of every line"""
    rows = []
    with open(path, encoding="utf-8", newline="\n") as f:
        for n, line in enumerate(f, 1):
            if not line.strip(): continue
            row = json.loads(line); rows.append([tok(row[k], add_special_tokens=False)["input_ids"] for k in ("prompt", "completion")])
            if (length := sum(map(len, rows[-1]))) > positions: sys.exit(f"{path}: line {n} has {length} tokens, the model {positions} positions")
    return rows


def collate(rows):
    """ids, attention mask and labels of a batch, padded on the right to its longest row"""
    width = max(len(p + c) for p, c in rows); pad = lambda ids, value: ids + [value] * (width - len(ids))
    return [torch.tensor(x) for x in ([pad(p + c, 0) for p, c in rows], [pad([1] * len(p + c), 0) for p, c in rows], [pad([-100] * len(p) + c, -100) for p, c in rows])]


def compiles():
    try: return bool((torch.compile(lambda x: x.sin() + 1)(torch.ones(9)) > 0).all())
    except Exception as e: print(f"torch.compile does not work here: {type(e).__name__}: {str(e)[:200]}", file=sys.stderr); return False


def tune():
    """Settings of style best for the whole process."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"): libc.mallopt(-4, 0); libc.mallopt(-1, -1)  # M_MMAP_MAX 0, M_TRIM_THRESHOLD none
    x, y = torch.randn(256, 768), torch.randn(768, 512)
    torch.set_float32_matmul_precision("medium")  # oneDNN's kernels instead of MKL's; they may round to bf16 and do so on some CPUs
    if (x @ y - x.double() @ y.double()).abs().max().item() > 1e-3: torch.set_float32_matmul_precision("highest")


def loss_function(a, model, reduction):
    """Batch -> cross-entropy of its completion tokens, `mean` or one by one (`none`)."""
    autocast = lambda: torch.autocast("cpu", torch.bfloat16, enabled=a.precision == "bf16" and model.dtype == torch.float32)

    def trainer(ids, mask, labels):
        with autocast():
            if reduction == "mean": return model(input_ids=ids, attention_mask=mask, labels=labels).loss
            want = labels[:, 1:].flatten(); logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1].flatten(0, 1)
            return F.cross_entropy(logits.float(), want, reduction=reduction)[want != -100]

    def core(ids, at, want):
        with autocast():
            hidden = model.transformer(ids, use_cache=False).last_hidden_state.flatten(0, 1)[at]
            return F.cross_entropy(model.lm_head(hidden).float(), want, reduction=reduction)
    fast = torch.compile(core, dynamic=True) if a.compile else core

    def best(ids, mask, labels):
        want = labels[:, 1:].flatten(); at = (want != -100).nonzero()[:, 0]
        return fast(ids[:, :-1].contiguous(), at, want[at])
    return trainer if a.style == "trainer" else best


def warm(batches, step):
    start = time.perf_counter()
    for i in sorted({0, 1, len(batches) - 1}): step(batches[min(i, len(batches) - 1)])
    return time.perf_counter() - start


def train(a, model, batches):
    loss = loss_function(a, model.train(), "mean"); weights = list(model.parameters())
    groups = [{"params": [p for p in weights if p.ndim > 1], "weight_decay": a.weight_decay}, {"params": [p for p in weights if p.ndim < 2], "weight_decay": 0.0}]  # biases, norms
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.999), eps=1e-8, fused=True)
    warmup = warm(batches, lambda batch: loss(*batch).backward()); start = time.perf_counter()
    for p in weights: p.grad.zero_()
    optimizer.step(); optimizer.zero_grad()  # with no gradient and no learning rate: only allocates its state
    for state in optimizer.state.values(): state["step"].zero_()
    for group in optimizer.param_groups: group["lr"] = a.learning_rate
    schedule = transformers.get_scheduler(a.schedule, optimizer, num_warmup_steps=a.warmup_steps, num_training_steps=len(batches))
    warmup += time.perf_counter() - start; losses, norms, seconds = [], [], []
    for batch in batches:
        start = time.perf_counter(); value = loss(*batch); value.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(weights, 1.0).item()); losses.append(value.item())
        optimizer.step(); schedule.step(); optimizer.zero_grad(); seconds.append(time.perf_counter() - start)
    return {"losses": losses, "grad_norms": norms, "step_seconds": seconds, "seconds": sum(seconds), "warmup_seconds": warmup, "tokens": sum(int(m.sum()) for _, m, _ in batches)}


@torch.no_grad()
def score(a, model, batches):
    loss = loss_function(a, model.eval(), "none"); warmup = warm(batches, lambda batch: loss(*batch)); start = time.perf_counter()
    found = [loss(*batch) for batch in batches]; seconds = time.perf_counter() - start
    tokens = [[-x for x in row.tolist()] for values, (_, _, labels) in zip(found, batches) for row in values.split((labels[:, 1:] != -100).sum(1).tolist())]
    return {"logprobs": [math.fsum(row) for row in tokens], "token_logprobs": tokens, "seconds": seconds, "warmup_seconds": warmup, "tokens": sum(int(m.sum()) for _, m, _ in batches)}


@torch.no_grad()
def generate(a, model, prompt):
    model.eval(); model.generation_config.eos_token_id = None; first = torch.tensor([prompt])
    forward = torch.compile(model.forward, dynamic=True) if a.compile else model.forward

    def best():
        ids, out = first, model.forward(input_ids=first, use_cache=True, logits_to_keep=1)
        for _ in range(a.generate - 1):
            ids = torch.cat([ids, out.logits[:, -1].argmax(-1, keepdim=True)], 1)
            out = forward(input_ids=ids[:, -1:], past_key_values=out.past_key_values, use_cache=True)
        return torch.cat([ids, out.logits[:, -1].argmax(-1, keepdim=True)], 1)
    run = best if a.style == "best" else lambda: model.generate(first, attention_mask=torch.ones_like(first), max_new_tokens=a.generate, do_sample=False, pad_token_id=0)
    start = time.perf_counter(); run(); warmup = time.perf_counter() - start; start = time.perf_counter(); ids = run()[0].tolist()[len(prompt):]
    return {"ids": ids, "prompt_tokens": len(prompt), "seconds": time.perf_counter() - start, "warmup_seconds": warmup, "tokens": len(ids)}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("model"); a.add_argument("data"); a.add_argument("--epochs", type=int, default=1); a.add_argument("--batch-size", type=int, default=8)
    a.add_argument("--learning-rate", type=float, default=1e-5); a.add_argument("--weight-decay", type=float, default=0.01)
    a.add_argument("--schedule", choices=["constant", "linear"], default="constant"); a.add_argument("--warmup-steps", type=int, default=0)
    a.add_argument("--precision", choices=["f32", "bf16"], default="f32"); a.add_argument("--style", choices=["trainer", "best"], default="trainer")
    a.add_argument("--steps", type=int, help="stop after this many batches"); a.add_argument("--score", action="store_true"); a.add_argument("--generate", type=int, metavar="N")
    a.add_argument("--no-compile", action="store_true"); a.add_argument("--json", action="store_true")
    p, a = a, a.parse_args()
    if a.warmup_steps and a.schedule == "constant": p.error("--warmup-steps needs --schedule linear")
    transformers.logging.set_verbosity_error(); transformers.logging.disable_progress_bar()
    torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    best = a.style == "best"; a.compile = best and not a.no_compile and compiles()
    if best: tune()
    light = a.precision == "bf16" and bool(a.generate or a.score and best)
    model = AutoModelForCausalLM.from_pretrained(a.model, dtype=torch.bfloat16 if light else torch.float32, attn_implementation="sdpa", attn_pdrop=0.0, resid_pdrop=0.0, embd_pdrop=0.0)
    rows = read(a.data, AutoTokenizer.from_pretrained(a.model), model.config.n_positions)
    if not rows: sys.exit(f"{a.data} has no rows")
    if a.generate:
        if not 0 < len(rows[0][0]) <= model.config.n_positions - a.generate: sys.exit("the first prompt is empty or leaves no room")
        out = generate(a, model, rows[0][0])
    else:
        batches = ([collate(rows[i:i + a.batch_size]) for i in range(0, len(rows), a.batch_size)] * (1 if a.score else a.epochs))[:a.steps]
        if not all((labels[:, 1:] != -100).any() for _, _, labels in batches): sys.exit("a batch has no completion token")
        out = (score if a.score else train)(a, model, batches)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
    out |= {"tokens_per_second": out["tokens"] / out["seconds"], "max_rss_mb": round(rss, 1), "style": a.style, "precision": a.precision,
            "threads": torch.get_num_threads(), "compiled": a.compile, "float32_matmul_precision": torch.get_float32_matmul_precision()}
    numbers = out.get("losses", []) + out.get("grad_norms", []) + out.get("logprobs", [])
    if a.json: print(json.dumps(out))
    else: print(f"{a.style} {a.precision}: {out['tokens']} tokens in {out['seconds']:.2f} s, {out['tokens_per_second']:.1f} a second, {rss:.0f} MB; "
                + (f"loss {out['losses'][0]:.4f} to {out['losses'][-1]:.4f}" if "losses" in out else f"mean log-probability {sum(out['logprobs']) / len(out['logprobs']):.4f}" if a.score else f"ids {out['ids'][:8]}"))
    sys.exit(0 if all(map(math.isfinite, numbers)) else 1)


if __name__ == "__main__": main()
