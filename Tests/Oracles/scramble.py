# SPDX-License-Identifier: Apache-2.0
"""Makes the initial weights of a GPT-2 unlike one another, so that a fault in any of them shows."""
import math
import torch


@torch.no_grad()
def scramble(model):
    """Matrices that keep unit variance at any width, attention that picks, noisy biases and gains, logits of deviation 2."""
    scale = 1 / (model.config.initializer_range * math.sqrt(model.config.n_embd))
    for name, p in model.named_parameters():
        if name.endswith("bias"): p.normal_(0, 0.05)
        elif ".ln_" in name: p.normal_(1, 0.2)
        elif "c_attn" in name: p.mul_(2 * scale)
        elif not name.endswith(("wte.weight", "wpe.weight")): p.mul_(scale)
    model.transformer.ln_f.weight.mul_(2 * scale)
