# SPDX-License-Identifier: Apache-2.0
"""Rows 14 to 36 and 59 to 71, by openai 0.28.1: its command line and its library."""
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import notes
import openai
from server import Server, client
from table import main, row

server = Server()
openai.api_base, openai.api_key = server.base, "any"


def upload(rows):
    text = "".join(json.dumps(each) + "\n" for each in rows)
    return openai.File.create(file=text.encode(), purpose="fine-tune", user_provided_filename="plants.jsonl")["id"]


def settled(job, limit=240):
    """The job when it has ended."""
    end = time.time() + limit
    while True:
        found = openai.FineTune.retrieve(job)
        if found["status"] in ("succeeded", "failed", "cancelled"):
            return found
        assert time.time() < end, found["status"]
        time.sleep(0.2)


def messages(job):
    return [event["message"] for event in openai.FineTune.list_events(job)["data"]]


_tuned = {}


def tuned():
    """A fine-tuned classifier, made once."""
    if not _tuned:
        made = openai.FineTune.create(
            training_file=upload(notes.watering(240)), validation_file=upload(notes.watering(80, seed=8)), model="babbage",
            n_epochs=3, batch_size=8, learning_rate_multiplier=2, suffix="Wet & Dry!", compute_classification_metrics=True,
            classification_positive_class=" yes", classification_betas=[0.5, 1, 2])
        _tuned.update(made=made, job=settled(made["id"]))
    return _tuned["job"]


PROMPT = next(notes.watering(1, seed=77))["prompt"]


@row(14, "openai api fine_tunes.create -t FILE and -t ID")
def file_or_id(seen):
    seen.write("balcony notes.jsonl", list(notes.watering(110)))
    said = client(server, seen, "api", "fine_tunes.create", "-t", "balcony notes.jsonl", "-m", "ada", "--n_epochs", "1", "--no_follow", "--no_check_if_files_exist")
    seen.holds("a file is uploaded", '"filename": "balcony notes.jsonl"' in said)
    job = openai.FineTune.list()["data"][-1]
    again = client(server, seen, "api", "fine_tunes.create", "-t", job["training_files"][0]["id"], "-m", "ada", "--n_epochs", "1", "--no_follow")
    seen.holds("an id is used again", job["training_files"][0]["id"] in again)
    for each in openai.FineTune.list()["data"][-2:]:
        settled(each["id"])


@row(15, "openai api files.list")
def files_list(seen):
    made = upload(notes.watering(110))
    listed = json.loads(client(server, seen, "api", "files.list"))
    entry = {each["id"]: each for each in listed["data"]}[made]
    seen.holds("the fields that the client reads", {"id", "object", "purpose", "filename", "bytes", "created_at", "status"} <= set(entry))


@row(16, "openai api files.delete -i")
def files_delete(seen):
    made = upload(notes.watering(110))
    seen.holds("it says so", json.loads(client(server, seen, "api", "files.delete", "-i", made))["deleted"] is True)
    seen.holds("it is gone", made not in client(server, seen, "api", "files.list"))
    client(server, seen, "api", "files.delete", "-i", made, status=1)


@row(17, "GET /v1/files/ID/content")
def content(seen):
    rows = list(notes.pests(120))
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows).encode()
    made = openai.File.create(file=text, purpose="fine-tune")["id"]
    seen.holds("the same bytes", openai.File.download(made) == text)


@row(18, "ids of files")
def file_ids(seen):
    seen.holds("file- and 24 characters", re.fullmatch(r"file-[A-Za-z0-9]{24}", upload(notes.watering(110))))


@row(19, "openai api fine_tunes.create: upload, job, events until the end")
def create(seen):
    seen.write("t.jsonl", list(notes.watering(130)))
    seen.write("v.jsonl", list(notes.watering(40, seed=2)))
    said = client(server, seen, "api", "fine_tunes.create", "-t", "t.jsonl", "-v", "v.jsonl", "-m", "babbage", "--n_epochs", "1")
    for part in ("Created fine-tune: ft-", "Fine-tune started", "Completed epoch 1/1", "Job complete! Status: succeeded"):
        seen.holds(part, part in said)


@row(20, "named bases, their aliases and the default")
def bases(seen):
    made = openai.FineTune.create(training_file=upload(notes.watering(110)), n_epochs=1)
    seen.holds(f"curie without a name: {made['model']}", made["model"] == "curie")
    settled(made["id"])
    for name in ("text-babbage-001", "text-curie-001", "text-similarity-curie-001"):
        answer = openai.Completion.create(model=name, prompt=PROMPT, max_tokens=1)
        seen.holds(f"{name} answers", len(answer["choices"]) == 1)
    refused = subprocess.run([os.environ["ASSAY"], "train", "-t", server.folder / "base.jsonl", "-m", "gpt2-large", "-o", seen.folder / "x"], capture_output=True, text=True)
    seen.holds("a name without weights is refused", refused.returncode == 2 and "--from-scratch" in refused.stderr)


