# SPDX-License-Identifier: Apache-2.0
"""Rows that the current openai client has too: files, jobs, models, completions, embeddings."""
import json
import time

import notes
import openai
from server import Server
from table import main, row

server = Server()
client = openai.OpenAI(base_url=server.base, api_key="any", max_retries=0)
PROMPT = next(notes.watering(1, seed=77))["prompt"]
_tuned = {}


def upload(rows):
    return client.files.create(file=("plants.jsonl", "".join(json.dumps(each) + "\n" for each in rows).encode()), purpose="fine-tune").id


def tuned():
    """A job that has ended, made once."""
    if not _tuned:
        made = client.fine_tuning.jobs.create(training_file=upload(notes.watering(240)), validation_file=upload(notes.watering(60, seed=4)), model="babbage",
                                              suffix="now", seed=5, hyperparameters={"n_epochs": 2, "batch_size": 8, "learning_rate_multiplier": 2})
        end = time.time() + 300
        while made.status not in ("succeeded", "failed", "cancelled") and time.time() < end:
            time.sleep(0.2)
            made = client.fine_tuning.jobs.retrieve(made.id)
        _tuned["job"] = made
    return _tuned["job"]


@row(15, "files of the current client: create, list, retrieve, content, delete")
def files(seen):
    made = upload(notes.watering(110))
    seen.holds("listed", made in [each.id for each in client.files.list(purpose="fine-tune")])
    seen.holds("content", client.files.content(made).read().startswith(b'{"prompt"'))
    seen.holds("deleted", client.files.delete(made).deleted)


@row(19, "fine_tuning.jobs.create until its end")
def jobs(seen):
    seen.holds("succeeded", tuned().status == "succeeded")
    seen.holds("its seed", tuned().seed == 5)
    seen.holds("what it used", tuned().hyperparameters.n_epochs == 2)


@row(23, "fine_tuning.jobs.cancel")
def cancel(seen):
    made = client.fine_tuning.jobs.create(training_file=upload(notes.watering(900)), model="babbage")
    seen.holds("cancelled", client.fine_tuning.jobs.cancel(made.id).status == "cancelled")


@row(24, "fine_tuning.jobs.list_events, in pages")
def events(seen):
    said = [each.message for each in client.fine_tuning.jobs.list_events(tuned().id, limit=3)]
    seen.holds("from the last to the first", said[0] == "Fine-tune succeeded" and said[-1].startswith("Created fine-tune"))


@row(25, "result_files of the current client")
def results(seen):
    seen.holds("a CSV", client.files.content(tuned().result_files[0]).read().startswith(b"step,elapsed_tokens"))


@row(61, "models.retrieve and models.delete")
def models(seen):
    seen.holds("retrieved", client.models.retrieve(tuned().fine_tuned_model).owned_by == "personal")
    try:
        client.models.delete("babbage")
        seen.holds("a base stays", False)
    except openai.APIStatusError as error:
        seen.holds(f"a base stays: {error.status_code}", error.status_code in (400, 403, 404))


@row(63, "completions.create with its options")
def completions(seen):
    model = tuned().fine_tuned_model
    seen.holds("a class", client.completions.create(model=model, prompt=PROMPT, max_tokens=1, temperature=0).choices[0].text in (" yes", " no"))
    chunks = list(client.completions.create(model=model, prompt=PROMPT, max_tokens=9, seed=3, stream=True, stream_options={"include_usage": True}))
    whole = client.completions.create(model=model, prompt=PROMPT, max_tokens=9, seed=3)
    seen.holds("a stream is the whole", "".join(each.choices[0].text for each in chunks if each.choices) == whole.choices[0].text)
    seen.holds("usage at its end", chunks[-1].usage == whole.usage)
    chat = client.chat.completions.create(model=model, messages=[{"role": "user", "content": "fern"}], max_completion_tokens=3)
    seen.holds("chats", chat.choices[0].message.role == "assistant")


@row(66, "logprobs of the current client")
def logprobs(seen):
    found = client.completions.create(model=tuned().fine_tuned_model, prompt=PROMPT, max_tokens=1, temperature=0, logprobs=2).choices[0].logprobs
    seen.holds("both classes", set(found.top_logprobs[0]) == {" yes", " no"} and found.text_offset == [len(PROMPT)])


@row(68, "embeddings.create")
def embeddings(seen):
    found = client.embeddings.create(model="babbage", input=["fern", "ivy"])
    seen.holds("as wide as the model", [len(each.embedding) for each in found.data] == [128, 128])
    seen.holds("dimensions are refused or kept", found.usage.total_tokens > 0)


main()
