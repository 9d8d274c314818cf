#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exports random GPT-2 directories with `assay models export` and reads them back with the `gguf`
package of llama.cpp, tensor for tensor. The directories are written by `safetensors`, not by assay.

usage: gguf_diff.py --assay PATH [--ranks gpt2.tiktoken] [--seed N] [--cases N]
"""
import argparse, base64, json, os, random, subprocess, sys, tempfile
import gguf, numpy as np
from safetensors.numpy import save_file

MODULES = [("ln_1", "attn_norm"), ("attn.c_attn", "attn_qkv"), ("attn.c_proj", "attn_output"),
           ("ln_2", "ffn_norm"), ("mlp.c_fc", "ffn_up"), ("mlp.c_proj", "ffn_down")]


def make_model(folder, rng):
    """A random model in one of the layouts that are published; its tensors by bare name."""
    heads, layers, positions = rng.choice([1, 2, 3]), rng.randint(1, 3), rng.randint(3, 40)
    width, vocabulary = heads * rng.randint(2, 9), 50257 + rng.choice([0, 0, 7])
    inner = rng.choice([4 * width, 3 * width + 1])
    kind = rng.choice([np.float32, np.float32, np.float16])
    numbers = np.random.default_rng(rng.getrandbits(32))
    new = lambda *shape: numbers.normal(0, 0.3, shape).astype(kind)
    tensors = {"wte.weight": new(vocabulary, width), "wpe.weight": new(positions, width),
               "ln_f.weight": new(width), "ln_f.bias": new(width)}
    shapes = {"attn.c_attn": (width, 3 * width), "attn.c_proj": (width, width),
              "mlp.c_fc": (width, inner), "mlp.c_proj": (inner, width)}
    for layer in range(layers):
        for module, _ in MODULES:
            shape = shapes.get(module, (width,))
            tensors[f"h.{layer}.{module}.weight"] = new(*shape)
            tensors[f"h.{layer}.{module}.bias"] = new(shape[-1])
    tied = rng.random() < 0.6
    if not tied:
        tensors["lm_head.weight"] = new(vocabulary, width)
    prefix = rng.choice(["", "transformer."])
    stored = {(name if name == "lm_head.weight" else prefix + name): value
              for name, value in tensors.items()}
    if rng.random() < 0.4:
        names = sorted(stored)
        files = {f"model-0000{i + 1}-of-00002.safetensors": names[i::2] for i in range(2)}
        for file, part in files.items():
            save_file({n: stored[n] for n in part}, f"{folder}/{file}", metadata={"format": "pt"})
        index = {"weight_map": {n: f for f, part in files.items() for n in part}}
        json.dump(index, open(f"{folder}/model.safetensors.index.json", "w"))
    else:
        save_file(stored, f"{folder}/model.safetensors", metadata={"format": "pt"})
    config = {"model_type": "gpt2", "vocab_size": vocabulary, "n_positions": positions,
              "n_embd": width, "n_layer": layers, "n_head": heads, "n_inner": inner,
              "layer_norm_epsilon": 1e-5, "tie_word_embeddings": tied,
              "bos_token_id": 50256, "eos_token_id": 50256}
    json.dump(config, open(f"{folder}/config.json", "w"))
    return config, tensors


def expected_tensors(config, tensors):
    """llama.cpp's names; matrices of blocks turned to (out, in)."""
    names = {"wte.weight": "token_embd.weight", "wpe.weight": "position_embd.weight",
             "ln_f.weight": "output_norm.weight", "ln_f.bias": "output_norm.bias",
             "lm_head.weight": "output.weight"}
    out = {names[n]: v for n, v in tensors.items() if n in names}
    for layer in range(config["n_layer"]):
        for module, theirs in MODULES:
            for part in ("weight", "bias"):
                value = tensors[f"h.{layer}.{module}.{part}"]
                out[f"blk.{layer}.{theirs}.{part}"] = value.T if value.ndim == 2 else value
    return {name: value.astype(np.float32) for name, value in out.items()}


