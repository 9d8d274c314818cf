# SPDX-License-Identifier: Apache-2.0
"""Rows 72 to 84, 87 to 90: what transformers gives for the same weights. SHAPE=gpt2 takes GPT-2's own shape (124M)."""
import json
import os
import subprocess

import notes
import numpy
import torch
import transformers
from safetensors.numpy import load_file
from table import assay, main, row
from transformers import AutoTokenizer, GPT2Config, GPT2ForSequenceClassification, GPT2LMHeadModel, pipeline

torch.manual_seed(int(os.environ.get("SEED", "20")))
transformers.utils.logging.disable_progress_bar()
SHAPE = {"gpt2": {}, "nano": {"n_layer": 3, "n_head": 4, "n_embd": 96}}[os.environ.get("SHAPE", "nano")]
TEXTS = ["The elf queen", "A fern on the balcony wants shade, not sun", "Ein Gänseblümchen 🌼 blüht", "mint"]


def stirred(model):
    """Random weights far enough from one another that every layer shows in the result."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.03)
    return model.eval()


def saved(seen, name="model", kind=GPT2LMHeadModel, **more):
    """A model of random weights as transformers writes it, with GPT-2's tokenizer beside it."""
    model = stirred(kind(GPT2Config(**SHAPE, **more)))
    model.config._attn_implementation = "eager"
    model.save_pretrained(seen.folder / f"{name}-plain")
    seen.run("models", "export", f"{name}-plain", "--format", "huggingface", "-o", name, status=0)
    tokenizer = AutoTokenizer.from_pretrained(seen.folder / name)
    tokenizer.pad_token = tokenizer.eos_token
    return model, tokenizer


def close(seen, what, ours, theirs, limit=1e-4):
    ours, theirs = torch.as_tensor(numpy.asarray(ours)).float(), torch.as_tensor(theirs).float()
    same = ours.shape == theirs.shape
    difference = (ours - theirs).abs().max().item() if same else float("nan")
    seen.holds(f"{what}: {tuple(ours.shape)}, largest difference {difference:.1e}", same and difference <= limit)


@row(72, "generate against pipeline('text-generation')")
def pipelines(seen):
    model, tokenizer = saved(seen)
    writer = pipeline("text-generation", model=model, tokenizer=tokenizer, device="cpu")
    for text in TEXTS:
        theirs = writer(text, do_sample=False, max_length=24, max_new_tokens=None, pad_token_id=50256)
        seen.holds(f"{text!r}", seen.json("generate", "-m", "model", text, "--max-length", "24") == theirs)
    several = seen.json("generate", "-m", "model", *TEXTS[:2], "--do-sample", "--seed", "1", "--num-return-sequences", "2")
    seen.holds("a list for each of several prompts", [len(each) for each in several] == [2, 2] and set(several[0][0]) == {"generated_text"})
    said = seen.run("generate", "-m", "nobody/nothing", "fern")
    seen.holds("a name that is not here is not fetched unasked", said.returncode == 2 and "assay models pull nobody/nothing" in said.stderr)


@row(73, "sizes by name, and own models")
def sizes(seen):
    for name in ("gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"):
        said = seen.run("complete", "-m", name, "-p", "fern")
        seen.holds(f"{name} says how it is fetched", said.returncode == 2 and "pull" in said.stderr)
    made = seen.run("train", "-t", seen.write("c.txt", "a fern. " * 300), "-m", "gpt2", "--from-scratch", "--objective", "language-model",
                    "--block-size", "16", "--max-steps", "1", "-o", "small", "--quiet") if SHAPE == {} else None
    if made:
        seen.holds("gpt2's shape from random weights", json.loads((seen.folder / "small" / "config.json").read_text())["n_layer"] == 12)
    saved(seen)
    seen.run("complete", "-m", "model", "-p", "fern", "--max-tokens", "2", status=0)


@row(74, "tokenize: ids, attention_mask, padding on both sides, decoding")
def tokens(seen):
    _, tokenizer = saved(seen)
    seen.holds("[464, 23878, 16599]", "464" in seen.run("tokenize", "--text", "The elf queen").stdout)
    seen.write("t.txt", "\n".join(TEXTS) + "\n")
    for side in ("left", "right"):
        tokenizer.padding_side = side
        theirs = tokenizer(TEXTS, padding=True)
        ours = seen.json("tokenize", "--format", "json", "--padding", side, "t.txt")
        seen.holds(f"padded {side}", ours["input_ids"] == theirs["input_ids"] and ours["attention_mask"] == theirs["attention_mask"])
    ids = tokenizer(TEXTS)["input_ids"]
    seen.write("ids.jsonl", "".join(json.dumps(each) + "\n" for each in ids))
    decoded = [json.loads(line) for line in seen.run("tokenize", "--decode", "--json", "ids.jsonl").stdout.splitlines()]
    seen.holds("batch_decode", decoded == tokenizer.batch_decode(ids))


