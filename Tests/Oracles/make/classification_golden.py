#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of Tests/LanguageModelTests/ClassificationParityTests: a tiny
GPT2ForSequenceClassification with random weights and what transformers computes from it.

  python classification_golden.py Tests/LanguageModelTests/Fixtures

needs torch, transformers and safetensors. tiny-classifier/ is the model as transformers saves it,
tiny-classifier-golden.json names the versions and the seed and holds the rows, and
tiny-classifier-golden.safetensors the logits and the gradients of the mean loss.
"""
import json, os, sys
import torch, transformers
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2ForSequenceClassification

SEED = 11
PAD = 30
# Rows that end in pad tokens, have them inside, are nothing else, and fill all positions.
ROWS = [[5, 17, 3, 8, 21], [29], [12, 12, 30, 12, 30, 30], [30, 30], [30], list(range(16))]
LABELS = [2, 0, 1, 2, 0, 1]
CLASSES = [" later", " no", " yes"]


def main():
    out = sys.argv[1]
    torch.manual_seed(SEED)
    config = GPT2Config(vocab_size=31, n_layer=2, n_head=2, n_embd=8, n_positions=16, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
                        bos_token_id=PAD, eos_token_id=PAD, pad_token_id=PAD, id2label=dict(enumerate(CLASSES)),
                        label2id={name: number for number, name in enumerate(CLASSES)})
    model = GPT2ForSequenceClassification(config).eval()
    with torch.no_grad():
        for parameter in model.parameters(): parameter.add_(0.3 * torch.randn_like(parameter))
    model.save_pretrained(os.path.join(out, "tiny-classifier"))
    width = max(map(len, ROWS))
    ids = torch.tensor([row + [PAD] * (width - len(row)) for row in ROWS])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ROWS])
    found = model(ids, attention_mask=mask, labels=torch.tensor(LABELS))
    found.loss.backward()
    tensors = {f"gradient.{name}": parameter.grad.contiguous() for name, parameter in model.named_parameters()}
    tensors["logits"] = found.logits.detach().contiguous()
    save_file(tensors, os.path.join(out, "tiny-classifier-golden.safetensors"), metadata={"format": "pt"})
    golden = {"producer": f"transformers {transformers.__version__}, torch {torch.__version__}", "script": "Tests/Oracles/make/classification_golden.py",
              "seed": SEED, "rows": ROWS, "labels": LABELS, "loss": found.loss.item()}
    with open(os.path.join(out, "tiny-classifier-golden.json"), "w", encoding="utf-8") as f:
        json.dump(golden, f, indent=1)
        f.write("\n")


if __name__ == "__main__": main()
