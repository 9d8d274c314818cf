# SPDX-License-Identifier: Apache-2.0
"""Adapters by assay against PEFT: an adapter that assay trained as PEFT reads it, ten steps of training beside the same
model from the same random start, and the merged folder.

usage: lora_diff.py --assay .build/release/assay [--preset nano|gpt2] [--seed 1]   (needs: pip install torch transformers peft)
"""
import json
import pathlib
import tempfile

import peft
import torch
import transformers
from side_by_side import begin, completion_loss, config, lines, near, parser, random, run, stir, train_here, words, write
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2LMHeadModel

options = begin(parser())
assay = options.assay


def scores(model, pairs):
    """The log-probability of every token of the completions."""
    found = []
    with torch.no_grad():
        for prompt, completion in pairs:
            every = torch.log_softmax(model(torch.tensor([prompt + completion])).logits[0], -1)
            found += [every[len(prompt) - 1 + i, token].item() for i, token in enumerate(completion)]
    return found


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    base = stir(GPT2LMHeadModel(config(options.preset))).eval()
    base.save_pretrained(folder / "model")
    data = [{"prompt": words(random.randint(2, 20)) + " ->", "completion": " " + words(random.randint(1, 5))} for _ in range(24)]
    write(folder / "rows.jsonl", data)

    def train(out, rate):
        run(assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "model", "-o", folder / out, "--max-steps", "10", "--batch-size", "8",
            "--epochs", "4", "--learning-rate", rate, "--schedule", "constant", "--warmup-steps", "0", "--weight-decay", "0.1", "--grad-clip", "1",
            "--dropout", "0", "--prompt-loss-weight", "0", "--no-shuffle", "--precision", "f32", "--lora-rank", "8", "--log-json", folder / f"{out}.jsonl")

    train("start", "0")  # the adapter before its first step
    train("adapter", "5e-3")
    tokenizer = AutoTokenizer.from_pretrained(folder / "adapter")
    pairs = [(tokenizer(row["prompt"])["input_ids"], tokenizer(row["completion"])["input_ids"]) for row in data]
    ours = lines(assay, "score", "-m", folder / "adapter", "-f", folder / "rows.jsonl", "--precision", "f32")
    ours = [value for row in ours for value in row["token_logprobs"]]
    near("log-probabilities, as PEFT reads the adapter", ours, scores(peft.AutoPeftModelForCausalLM.from_pretrained(folder / "adapter").eval(), pairs), 2e-4)
    near("log-probabilities, as transformers reads the adapter", ours, scores(AutoModelForCausalLM.from_pretrained(folder / "adapter").eval(), pairs), 2e-4)
    run(assay, "models", "export", folder / "adapter", "--format", "huggingface", "-o", folder / "merged")
    near("log-probabilities of the merged model", ours, scores(GPT2LMHeadModel.from_pretrained(folder / "merged").eval(), pairs), 2e-4)

    settings = json.loads((folder / "adapter/assay.json").read_text())["settings"]
    log = [json.loads(line)["loss"] for line in (folder / "adapter.jsonl").read_text().splitlines()]
    model = peft.PeftModel.from_pretrained(GPT2LMHeadModel.from_pretrained(folder / "model"), folder / "start", is_trainable=True).train()
    batches = [pairs[8 * (step % 3):8 * (step % 3) + 8] for step in range(10)]
    losses, _ = train_here(model, batches, [settings["learning_rate"]] * 10, settings, completion_loss)
    near("losses of ten steps, relative", [a / b for a, b in zip(log, losses, strict=True)], [1.0] * 10, 1e-4)
    print(f"ok   LoRA {options.preset}, seed {options.seed}, peft {peft.__version__}, transformers {transformers.__version__}, torch {torch.__version__}")