@row(21, "openai api fine_tunes.list")
def jobs(seen):
    job = tuned()
    listed = json.loads(client(server, seen, "api", "fine_tunes.list"))
    seen.holds("finished ones stay", job["id"] in [each["id"] for each in listed["data"]])


@row(22, "openai api fine_tunes.get -i")
def job(seen):
    made = tuned()
    seen.holds("pending at first", _tuned["made"]["status"] in ("pending", "running"))
    found = json.loads(client(server, seen, "api", "fine_tunes.get", "-i", made["id"]))
    seen.holds("succeeded at last", found["status"] == "succeeded")
    broken = openai.FineTune.create(training_file=upload(notes.watering(110)), validation_file=upload(notes.watering(40, seed=3)), model="babbage",
                                    n_epochs=1, compute_classification_metrics=True, classification_n_classes=7)
    seen.holds("a job that cannot run fails", settled(broken["id"])["status"] == "failed")


@row(23, "openai api fine_tunes.cancel -i")
def cancel(seen):
    made = openai.FineTune.create(training_file=upload(notes.watering(2000)), model="babbage", n_epochs=40)["id"]
    said = json.loads(client(server, seen, "api", "fine_tunes.cancel", "-i", made))
    seen.holds("cancelled", said["status"] == "cancelled" and settled(made)["status"] == "cancelled")


@row(24, "openai api fine_tunes.follow -i")
def follow(seen):
    said = client(server, seen, "api", "fine_tunes.follow", "-i", tuned()["id"])
    seen.holds("all events again, and the end", "Created fine-tune" in said and "Job complete! Status: succeeded" in said)


@row(25, "openai api fine_tunes.results -i")
def results(seen):
    job = tuned()
    said = client(server, seen, "api", "fine_tunes.results", "-i", job["id"])
    seen.holds("a CSV", said.startswith("step,elapsed_tokens,elapsed_examples,training_loss"))
    file = job["result_files"][0]["id"]
    seen.holds("its id stands in an event", any(file in each for each in messages(job["id"])))
    seen.holds("as a file", openai.File.download(file).decode() == said.rstrip("\n") + "\n" or openai.File.download(file).decode() in said)


@row(26, "openai api fine_tunes.delete -i")
def delete(seen):
    made = openai.FineTune.create(training_file=upload(notes.watering(110)), model="babbage", n_epochs=1)["id"]
    settled(made)
    seen.holds("deleted", json.loads(client(server, seen, "api", "fine_tunes.delete", "-i", made))["deleted"] is True)
    seen.holds("gone", made not in client(server, seen, "api", "fine_tunes.list"))