@row(75, "generate(max_length=20), greedy and repeatable")
def greedy(seen):
    model, tokenizer = saved(seen)
    for text in TEXTS:
        batch = tokenizer(text, return_tensors="pt")
        theirs = tokenizer.decode(model.generate(**batch, max_length=20, do_sample=False, pad_token_id=50256)[0])
        seen.holds(f"{text!r}", seen.json("generate", "-m", "model", text)[0]["generated_text"] == theirs)
        beams = tokenizer.decode(model.generate(**batch, max_length=20, num_beams=3, do_sample=False, pad_token_id=50256)[0], skip_special_tokens=True)
        seen.holds(f"{text!r} by three beams", seen.json("generate", "-m", "model", text, "--num-beams", "3")[0]["generated_text"] == beams)
    twice = [seen.run("generate", "-m", "model", "fern", "--do-sample", "--seed", "4").stdout for _ in range(2)]
    seen.holds("a seed repeats", twice[0] == twice[1])


@row(76, "config.json: shown, edited, kept; task_specific_params; resized token tables")
def config(seen):
    extra = {"task_specific_params": {"text-generation": {"do_sample": False, "max_length": 26}}, "resid_pdrop": 0.25, "attn_pdrop": 0.05,
             "embd_pdrop": 0.15, "summary_type": "last", "summary_first_dropout": 0.3}
    model, tokenizer = saved(seen, **extra)
    shown = seen.run("models", "show", "model", "--config").stdout
    seen.holds("all of it is shown", all(str(word) in shown for word in ("task_specific_params", "summary_first_dropout", "resid_pdrop", "0.25")))
    text = seen.json("generate", "-m", "model", "fern", "--task", "text-generation")[0]["generated_text"]
    seen.holds("its max_length", len(tokenizer(text)["input_ids"]) == 26)
    seen.run("models", "edit", "model", "task_specific_params.text-generation.max_length=11", "resid_pdrop=0", status=0)
    text = seen.json("generate", "-m", "model", "fern", "--task", "text-generation")[0]["generated_text"]
    seen.holds("as edited", len(tokenizer(text)["input_ids"]) == 11)
    seen.holds("what weights are bound to is refused", seen.run("models", "edit", "model", "n_embd=12").returncode == 2)
    seen.run("train", "-t", seen.write("w.jsonl", list(notes.watering(110))), "-m", "model", "--max-steps", "1", "-o", "after", "--quiet", status=0)
    after = json.loads((seen.folder / "after" / "config.json").read_text())
    seen.holds("kept by training", after["summary_first_dropout"] == 0.3 and after["attn_pdrop"] == 0.05 and after["resid_pdrop"] == 0
               and after["task_specific_params"]["text-generation"]["max_length"] == 11)
    seen.run("models", "resize", "model", "--vocabulary", "50260", "-o", "larger", status=0)
    larger = GPT2LMHeadModel.from_pretrained(seen.folder / "larger").transformer.wte.weight
    model.resize_token_embeddings(50260)
    seen.holds("resized rows", torch.equal(larger[:50257], model.transformer.wte.weight[:50257]) and larger.shape[0] == 50260)


@row(77, "softmax(z/T)")
def temperature(seen):
    model, tokenizer = saved(seen)
    with torch.no_grad():
        z = model(**tokenizer("fern", return_tensors="pt")).logits[0, -1]
    wanted = torch.softmax(z / 0.2, -1).max().item()
    likeliest = tokenizer.decode(z.argmax())
    said = seen.json("complete", "-m", "model", "-p", "fern", "--max-tokens", "1", "--temperature", "0.2", "-n", "400", "--seed", "3", "--format", "json")
    share = sum(each["text"] == likeliest for each in said["choices"]) / 400
    seen.holds(f"share of the likeliest {share:.3f}, wanted {wanted:.3f}", abs(share - wanted) < 4 * (wanted * (1 - wanted) / 400) ** 0.5 + 0.005)


