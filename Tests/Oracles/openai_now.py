# SPDX-License-Identifier: Apache-2.0
"""The current openai client against a running server. usage: openai_now.py TRAIN VALID"""
import os
import sys
import time

import openai

client = openai.OpenAI(base_url=os.environ["OPENAI_API_BASE"], api_key="any")
assert "babbage" in [model.id for model in client.models.list()]
with open(sys.argv[1], "rb") as file:
    train = client.files.create(file=file, purpose="fine-tune")
with open(sys.argv[2], "rb") as file:
    valid = client.files.create(file=file, purpose="fine-tune")
client.files.wait_for_processing(train.id)
assert len(client.files.content(train.id).read()) == os.path.getsize(sys.argv[1])
assert train.id in [file.id for file in client.files.list(limit=1)]
job = client.fine_tuning.jobs.create(
    training_file=train.id, validation_file=valid.id, model="ada", suffix="now", seed=7,
    hyperparameters={"n_epochs": 3, "batch_size": "auto"})
deadline = time.time() + 300
while job.status not in ("succeeded", "failed", "cancelled"):
    assert time.time() < deadline
    time.sleep(0.3)
    job = client.fine_tuning.jobs.retrieve(job.id)
assert job.status == "succeeded", job
events = [event.message for event in client.fine_tuning.jobs.list_events(job.id, limit=2)]
assert events[0] == "Fine-tune succeeded" and events[-1] == f"Created fine-tune: {job.id}"
assert [found.id for found in client.fine_tuning.jobs.list(limit=1)][0] == job.id
assert client.files.content(job.result_files[0]).read().startswith(b"step,elapsed_tokens")
prompt = "The film number 9 was great\n\n###\n\n"
answer = client.completions.create(
    model=job.fine_tuned_model, prompt=prompt, max_tokens=1, temperature=0, logprobs=5)
assert answer.choices[0].text == " yes", answer
assert answer.choices[0].logprobs.top_logprobs[0][" yes"] == answer.choices[0].logprobs.token_logprobs[0]
stream = client.completions.create(
    model=job.fine_tuned_model, prompt=prompt, max_tokens=8, seed=1, stream=True,
    stream_options={"include_usage": True})
chunks = list(stream)
whole = client.completions.create(model=job.fine_tuned_model, prompt=prompt, max_tokens=8, seed=1)
assert "".join(c.choices[0].text for c in chunks if c.choices) == whole.choices[0].text
assert chunks[-1].usage == whole.usage
assert len(client.embeddings.create(model="babbage", input=["a", "b"]).data[1].embedding) == 128
other = client.fine_tuning.jobs.create(training_file=train.id, model="ada")
assert client.fine_tuning.jobs.cancel(other.id).status == "cancelled"
for call, error in (
    (lambda: client.completions.create(model="zork", prompt="a"), openai.NotFoundError),
    (lambda: client.completions.create(model="babbage", prompt="a", max_tokens=-1), openai.BadRequestError),
    (lambda: client.files.retrieve("file-none"), openai.NotFoundError),
):
    try:
        call()
        raise SystemExit("an error was expected")
    except error:
        pass
assert client.models.delete(job.fine_tuned_model).deleted
assert client.files.delete(train.id).deleted
print("all well")
