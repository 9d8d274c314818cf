# SPDX-License-Identifier: Apache-2.0
"""GPT-2 by assay against transformers and PyTorch on a model of random weights: log-probabilities, hidden states,
greedy texts, ten steps of training, and the saved folder read back.

usage: gpt2_diff.py --assay .build/release/assay [--preset nano|gpt2] [--seed 1]   (needs: pip install torch transformers)
"""
import json
import pathlib
import tempfile

import torch
import transformers
from side_by_side import begin, completion_loss, config, lines, near, parser, random, run, stir, train_here, watch_messages, words, write
from transformers import AutoTokenizer, GPT2LMHeadModel

options = begin(parser())
assay = options.assay


def row(prompt, completion):
    return {"prompt": prompt, "completion": completion}


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    shape = config(options.preset)
    model = stir(GPT2LMHeadModel(shape)).eval()
    model.save_pretrained(folder / "model")
    data = [row(words(random.randint(2, 20)) + " ->", " " + words(random.randint(1, 5))) for _ in range(24)]
    write(folder / "rows.jsonl", data)
    train = run(
        assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "model", "-o", folder / "out", "--max-steps", "10",
        "--batch-size", "8", "--epochs", "4", "--learning-rate", "1e-3", "--schedule", "linear", "--warmup-steps", "3",
        "--weight-decay", "0.1", "--grad-clip", "1", "--dropout", "0", "--prompt-loss-weight", "0", "--no-shuffle",
        "--precision", "f32", "--log-json", folder / "log.jsonl")
    tokenizer = AutoTokenizer.from_pretrained(folder / "out")
    encode = lambda text: tokenizer(text)["input_ids"]
    pairs = [(encode(each["prompt"]), encode(each["completion"])) for each in data]

    scores = lines(assay, "score", "-m", folder / "model", "-f", folder / "rows.jsonl", "--precision", "f32")
    with torch.no_grad():
        wanted, states = [], []
        for prompt, completion in pairs:
            ids = torch.tensor([prompt + completion])
            every = torch.log_softmax(model(ids).logits[0], -1)
            wanted += [every[len(prompt) - 1 + i, token].item() for i, token in enumerate(completion)]
            states += model.transformer(torch.tensor([prompt])).last_hidden_state[0].mean(0).tolist()
    near("log-probabilities", [value for each in scores for value in each["token_logprobs"]], wanted, 1e-4)
    vectors = lines(assay, "embed", "-m", folder / "model", "-f", folder / "rows.jsonl", "--precision", "f32")
    near("mean hidden states", [value for each in vectors for value in each["embedding"]], states, 1e-4)

    for prompt in (data[0]["prompt"], data[1]["prompt"], "The"):
        text = json.loads(run(assay, "complete", "-m", folder / "model", "-p", prompt, "--temperature", "0", "--max-tokens", "64", "--format", "json", "--precision", "f32"))
        ids = torch.tensor([encode(prompt)])
        greedy = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=64, do_sample=False, pad_token_id=shape.eos_token_id)
        wanted_text = tokenizer.decode(greedy[0, ids.shape[1]:], skip_special_tokens=True)
        assert text["choices"][0]["text"] == wanted_text, (text["choices"][0]["text"], wanted_text)
    print("greedy: three texts of 64 tokens are the same")

    settings = json.loads((folder / "out/assay.json").read_text())["settings"]
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    batches = [pairs[8 * (step % 3):8 * (step % 3) + 8] for step in range(10)]
    losses, _ = train_here(model.train(), batches, [each["learning_rate"] for each in log], settings, completion_loss)
    near("losses of ten steps, relative", [each["loss"] / loss for each, loss in zip(log, losses)], [1.0] * 10, 1e-4)
    # transformers' own schedule gives the rates.
    rates, dummy = [], torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1e-3)
    schedule = transformers.get_linear_schedule_with_warmup(dummy, 3, 10)
    for _ in range(10):
        rates.append(schedule.get_last_lr()[0])
        dummy.step()
        schedule.step()
    near("learning rates", [each["learning_rate"] for each in log], rates, 1e-9)

    records = watch_messages()
    saved = GPT2LMHeadModel.from_pretrained(folder / "out").eval()
    assert not records, records
    with torch.no_grad():
        ids = torch.tensor([pairs[0][0]])
        ours, theirs = saved(ids).logits[0, -1], model.eval()(ids).logits[0, -1]
    near("logits of the trained model, as transformers reads it", ours.tolist(), theirs.tolist(), 2e-3)
    print(f"ok   GPT-2 {options.preset}, seed {options.seed}, transformers {transformers.__version__}, torch {torch.__version__}")