@row(78, "a loop that appends the likeliest token")
def loop(seen):
    model, tokenizer = saved(seen)
    ids = tokenizer("The elf queen", return_tensors="pt")["input_ids"]
    start = ids.shape[1]
    for _ in range(12):
        with torch.no_grad():
            ids = torch.cat([ids, model(ids).logits[:, -1].argmax(-1, keepdim=True)], -1)
    ours = seen.run("complete", "-m", "model", "-p", "The elf queen", "--temperature", "0", "--max-tokens", "12").stdout
    seen.holds("the same text", tokenizer.decode(ids[0, start:]) in ours)


@row(79, "forward: logits B x T x V")
def logits(seen):
    model, tokenizer = saved(seen)
    seen.write("t.txt", "\n".join(TEXTS) + "\n")
    for side in ("right", "left"):
        tokenizer.padding_side = side
        batch = tokenizer(TEXTS, padding=True, return_tensors="pt")
        places = (batch["attention_mask"].cumsum(-1) - 1).clamp(min=0)
        with torch.no_grad():
            wanted = model(**batch, position_ids=places).logits
        seen.run("forward", "-m", "model", "t.txt", "--padding-side", side, "-o", f"{side}.safetensors", status=0)
        found = load_file(seen.folder / f"{side}.safetensors")
        mask = batch["attention_mask"].bool()
        close(seen, f"padded {side}", found["logits"][mask.numpy()], wanted[mask])
        seen.holds("B x T x V", found["logits"].shape == tuple(wanted.shape))
    with torch.no_grad():
        one = model(**tokenizer(TEXTS[0], return_tensors="pt")).logits
    seen.run("forward", "-m", "model", "--text", TEXTS[0], "-o", "one.npy", status=0)
    close(seen, ".npy", numpy.load(seen.folder / "one.npy"), one)


@row(80, "forward: hidden states, attentions, embeddings; embed")
def hidden(seen):
    model, tokenizer = saved(seen)
    batch = tokenizer(TEXTS[1], return_tensors="pt")
    with torch.no_grad():
        wanted = model(**batch, output_hidden_states=True, output_attentions=True)
    seen.run("forward", "-m", "model", "--text", TEXTS[1], "--output", "hidden,attentions,embeddings", "--all-layers", "-o", "h.safetensors", status=0)
    found = load_file(seen.folder / "h.safetensors")
    for layer, states in enumerate(wanted.hidden_states):
        close(seen, f"hidden states {layer}", found[f"hidden_states.{layer}"], states)
    for layer, weights in enumerate(wanted.attentions):
        close(seen, f"attentions {layer}", found[f"attentions.{layer}"], weights)
    close(seen, "embeddings", found["embeddings"], wanted.hidden_states[0])
    last = seen.json("embed", "-m", "model", "--text", TEXTS[1], "--pooling", "last")
    vector = torch.tensor(last["embedding"])
    theirs = wanted.hidden_states[-1][0, -1]
    seen.holds("embed --pooling last", torch.nn.functional.cosine_similarity(vector, theirs, 0) > 1 - 1e-5)


@row(81, "CPU or GPU by choice")
def device(seen):
    saved(seen)
    plain = seen.run("complete", "-m", "model", "-p", "fern", "--temperature", "0", status=0).stdout
    seen.holds("--device cpu", seen.run("complete", "-m", "model", "-p", "fern", "--temperature", "0", "--device", "cpu").stdout == plain)
    seen.holds("--device auto", seen.run("complete", "-m", "model", "-p", "fern", "--temperature", "0", "--device", "auto").stdout == plain)
    said = seen.run("complete", "-m", "model", "-p", "fern", "--device", "cuda:17")
    seen.holds("a GPU that is not there is named", said.returncode == 2 and "cuda:17" in said.stderr or "GPU" in said.stderr)


@row(82, "a corpus in pieces of 511 tokens and the end token; held-out perplexity")
def pieces(seen):
    chance = notes.pick(82)
    text = "".join(f"{chance.choice(notes.PLANTS)} wants {chance.choice(notes.WET)} soil,\n\nand day {n}.\n" for n in range(900))
    seen.write("c.txt", text)
    seen.write("held.txt", text[:4000])
    model, tokenizer = saved(seen)
    seen.run("train", "-t", "c.txt", "-m", "model", "--objective", "language-model", "--block-size", "512", "--end-blocks", "--valid-fraction", "0.1",
             "--max-steps", "2", "--batch-size", "2", "-o", "m", "--quiet", status=0)
    record = json.loads((seen.folder / "m" / "assay.json").read_text())
    seen.holds("a validation part", "valid" in json.dumps(record))
    tuned = GPT2LMHeadModel.from_pretrained(seen.folder / "m").eval()
    ours = seen.json("eval", "-m", "m", "-f", "held.txt", "--format", "json")
    ids = tokenizer(text[:4000])["input_ids"]
    losses = []
    for start in range(0, len(ids), 512):
        block = torch.tensor([ids[start:start + 512]])
        if block.shape[1] > 1:
            with torch.no_grad():
                losses += [tuned(block, labels=block).loss.item()] * (block.shape[1] - 1)
    close(seen, "perplexity", [numpy.log(ours["perplexity"])], [sum(losses) / len(losses)])


