# SPDX-License-Identifier: Apache-2.0
"""Writes Tests/LanguageModelTests/Fixtures/tiny-gpt2-forward.safetensors: hidden states and attentions of all layers, by
transformers, for the sequences of tiny-gpt2-golden.json.

usage: forward_golden.py   (needs: pip install torch transformers safetensors)
"""
import json
import pathlib

import torch
import transformers
from safetensors.torch import save_file

fixtures = pathlib.Path(__file__).parents[2] / "LanguageModelTests/Fixtures"
sequences = json.loads((fixtures / "tiny-gpt2-golden.json").read_text())["sequences"]
model = transformers.GPT2LMHeadModel.from_pretrained(fixtures / "tiny-gpt2", attn_implementation="eager").eval()
tensors = {}
for index, tokens in enumerate(sequences):
    with torch.no_grad():
        found = model(torch.tensor([tokens]), output_hidden_states=True, output_attentions=True)
    for layer, states in enumerate(found.hidden_states):
        tensors[f"hidden.{index}.{layer}"] = states[0].contiguous()
    for layer, weights in enumerate(found.attentions):
        tensors[f"attentions.{index}.{layer}"] = weights[0].contiguous()
about = {"producer": "Tests/Oracles/make/forward_golden.py", "transformers": transformers.__version__, "torch": torch.__version__}
save_file(tensors, fixtures / "tiny-gpt2-forward.safetensors", about)