def rounded(value, name, precision):
    """What the file must hold, and as which type."""
    if precision == "f32" or value.ndim == 1 or name == "position_embd.weight":
        return gguf.GGMLQuantizationType.F32, value
    kind = {"f16": gguf.GGMLQuantizationType.F16, "bf16": gguf.GGMLQuantizationType.BF16}[precision]
    return kind, gguf.quants.dequantize(gguf.quants.quantize(value, kind), kind)


def letters():
    """The letter of each byte, as GPT-2's vocabulary spells them."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [b for b in range(256) if b not in seen]
    return {**{b: chr(b) for b in seen}, **{b: chr(256 + i) for i, b in enumerate(hidden)}}


def check_tokens(read, config, ranks):
    tokens = read("tokenizer.ggml.tokens")
    kinds = read("tokenizer.ggml.token_type")
    assert len(tokens) == len(kinds) == config["vocab_size"]
    assert tokens[50256] == "<|endoftext|>" and kinds[50256] == gguf.TokenType.CONTROL
    assert set(kinds[:50256]) == {gguf.TokenType.NORMAL}
    assert set(kinds[50257:]) <= {gguf.TokenType.UNUSED}
    merges = read("tokenizer.ggml.merges")
    assert len(merges) == 50000 and all(len(m.split(" ")) == 2 for m in merges)
    if ranks:
        letter = letters()
        for line in open(ranks, "rb"):
            text, rank = line.split()
            name = "".join(letter[b] for b in base64.b64decode(text))
            assert tokens[int(rank)] == name, (rank, name, tokens[int(rank)])
            # Merges follow the 256 bytes in order of rank.
            assert int(rank) < 256 or merges[int(rank) - 256].replace(" ", "") == name


def check(path, config, tensors, precision, ranks):
    reader = gguf.GGUFReader(path)
    read = lambda key: reader.get_field(key).contents()
    found = {t.name: t for t in reader.tensors}
    expected = expected_tensors(config, tensors)
    assert found.keys() == expected.keys(), found.keys() ^ expected.keys()
    for name, value in expected.items():
        kind, value = rounded(value, name, precision)
        tensor = found[name]
        assert tensor.tensor_type == kind, (name, tensor.tensor_type)
        assert tensor.data_offset % 32 == 0, name
        data = gguf.quants.dequantize(tensor.data, kind).reshape(value.shape)
        assert np.array_equal(data, value), (name, np.abs(data - value).max())
    for key, value in [
            ("general.architecture", "gpt2"), ("gpt2.context_length", config["n_positions"]),
            ("gpt2.embedding_length", config["n_embd"]), ("gpt2.block_count", config["n_layer"]),
            ("gpt2.feed_forward_length", config["n_inner"]),
            ("gpt2.attention.head_count", config["n_head"]),
            ("gpt2.attention.layer_norm_epsilon", np.float32(1e-5)),
            ("tokenizer.ggml.model", "gpt2"), ("tokenizer.ggml.pre", "gpt-2"),
            ("tokenizer.ggml.bos_token_id", 50256), ("tokenizer.ggml.eos_token_id", 50256),
            ("general.file_type", {"f32": gguf.LlamaFileType.ALL_F32,
                                   "f16": gguf.LlamaFileType.MOSTLY_F16,
                                   "bf16": gguf.LlamaFileType.MOSTLY_BF16}[precision])]:
        assert read(key) == value, (key, read(key), value)
    check_tokens(read, config, ranks)
    return len(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    parser.add_argument("--ranks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=6)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    count = 0
    for case in range(options.cases):
        with tempfile.TemporaryDirectory() as folder:
            config, tensors = make_model(folder, rng)
            precision = ["f32", "f16", "bf16"][case % 3]
            path = os.path.join(folder, "model.gguf")
            subprocess.run([options.assay, "models", "export", folder, "--format", "gguf",
                            "--precision", precision, "-o", path, "-q"], check=True,
                           stdout=subprocess.DEVNULL)
            count += check(path, config, tensors, precision, options.ranks)
    print(f"{options.cases} models, {count} tensors equal to the bit")


if __name__ == "__main__":
    sys.exit(main())