@row(83, "TextDataset(block_size=128) and labels of the same tokens")
def blocks(seen):
    text = "".join(f"Day {n}: the fern has {n * 3} leaves.\n" for n in range(400))
    seen.write("c.txt", text)
    model, tokenizer = saved(seen, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0)
    ids = tokenizer(text)["input_ids"]
    blocks = [ids[start:start + 128] for start in range(0, len(ids) - 127, 128)]
    seen.run("train", "-t", "c.txt", "-m", "model", "--objective", "language-model", "--block-size", "128", "--drop-last", "--max-steps", "1",
             "--batch-size", str(len(blocks)), "--precision", "f32", "-o", "m", "--log-json", "log.jsonl", "--quiet", status=0)
    batch = torch.tensor(blocks)
    with torch.no_grad():
        loss = model(batch, labels=batch).loss.item()
    close(seen, f"loss of the first step on {len(blocks)} blocks", [seen.read("log.jsonl")[0]["loss"]], [loss])


@row(84, "labels = input_ids, shifted in the loss; a loss per row")
def shift(seen):
    model, tokenizer = saved(seen)
    rows = list(notes.mottos(5))
    seen.write("r.jsonl", rows)
    scored = [json.loads(line) for line in seen.run("score", "-m", "model", "-f", "r.jsonl", status=0).stdout.splitlines()]
    for ours, each in zip(scored, rows):
        prompt, whole = tokenizer(each["prompt"])["input_ids"], tokenizer(each["prompt"])["input_ids"] + tokenizer(each["completion"])["input_ids"]
        labels = torch.tensor([[-100] * len(prompt) + whole[len(prompt):]])
        with torch.no_grad():
            loss = model(torch.tensor([whole]), labels=labels).loss.item()
        close(seen, "a row", [-ours["logprob"] / (len(whole) - len(prompt))], [loss])


@row(85, "a file that TrainingArguments.to_json_string wrote")
def arguments(seen):
    seen.write("t.jsonl", list(notes.watering(110)))
    given = transformers.TrainingArguments(output_dir="m", per_device_train_batch_size=4, num_train_epochs=1, warmup_steps=3, save_strategy="epoch",
                                           weight_decay=0.01)
    seen.write("a.json", given.to_json_string())
    seen.run("train", "--config", "a.json", "-t", "t.jsonl", "-m", "nano", "--quiet", status=0)
    settings = json.loads((seen.folder / "m" / "assay.json").read_text())["settings"]
    seen.holds(f"as given: {json.dumps(settings)[:200]}", settings["batch_size"] == 4 and settings["epochs"] == 1 and settings["weight_decay"] == 0.01)
    seen.holds("a checkpoint for the epoch", len(list((seen.folder / "m").glob("checkpoint-*"))) == 1)


@row(87, "dict batches: the loss of a batch is the mean over its targets")
def batches(seen):
    model, tokenizer = saved(seen, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0)
    rows = list(notes.mottos(110))
    seen.write("r.jsonl", rows)
    seen.run("train", "-t", "r.jsonl", "-m", "model", "--max-steps", "1", "--batch-size", "110", "--micro-batch-size", "7", "--prompt-loss-weight", "0",
             "--precision", "f32", "-o", "m", "--log-json", "log.jsonl", "--quiet", status=0)
    total = count = 0
    for each in rows:
        prompt, answer = tokenizer(each["prompt"])["input_ids"], tokenizer(each["completion"])["input_ids"]
        labels = torch.tensor([[-100] * len(prompt) + answer])
        with torch.no_grad():
            total += model(torch.tensor([prompt + answer]), labels=labels).loss.item() * len(answer)
        count += len(answer)
    close(seen, "the first step", [seen.read("log.jsonl")[0]["loss"]], [total / count])


