# SPDX-License-Identifier: Apache-2.0
"""What assay gives scripts against transformers on a model of random weights: tensors of a forward pass with padding on
either side, token batches, texts of `generate` and the pipeline, and resized token tables.

usage: forward_diff.py --assay .build/release/assay [--preset nano|gpt2] [--seed 1]   (needs: pip install torch transformers)
"""
import json
import pathlib
import tempfile

import numpy
import torch
import transformers
from safetensors.numpy import load_file
from side_by_side import begin, config, near, parser, random, run, stir, words
from transformers import AutoTokenizer, GPT2ForSequenceClassification, GPT2LMHeadModel, pipeline

options = begin(parser())
assay = options.assay


def flat(tensor):
    return torch.as_tensor(tensor).float().flatten().tolist()


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    shape = config(options.preset)
    model = stir(GPT2LMHeadModel(shape)).eval()
    model.config._attn_implementation = "eager"
    model.save_pretrained(folder / "plain")
    # The export writes GPT-2's tokenizer beside the model.
    run(assay, "models", "export", folder / "plain", "--format", "huggingface", "-o", folder / "model")
    tokenizer = AutoTokenizer.from_pretrained(folder / "model")
    tokenizer.pad_token = tokenizer.eos_token
    texts = [words(random.randint(1, 30)) for _ in range(5)]
    (folder / "texts.txt").write_text("\n".join(texts) + "\n")

    for side in ("right", "left"):
        tokenizer.padding_side = side
        batch = tokenizer(texts, return_tensors="pt", padding=True)
        ours = json.loads(run(assay, "tokenize", "--format", "json", "--padding", side, folder / "texts.txt"))
        assert ours["input_ids"] == batch["input_ids"].tolist(), side
        assert ours["attention_mask"] == batch["attention_mask"].tolist(), side
        places = (batch["attention_mask"].cumsum(-1) - 1).clamp(min=0)
        with torch.no_grad():
            wanted = model(**batch, position_ids=places, output_hidden_states=True, output_attentions=True)
        out = folder / f"{side}.safetensors"
        run(assay, "forward", "-m", folder / "model", folder / "texts.txt", "--output", "logits,hidden,attentions,embeddings",
            "--all-layers", "--padding-side", side, "-o", out)
        found = load_file(out)
        assert (found["input_ids"] == batch["input_ids"].numpy()).all()
        rows = batch["attention_mask"].bool()
        near(f"{side}: logits", flat(torch.as_tensor(found["logits"])[rows]), flat(wanted.logits[rows]), 1e-4)
        for layer, states in enumerate(wanted.hidden_states):
            near(f"{side}: hidden states {layer}", flat(torch.as_tensor(found[f"hidden_states.{layer}"])[rows]), flat(states[rows]), 1e-4)
        near(f"{side}: embeddings", flat(torch.as_tensor(found["embeddings"])[rows]), flat(wanted.hidden_states[0][rows]), 1e-5)
        pairs = rows[:, None, :, None] & rows[:, None, None, :]
        for layer, weights in enumerate(wanted.attentions):
            here = pairs.expand_as(weights)
            near(f"{side}: attentions {layer}", flat(torch.as_tensor(found[f"attentions.{layer}"])[here]), flat(weights[here]), 1e-4)
        assert not found["logits"][~rows.numpy()].any(), "what belongs to no token is 0"

    run(assay, "forward", "-m", folder / "model", "--text", texts[0], "--output", "hidden", "--all-layers", "-o", folder / "h.npy")
    ids = tokenizer(texts[0], return_tensors="pt")["input_ids"]
    with torch.no_grad():
        states = torch.stack(model(ids, output_hidden_states=True).hidden_states)
    array = numpy.load(folder / "h.npy")
    assert array.shape == tuple(states.shape), array.shape
    near("an array of all layers", flat(array), flat(states), 1e-4)

    heads = config(options.preset, num_labels=3, pad_token_id=shape.eos_token_id)
    judge = stir(GPT2ForSequenceClassification(heads)).eval()
    judge.save_pretrained(folder / "judge")
    run(assay, "forward", "-m", folder / "judge", folder / "texts.txt", "-o", folder / "classes.npy")
    with torch.no_grad():
        classes = torch.cat([judge(tokenizer(text, return_tensors="pt")["input_ids"]).logits for text in texts])
    near("logits of classes", flat(numpy.load(folder / "classes.npy")), flat(classes), 1e-4)

    writer = pipeline("text-generation", model=model, tokenizer=tokenizer, device="cpu")
    for extra in ({}, {"no_repeat_ngram_size": 2}, {"repetition_penalty": 1.3}, {"min_new_tokens": 28}):
        for prompt in texts[:3]:
            given = {"max_length": len(tokenizer(prompt)["input_ids"]) + 30, **extra}
            flags = [part for key, value in given.items() for part in (f"--{key.replace('_', '-')}", str(value))]
            ours = json.loads(run(assay, "generate", "-m", folder / "model", prompt, *flags))
            theirs = writer(prompt, do_sample=False, max_new_tokens=None, pad_token_id=shape.eos_token_id, **given)
            assert ours == theirs, (given, ours, theirs)
    print("generate: twelve greedy texts are the pipeline's")

    size = shape.vocab_size + 7
    run(assay, "models", "resize", folder / "model", "--vocabulary", size, "-o", folder / "larger")
    larger = GPT2LMHeadModel.from_pretrained(folder / "larger")
    old, new = model.transformer.wte.weight.detach(), larger.transformer.wte.weight.detach()
    assert new.shape == (size, shape.n_embd) and larger.config.vocab_size == size
    assert torch.equal(new[:-7], old), "old rows stay"
    model.resize_token_embeddings(size)
    theirs = model.transformer.wte.weight.detach()[-7:]
    near("new rows", flat(new[-7:]), flat(theirs), 1e-4 * old.std().item() * 10)
    print(f"ok   scripts, {options.preset}, seed {options.seed}, transformers {transformers.__version__}, torch {torch.__version__}")
