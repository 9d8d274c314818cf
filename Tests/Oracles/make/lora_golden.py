#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of the adapter tests: a LoRA adapter with random weights beside the tiny
GPT-2 of gpt2_golden.py, and what PEFT computes from both.

  python lora_golden.py Tests/LanguageModelTests/Fixtures     (run gpt2_golden.py first)

needs torch, transformers, peft and safetensors. tiny-lora/ is the adapter as PEFT saves it,
tiny-lora-golden.safetensors holds logits and gradients, and tiny-lora-golden.json the versions, the
seed and ten losses of AdamW with clipping to 1 on the same batch.
"""
import json, os, sys
import peft, torch, transformers
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from transformers import GPT2LMHeadModel

import gpt2_golden as base

SEED, STEPS, RATE, DECAY = 11, 10, 5e-3, 0.1


def main():
    out = sys.argv[1]
    torch.manual_seed(SEED)
    model = GPT2LMHeadModel.from_pretrained(os.path.join(out, "tiny-gpt2")).eval()
    config = LoraConfig(r=3, lora_alpha=6, target_modules=["c_attn", "c_fc", "c_proj"], fan_in_fan_out=True, task_type="CAUSAL_LM")
    model = get_peft_model(model, config).eval()
    weights = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    with torch.no_grad():
        for name, p in weights:
            if "lora_B" in name: p.normal_(0, 0.1)
    model.peft_config["default"].base_model_name_or_path = "tiny-gpt2"
    model.save_pretrained(os.path.join(out, "tiny-lora"))
    os.remove(os.path.join(out, "tiny-lora/README.md"))
    tensors = {}
    with torch.no_grad():
        for i, ids in enumerate(base.SEQUENCES): tensors[f"logits.{i}"] = model(torch.tensor([ids])).logits[0].contiguous()
    base.loss(model).backward()
    for name, p in weights: tensors["gradient." + name.replace(".default", "")] = p.grad.contiguous()
    save_file(tensors, os.path.join(out, "tiny-lora-golden.safetensors"), metadata={"format": "pt"})

    parameters = [p for _, p in weights]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=DECAY)
    losses, norms = [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = base.loss(model)
        value.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(parameters, 1.0).item())
        losses.append(value.item())
        optimizer.step()
    golden = {"producer": f"peft {peft.__version__}, transformers {transformers.__version__}, torch {torch.__version__}",
              "script": "Tests/Oracles/make/lora_golden.py", "seed": SEED, "learning_rate": RATE, "weight_decay": DECAY, "clip": 1.0,
              "losses": losses, "norms": norms}
    with open(os.path.join(out, "tiny-lora-golden.json"), "w", encoding="utf-8") as f:
        json.dump(golden, f, indent=1)
        f.write("\n")


if __name__ == "__main__": main()