@row(88, "save_pretrained of model and tokenizer, there and back")
def save(seen):
    model, tokenizer = saved(seen)
    seen.run("train", "-t", seen.write("w.jsonl", list(notes.watering(110))), "-m", "model", "--max-steps", "2", "-o", "m", "--quiet", status=0)
    theirs = GPT2LMHeadModel.from_pretrained(seen.folder / "m").eval()
    again = AutoTokenizer.from_pretrained(seen.folder / "m")
    seen.holds("the tokenizer", again(TEXTS)["input_ids"] == tokenizer(TEXTS)["input_ids"])
    theirs.save_pretrained(seen.folder / "back")
    again.save_pretrained(seen.folder / "back")
    for folder in ("m", "back"):
        seen.run("forward", "-m", folder, "--text", TEXTS[2], "-o", f"{folder}.npy", status=0)
        with torch.no_grad():
            close(seen, folder, numpy.load(seen.folder / f"{folder}.npy"), theirs(**again(TEXTS[2], return_tensors="pt")).logits)


@row(89, "from random weights, many epochs on a small corpus")
def scratch(seen):
    seen.write("c.txt", "The fern wants shade. The cactus wants sun. The mint wants water.\n" * 12)
    seen.run("train", "-t", "c.txt", "-m", "nano", "--objective", "language-model", "--block-size", "32", "--epochs", "60", "-o", "m", "--quiet", status=0)
    said = seen.run("complete", "-m", "m", "-p", "The fern wants", "--temperature", "0", "--max-tokens", "2").stdout
    seen.holds(f"it has learned the corpus: {said.strip()!r}", " shade" in said)


@row(90, "a head of three classes: training, prompts that are cut, scores, classes LABEL_0")
def head(seen):
    judge, tokenizer = saved(seen, "judge", GPT2ForSequenceClassification, num_labels=3, pad_token_id=50256)
    chance = notes.pick(90)
    def rows(count):
        for n in range(count):
            kind = chance.randrange(3)
            yield {"prompt": f"pot {n}: {notes.PESTS[kind]} on {chance.choice(notes.PLANTS)}", "completion": f"{kind}"}
    few = list(rows(40))
    seen.write("e.jsonl", few)
    measured = seen.json("eval", "-m", "judge", "-f", "e.jsonl", "--format", "json", status=0)
    seen.holds("LABEL_0 takes 0", measured["n"] == 40)
    scored = [json.loads(line) for line in seen.run("score", "-m", "judge", "-f", "e.jsonl", "--classes", status=0).stdout.splitlines()]
    with torch.no_grad():
        wanted = torch.log_softmax(judge(**tokenizer(few[0]["prompt"], return_tensors="pt")).logits[0], -1)
    seen.holds(f"score --classes: {json.dumps(scored[0])[:160]}", all(any(abs(found - value.item()) < 1e-4 for found in numbers(scored[0])) for value in wanted))
    long = [{"prompt": " leaf" * 1100 + " soil", "completion": "1"}] + few
    seen.write("long.jsonl", long)
    measured = seen.run("eval", "-m", "judge", "-f", "long.jsonl", "--format", "json", status=0)
    seen.holds("a cut prompt is counted", "1" in measured.stderr and "cut" in measured.stderr or "shortened" in measured.stdout or "cut" in measured.stdout)
    for side, kept in (("right", [11835] * 1024), ("left", None)):
        said = [json.loads(line) for line in seen.run("score", "-m", "judge", "-f", "long.jsonl", "--classes", "--truncation-side", side, status=0).stdout.splitlines()]
        ids = tokenizer(long[0]["prompt"])["input_ids"]
        ids = ids[:1024] if side == "right" else ids[-1024:]
        with torch.no_grad():
            wanted = torch.log_softmax(judge(torch.tensor([ids])).logits[0], -1)
        seen.holds(f"cut on the {side}", all(any(abs(found - value.item()) < 1e-4 for found in numbers(said[0])) for value in wanted))
    seen.write("t.jsonl", list(rows(240)))
    seen.write("v.jsonl", list(rows(60)))
    seen.run("train", "-t", "t.jsonl", "-v", "v.jsonl", "-m", "nano", "--objective", "classification", "--epochs", "6", "-o", "m", "--quiet", status=0)
    tuned = GPT2ForSequenceClassification.from_pretrained(seen.folder / "m").eval()
    seen.holds("num_labels 3 in the head", tuned.score.weight.shape[0] == 3)


def numbers(value):
    """All numbers in a JSON value."""
    if isinstance(value, dict):
        return [each for part in value.values() for each in numbers(part)]
    if isinstance(value, list):
        return [each for part in value for each in numbers(part)]
    return [value] if isinstance(value, (int, float)) else []


main()
