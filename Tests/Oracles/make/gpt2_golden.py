#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of Tests/LanguageModelTests: a tiny GPT-2 with random weights and what
Hugging Face computes from it.

  python gpt2_golden.py Tests/LanguageModelTests/Fixtures

needs torch, transformers and safetensors. tiny-gpt2/ is the model as transformers saves it,
tiny-gpt2-golden.json names the versions and the seed and holds the batch, and
tiny-gpt2-golden.safetensors the logits, hidden states and gradients. The ten losses are of AdamW
with clipping to 1 and a linear schedule with warm-up, on the same batch.
"""
import json, os, sys
import torch, transformers
import torch.nn.functional as F
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2LMHeadModel

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from scramble import scramble

SEED = 7
SEQUENCES = [[5, 17, 3, 80, 41, 2, 77, 9, 30], [96, 1], [12, 12, 12, 50, 8, 33], list(range(20, 44)) + [44, 0, 95]]
PROMPTS = [4, 1, 5, 3]  # tokens of the prompt; the rest is the completion
STEPS, WARMUP, RATE, DECAY = 10, 3, 1e-3, 0.1


def loss(model):
    """The mean cross-entropy of the completions' tokens, each sequence alone."""
    total, count = 0, 0
    for ids, prompt in zip(SEQUENCES, PROMPTS):
        logits = model(torch.tensor([ids])).logits[0]
        total = total + F.cross_entropy(logits[prompt - 1:-1], torch.tensor(ids[prompt:]), reduction="sum")
        count += len(ids) - prompt
    return total / count


def main():
    out = sys.argv[1]
    torch.manual_seed(SEED)
    config = GPT2Config(vocab_size=97, n_layer=2, n_head=2, n_embd=32, n_positions=48, resid_pdrop=0.0, embd_pdrop=0.0,
                        attn_pdrop=0.0, bos_token_id=96, eos_token_id=96)
    model = GPT2LMHeadModel(config).eval()
    scramble(model)
    model.save_pretrained(os.path.join(out, "tiny-gpt2"))
    tensors = {}
    with torch.no_grad():
        for i, ids in enumerate(SEQUENCES):
            found = model(torch.tensor([ids]), output_hidden_states=True)
            tensors[f"logits.{i}"] = found.logits[0].contiguous()
            tensors[f"hidden.{i}"] = found.hidden_states[-1][0].contiguous()
    value = loss(model)
    value.backward()
    for name, p in model.named_parameters(): tensors[f"gradient.{name}"] = p.grad.contiguous()
    save_file(tensors, os.path.join(out, "tiny-gpt2-golden.safetensors"), metadata={"format": "pt"})

    weights = list(model.parameters())
    groups = [{"params": [p for p in weights if p.ndim > 1], "weight_decay": DECAY}, {"params": [p for p in weights if p.ndim < 2], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = transformers.get_scheduler("linear", optimizer, num_warmup_steps=WARMUP, num_training_steps=STEPS)
    losses, norms, rates = [], [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = loss(model)
        value.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(weights, 1.0).item())
        losses.append(value.item())
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        start = GPT2LMHeadModel.from_pretrained(os.path.join(out, "tiny-gpt2")).eval()
        greedy = start.generate(torch.tensor([SEQUENCES[0]]), max_new_tokens=32, do_sample=False, eos_token_id=None, pad_token_id=0)[0, len(SEQUENCES[0]):].tolist()
    golden = {"producer": f"transformers {transformers.__version__}, torch {torch.__version__}", "script": "Tests/Oracles/make/gpt2_golden.py",
              "seed": SEED, "sequences": SEQUENCES, "prompts": PROMPTS, "weight_decay": DECAY, "clip": 1.0, "losses": losses, "norms": norms,
              "learning_rates": rates, "greedy": greedy}
    with open(os.path.join(out, "tiny-gpt2-golden.json"), "w", encoding="utf-8") as f:
        json.dump(golden, f, indent=1)
        f.write("\n")


if __name__ == "__main__": main()