@row(27, "Ctrl-C while a client follows, kill -9 of the server, a restart")
def detach(seen):
    seen.write("t.jsonl", list(notes.watering(300)))
    environment = os.environ | {"OPENAI_API_BASE": server.base, "OPENAI_API_KEY": "any"}
    program = os.path.join(os.path.dirname(sys.executable), "openai")
    following = subprocess.Popen([program, "api", "fine_tunes.create", "-t", "t.jsonl", "-m", "babbage", "--n_epochs", "3", "--no_check_if_files_exist"],
                                 cwd=seen.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in following.stdout:
        if "Fine-tune started" in line:
            break
    following.send_signal(signal.SIGINT)
    rest = following.stdout.read()
    seen.holds(f"the client leaves with 0 and tells how to follow: {rest[-200:]!r}", following.wait(30) == 0 and "follow" in rest)
    job = openai.FineTune.list()["data"][-1]
    seen.holds("the job goes on", job["status"] == "running")
    server.process.kill()
    server.process.wait()
    server.start(server.port)
    seen.holds("a restart on the same port, though a worker may be at work", server.process.poll() is None)
    ended = settled(job["id"])
    seen.holds("the job ends well", ended["status"] == "succeeded")


@row(28, "places in the queue")
def queue(seen):
    file = upload(notes.watering(500))
    first = openai.FineTune.create(training_file=file, model="babbage", n_epochs=6)["id"]
    others = [openai.FineTune.create(training_file=file, model="babbage", n_epochs=1)["id"] for _ in range(2)]
    said = messages(others[1])
    seen.holds(f"Queue number: {said}", any(re.search(r"Queue number: [1-9]", each) for each in said))
    for each in (*others, first):
        openai.FineTune.cancel(each)


@row(29, "texts of events")
def events(seen):
    said = messages(tuned()["id"])
    for text in (r"Created fine-tune: ft-", r"Fine-tune costs \$", r"Fine-tune enqueued\. Queue number: 0", r"Fine-tune started", r"Completed epoch 3/3",
                 r"Uploaded model: babbage:ft-personal:wet-dry-", r"Uploaded result file: file-", r"Fine-tune succeeded"):
        seen.holds(text, any(re.match(text, each) for each in said))


@row(30, "ids of jobs")
def job_ids(seen):
    seen.holds("ft- and 24 characters", re.fullmatch(r"ft-[A-Za-z0-9]{24}", tuned()["id"]))


@row(31, "fine_tuned_model, and its first answer")
def lazy(seen):
    name = tuned()["fine_tuned_model"]
    seen.holds("null at first", _tuned["made"]["fine_tuned_model"] is None)
    seen.holds("it answers", openai.Completion.create(model=name, prompt=PROMPT, max_tokens=1, temperature=0)["choices"][0]["text"] in (" yes", " no"))


@row(32, "names without a suffix")
def names(seen):
    made = openai.FineTune.create(training_file=upload(notes.watering(110)), model="babbage", n_epochs=1)["id"]
    name = settled(made)["fine_tuned_model"]
    seen.holds(name, re.fullmatch(r"babbage:ft-personal-\d{4}(-\d\d){5}", name))


@row(33, "names with a suffix, and suffixes that are too long")
def suffixes(seen):
    name = tuned()["fine_tuned_model"]
    seen.holds(name, re.fullmatch(r"babbage:ft-personal:wet-dry-\d{4}(-\d\d){5}", name))
    try:
        openai.FineTune.create(training_file=upload(notes.watering(110)), model="babbage", suffix="p" * 41)
        seen.holds("41 characters are refused", False)
    except openai.error.InvalidRequestError as error:
        seen.holds("41 characters are refused", "40" in str(error))


@row(34, "a job from a fine-tuned model, on much less data")
def onward(seen):
    base = tuned()["fine_tuned_model"]
    made = openai.FineTune.create(training_file=upload(notes.watering(30, seed=5)), model=base, n_epochs=1)["id"]
    ended = settled(made)
    seen.holds("it goes on from it", ended["status"] == "succeeded" and ended["model"] == base)
    said = messages(made)
    seen.holds(f"a lower multiplier is advised: {said}", any("multiplier" in each and "2" in each and "4" in each for each in said))


@row(35, "a validation file")
def validation(seen):
    table = client(server, seen, "api", "fine_tunes.results", "-i", tuned()["id"]).splitlines()
    place = table[0].split(",").index("validation_loss")
    seen.holds("its loss stands in the table", any(line.split(",")[place] for line in table[1:]))


@row(36, "openai api fine_tunes.create --no_check_if_files_exist --no_follow")
def switches(seen):
    seen.write("same.jsonl", list(notes.watering(110)))
    def same():
        return [each["id"] for each in openai.File.list()["data"] if each["filename"] == "same.jsonl"]
    def files():
        return len(same())
    command = ("api", "fine_tunes.create", "-t", "same.jsonl", "-m", "babbage", "--n_epochs", "1")
    said = client(server, seen, *command, "--no_follow", "--no_check_if_files_exist")
    seen.holds("the job is printed, not followed", '"object": "fine-tune"' in said and "Job complete" not in said)
    client(server, seen, *command, "--no_follow", "--no_check_if_files_exist")
    seen.holds("the same file is uploaded again", files() == 2)
    environment = os.environ | {"OPENAI_API_BASE": server.base, "OPENAI_API_KEY": "any"}
    asked = subprocess.run([os.path.join(os.path.dirname(sys.executable), "openai"), *command, "--no_follow"], cwd=seen.folder, env=environment,
                           input=same()[-1] + "\n", capture_output=True, text=True)
    seen.holds(f"without the switch it is found: {asked.stdout[:200]!r}", "potentially duplicated" in asked.stdout and files() == 2)
    for each in openai.FineTune.list()["data"]:
        settled(each["id"])


@row(59, "openai api models.list")
def models(seen):
    said = client(server, seen, "api", "models.list")
    seen.holds("bases and fine-tuned ones", '"babbage"' in said and tuned()["fine_tuned_model"] in said)


@row(60, "openai api models.get -i")
def model(seen):
    found = json.loads(client(server, seen, "api", "models.get", "-i", tuned()["fine_tuned_model"]))
    seen.holds("its fields", {"id", "object", "created", "owned_by", "permission", "root", "parent"} <= set(found) and found["parent"] == "babbage")


@row(61, "deleting models, also those of others, with organizations")
def owners(seen):
    keys = seen.folder / "keys"
    keys.write_text("north=key-n\nsouth=key-s\n")
    shared = Server("--organization-keys", str(keys))
    def ask(path, key, method="GET", body=None, kind="application/json"):
        request = urllib.request.Request(shared.base + path, method=method, data=body, headers={"Authorization": f"Bearer {key}", "Content-Type": kind})
        try:
            with urllib.request.urlopen(request) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
    try:
        seen.write("t.jsonl", list(notes.watering(110)))
        said = client(shared, seen, "api", "fine_tunes.create", "-t", "t.jsonl", "-m", "babbage", "--n_epochs", "1", key="key-n")
        name = re.search(r"babbage:ft-north-[\d-]+", said)
        if not seen.holds("the organization stands in the name", name):
            return
        name = name[0]
        seen.holds("others do not see it", name not in client(shared, seen, "api", "models.list", key="key-s"))
        client(shared, seen, "api", "models.delete", "-i", name, key="key-s", status=1)
        seen.holds("others see no job", ask("/fine-tunes", "key-s")[1]["data"] == [])
        seen.holds("others see no file", ask("/files", "key-s")[1]["data"] == [])
        file = ask("/files", "key-n")[1]["data"][0]["id"]
        seen.holds("others get no file", ask(f"/files/{file}/content", "key-s")[0] == 404)
        seen.holds("others delete no file", ask(f"/files/{file}", "key-s", "DELETE")[0] == 404)
        body = json.dumps({"training_file": file, "model": "babbage"}).encode()
        seen.holds("others train on no file", ask("/fine-tunes", "key-s", "POST", body)[0] in (400, 404))
        seen.holds("its owner deletes it", json.loads(client(shared, seen, "api", "models.delete", "-i", name, key="key-n"))["deleted"])
        seen.holds("another key is refused", ask("/models", "key-x")[0] == 401)
    finally:
        shared.close()


@row(62, "openai api completions.create -m -p")
def complete(seen):
    said = client(server, seen, "api", "completions.create", "-m", tuned()["fine_tuned_model"], "-p", PROMPT, "-M", "1", "-t", "0")
    seen.holds("prompt and class", said.startswith(PROMPT.split("\n")[0]) and said.rstrip().endswith(("yes", "no")))


@row(63, "every option of a completion")
def options(seen):
    def ask(**more):
        return openai.Completion.create(**{"model": "babbage", "prompt": PROMPT, "max_tokens": 12, "seed": 3} | more)
    plain = ask(temperature=0)
    seen.holds("temperature 0 repeats", ask(temperature=0)["choices"] == plain["choices"])
    seen.holds("max_tokens", plain["usage"]["completion_tokens"] <= 12)
    seen.holds("n", len(ask(n=3)["choices"]) == 3)
    seen.holds("top_p near 0 is greedy", ask(top_p=1e-6)["choices"][0]["text"] == plain["choices"][0]["text"])
    seen.holds("stream", "".join(each["choices"][0]["text"] for each in ask(temperature=0, stream=True)) == plain["choices"][0]["text"])
    seen.holds("logprobs", len(ask(logprobs=4)["choices"][0]["logprobs"]["top_logprobs"][0]) >= 4)
    first = openai.Completion.create(model="babbage", prompt=PROMPT, max_tokens=12, temperature=0, frequency_penalty=2, presence_penalty=2)
    seen.holds("penalties change the text", first["choices"][0]["text"] != plain["choices"][0]["text"])
    cut = plain["choices"][0]["text"][4:6]
    seen.holds("stop", cut not in ask(temperature=0, stop=[cut])["choices"][0]["text"])
    seen.holds("echo", ask(echo=True)["choices"][0]["text"].startswith(PROMPT))
    seen.holds("best_of", len(ask(best_of=4, n=2)["choices"]) == 2)
    seen.holds("logit_bias", ask(temperature=0, logit_bias={"464": 100}, max_tokens=2)["choices"][0]["text"] == "TheThe")


@row(64, "curl -H Authorization: Bearer")
def curl(seen):
    body = json.dumps({"model": tuned()["fine_tuned_model"], "prompt": PROMPT, "max_tokens": 1})
    said = subprocess.run(["curl", "-s", server.base + "/completions", "-H", "Content-Type: application/json", "-H", "Authorization: Bearer any", "-d", body],
                          capture_output=True, text=True)
    seen.holds("a completion", json.loads(said.stdout)["object"] == "text_completion")


@row(65, "openai.Completion.create and what createCompletion of Node sends")
def libraries(seen):
    seen.holds("Python", openai.Completion.create(engine="babbage", prompt=[PROMPT, "fern"], max_tokens=2)["choices"][1]["index"] == 1)
    request = urllib.request.Request(server.base + "/completions", data=json.dumps({"model": "babbage", "prompt": PROMPT, "max_tokens": 2}).encode(),
                                     headers={"Content-Type": "application/json", "User-Agent": "OpenAI/NodeJS/3.3.0", "Accept": "application/json, text/plain, */*",
                                              "Authorization": "Bearer any"})
    seen.holds("Node", json.load(urllib.request.urlopen(request))["choices"][0]["finish_reason"] in ("length", "stop"))


@row(66, "logprobs of the first token as a classifier's answer")
def logprobs(seen):
    choice = openai.Completion.create(model=tuned()["fine_tuned_model"], prompt=PROMPT, max_tokens=1, temperature=0, logprobs=2)["choices"][0]
    found = choice["logprobs"]
    seen.holds("four lists", {"tokens", "token_logprobs", "top_logprobs", "text_offset"} == set(found))
    seen.holds("both classes", set(found["top_logprobs"][0]) == {" yes", " no"})
    seen.holds("the offset is the prompt's length", found["text_offset"] == [len(PROMPT)])
    seen.holds("finish_reason length", choice["finish_reason"] == "length")


@row(67, "a stop sequence cuts the text")
def stop(seen):
    whole = openai.Completion.create(model="babbage", prompt="fern", max_tokens=30, temperature=0)["choices"][0]["text"]
    end = whole[9:13]
    cut = openai.Completion.create(model="babbage", prompt="fern", max_tokens=30, temperature=0, stop=end)["choices"][0]
    seen.holds("before it", cut["text"] == whole[:whole.index(end)] and cut["finish_reason"] == "stop")


@row(68, "openai.Embedding.create")
def embeddings(seen):
    found = openai.Embedding.create(model="text-embedding-babbage-001", input=["fern", "ivy on a wall"])["data"]
    seen.holds("floats, as wide as the model", len(found) == 2 and len(found[0]["embedding"]) == 128 and isinstance(found[0]["embedding"][0], float))
    plain = openai.Embedding.create(model="babbage", input="fern", encoding_format="float")["data"][0]["embedding"]
    seen.holds("the same as base64", max(abs(a - b) for a, b in zip(plain, found[0]["embedding"])) < 1e-6)


@row(69, "a key by environment, -k, and code")
def key(seen):
    locked = Server("--api-key", "green")
    try:
        seen.holds("environment", '"babbage"' in client(locked, seen, "api", "models.list", key="green"))
        seen.holds("-k", '"babbage"' in client(locked, seen, "-k", "green", "api", "models.list", key="wrong"))
        seen.holds("code", openai.Model.list(api_key="green", api_base=locked.base)["data"])
        client(locked, seen, "api", "models.list", key="wrong", status=1)
    finally:
        locked.close()


@row(70, "-h of every command, with an example, --quiet, --verbose and --no-color")
def helps(seen):
    def texts(*path):
        text = seen.run(*path, "-h", status=0).stdout
        block = text.split("SUBCOMMANDS:", 1)
        names = re.findall(r"^  ([a-z]+)(?: |$)", "SUBCOMMANDS:".join(block[1:]), re.M) if len(block) > 1 else []
        if not names:
            missing = [flag for flag in ("--quiet", "--verbose", "--no-color", "Example") if flag not in text]
            seen.holds(f"{' '.join(path)} lacks {missing}", not missing)
        for name in names:
            texts(*path, name)
    texts()


@row(71, "openai wandb sync")
def wandb(seen):
    environment = os.environ | {"OPENAI_API_BASE": server.base, "OPENAI_API_KEY": "any", "WANDB_MODE": "offline", "WANDB_API_KEY": "0" * 40,
                                "WANDB_DIR": str(seen.folder), "WANDB_SILENT": "true", "WANDB_ERROR_REPORTING": "false"}
    # Offline nobody can log in, so that question is answered here. Of older jobs it asks W&B for what it has already, which
    # needs the network.
    code = ("import sys, wandb; wandb.login = lambda: True; from openai.wandb_logger import WandbLogger; "
            "print(WandbLogger.sync(id=sys.argv[1]))")
    done = subprocess.run([sys.executable, "-c", code, tuned()["id"]], env=environment, cwd=seen.folder, capture_output=True, text=True)
    seen.holds(f"it ends well: {(done.stdout + done.stderr)[-200:]!r}", "wandb sync completed successfully" in done.stdout)


main()
