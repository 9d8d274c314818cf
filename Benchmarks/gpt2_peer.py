#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What PyTorch and transformers need for the jobs of gpt2_bench.py; prints one JSON object.

  gpt2_peer.py MODEL --precision f32 --style best --steps 6 --train NAME=FILE ... --score NAME=FILE ...
               [--generate TOKENS --prompt FILE]

Styles, each with AdamW (fused), decay on matrices alone and gradients clipped to 1, batches of 8 (4 for
a job whose name starts with "lm"), no dropout, bf16 by autocast over f32 weights:
  trainer  what a user of transformers gets: rows padded to the longest, attention mask, loss of the model
  best     causal attention without a mask, logits at completion positions alone, torch.compile, oneDNN
           products, freed memory kept; scoring and generation in bf16 with bf16 weights
Warm-up (two batches, or a whole generation) is not timed. Tokens are real ones, without padding.
"""
import argparse
import ctypes
import json
import os
import time

import torch
import transformers


def read(path, tokenizer):
    with open(path, encoding="utf-8") as lines:
        return [tuple(tokenizer(row[key])["input_ids"] for key in ("prompt", "completion"))
                for row in map(json.loads, lines)]


def batches(rows, size):
    """(ids, mask, targets) of each batch; a target of -100 is none. Targets are aligned with ids."""
    for start in range(0, len(rows), size):
        part = rows[start:start + size]
        width = max(len(prompt) + len(completion) for prompt, completion in part)
        ids, mask, targets = (torch.full((len(part), width), value) for value in (0, 0, -100))
        for i, (prompt, completion) in enumerate(part):
            end = len(prompt) + len(completion)
            ids[i, :end] = torch.tensor(prompt + completion)
            mask[i, :end] = 1
            targets[i, len(prompt):end] = torch.tensor(completion)
        yield ids, mask, targets


def prepare_process():
    """Settings of style best: keep freed memory, and take oneDNN's f32 products if they stay exact."""
    libc = ctypes.CDLL(None)
    libc.mallopt(-4, 0)
    libc.mallopt(-1, -1)
    x, y = torch.randn(256, 768), torch.randn(768, 512)
    torch.set_float32_matmul_precision("medium")
    if (x @ y - (x.double() @ y.double())).abs().max() > 1e-3:
        torch.set_float32_matmul_precision("highest")


class Peer:
    def __init__(self, args):
        self.args = args
        self.best = args.style == "best"
        torch.set_num_threads(len(os.sched_getaffinity(0)))
        if self.best:
            prepare_process()
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(args.model)

    def load(self, dtype):
        return transformers.AutoModelForCausalLM.from_pretrained(
            self.args.model, dtype=dtype, attn_implementation="sdpa",
            attn_pdrop=0.0, resid_pdrop=0.0, embd_pdrop=0.0)

    def light(self):
        """The type of weights for work without gradients."""
        return torch.bfloat16 if self.args.precision == "bf16" and self.best else torch.float32

    def loss(self, model, reduction="mean"):
        cast = self.args.precision == "bf16" and model.dtype == torch.float32

        def trainer(ids, mask, targets):
            with torch.autocast("cpu", torch.bfloat16, enabled=cast):
                if reduction == "mean":
                    return model(input_ids=ids, attention_mask=mask, labels=targets).loss
                logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1]
            return torch.nn.functional.cross_entropy(
                logits.flatten(0, 1).float(), targets[:, 1:].flatten(), reduction=reduction)

        def core(ids, places, tokens):
            with torch.autocast("cpu", torch.bfloat16, enabled=cast):
                hidden = model.transformer(ids, use_cache=False).last_hidden_state.flatten(0, 1)
                logits = model.lm_head(hidden[places])
            return torch.nn.functional.cross_entropy(logits.float(), tokens, reduction=reduction)

        compiled = torch.compile(core, dynamic=True)

        def best(ids, mask, targets):
            tokens = targets[:, 1:].flatten()
            places = (tokens != -100).nonzero()[:, 0]
            return compiled(ids[:, :-1].contiguous(), places, tokens[places])

        return best if self.best else trainer

    def train(self, path, size):
        model = self.load(torch.float32).train()
        loss = self.loss(model)
        parts = list(batches(read(path, self.tokenizer), size))[:self.args.steps]
        weights = list(model.parameters())
        optimizer = torch.optim.AdamW(
            [{"params": [p for p in weights if p.ndim > 1], "weight_decay": 0.01},
             {"params": [p for p in weights if p.ndim < 2], "weight_decay": 0.0}], lr=0.0, fused=True)
        for part in (parts[0], parts[-1]):
            loss(*part).backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
        for state in optimizer.state.values():
            for value in state.values():
                value.zero_()
        for group in optimizer.param_groups:
            group["lr"] = 1e-5
        losses, start = [], time.perf_counter()
        for part in parts:
            value = loss(*part)
            value.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            losses.append(value.item())
        return self.figures(parts, start, losses=losses)

    @torch.no_grad()
    def score(self, path):
        model = self.load(self.light()).eval()
        loss = self.loss(model, "none")
        parts = list(batches(read(path, self.tokenizer), 8))
        for part in (parts[0], parts[1]):
            loss(*part)
        start = time.perf_counter()
        total = sum(loss(*part).sum().item() for part in parts)
        return self.figures(parts, start, logprob=-total)

    @torch.no_grad()
    def generate(self, path, count):
        model = self.load(self.light()).eval()
        prompt = torch.tensor([read(path, self.tokenizer)[0][0]])
        step = torch.compile(model.forward, dynamic=True) if self.best else model.forward

        def run():
            out = model.forward(input_ids=prompt, use_cache=True, logits_to_keep=1)
            found = [out.logits[:, -1].argmax(-1, keepdim=True)]
            while len(found) < count:
                out = step(input_ids=found[-1], past_key_values=out.past_key_values, use_cache=True)
                found.append(out.logits[:, -1].argmax(-1, keepdim=True))
            return torch.cat(found, 1)[0].tolist()

        run()
        start = time.perf_counter()
        ids = run()
        seconds = time.perf_counter() - start
        return {"tokens": count, "seconds": seconds, "rate": count / seconds, "ids": ids}

    @staticmethod
    def figures(parts, start, **more):
        seconds = time.perf_counter() - start
        tokens = sum(int(mask.sum()) for _, mask, _ in parts)
        return {"tokens": tokens, "seconds": seconds, "rate": tokens / seconds, **more}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--precision", choices=["f32", "bf16"], default="f32")
    parser.add_argument("--style", choices=["trainer", "best"], default="best")
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--train", nargs="*", default=[])
    parser.add_argument("--score", nargs="*", default=[])
    parser.add_argument("--generate", type=int)
    parser.add_argument("--prompt")
    args = parser.parse_args()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    peer, found = Peer(args), {}
    for name, path in (item.split("=", 1) for item in args.train):
        torch._dynamo.reset()
        found["train " + name] = peer.train(path, 4 if name.startswith("lm") else 8)
    for name, path in (item.split("=", 1) for item in args.score):
        torch._dynamo.reset()
        found["score " + name] = peer.score(path)
    if args.generate:
        found["generate"] = peer.generate(args.prompt, args.generate)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
