# SPDX-License-Identifier: Apache-2.0
"""Chat completions by the current openai client against a running server. usage: openai_chat.py MODEL"""
import os
import sys

import openai

client = openai.OpenAI(base_url=os.environ["OPENAI_API_BASE"], api_key="any")
create = client.chat.completions.create
messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": [{"type": "text", "text": "Say hi."}]}]
asked = dict(model=sys.argv[1], messages=messages, max_completion_tokens=8, seed=3)
whole = create(**asked, logprobs=True, top_logprobs=3)
choice = whole.choices[0]
assert whole.object == "chat.completion" and choice.message.role == "assistant" and choice.message.refusal is None
assert len(choice.logprobs.content) <= 9 and len(choice.logprobs.content[0].top_logprobs) == 3
assert choice.finish_reason in ("stop", "length") and whole.usage.total_tokens > whole.usage.prompt_tokens
assert create(**asked).choices[0].message.content == choice.message.content
chunks = list(create(**asked, stream=True, stream_options={"include_usage": True}))
assert chunks[0].choices[0].delta.role == "assistant" and chunks[-1].usage == whole.usage and not chunks[-1].choices
assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == choice.message.content
assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == choice.finish_reason
with client.chat.completions.stream(**asked) as stream:
    said = [event.delta for event in stream if event.type == "content.delta"]
assert "".join(said) == choice.message.content
assert len(create(**asked, n=3).choices) == 3
stopped = create(**asked, stop=["e"]).choices[0]
assert "e" not in stopped.message.content
tool = {"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}
for wrong, param in ((dict(tools=[tool]), "tools"), (dict(response_format={"type": "json_object"}), "response_format"),
                     (dict(messages=[]), "messages"), (dict(top_logprobs=2), "top_logprobs"), (dict(max_completion_tokens=5000), "messages")):
    try:
        create(**(asked | wrong))
        raise SystemExit(f"an error was expected for {param}")
    except openai.BadRequestError as error:
        assert error.param == param, error
print("all well")
