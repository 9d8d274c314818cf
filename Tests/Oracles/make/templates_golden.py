#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Tests/ChatTemplatesTests/Fixtures/templates.json: templates of our own with what transformers makes of them.

Run it with an interpreter that has transformers 5 and jinja2 3.1 from PyPI:
  python Tests/Oracles/make/templates_golden.py > Tests/ChatTemplatesTests/Fixtures/templates.json
Each construct that chat templates use stands in one of the small templates below, or in one of the large ones, which are
built as those of well-known families are: marks around turns, headers, tools as JSON, thoughts that are left out.
"""
import json, pathlib, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import templates_diff as oracle
from transformers.utils import chat_template_utils as reference

SMALL = r"""
{{ 1 + 2 * 3 - 4 // 3 }} {{ 7 / 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 1e3 }} {{ 1_000 }}
{{ 'a' ~ 1 ~ none ~ true }} {{ 'ab' * 3 }} {{ [1] + [2] }} {{ 'x%sy%d' % ('a', 3) }} {{ [1, 'a', none, {'k': 1.5}] }} {{ (1,) }}
{{ 'a' 'b' "c\n\t\"\u00e9\x41" }} {{ 'it\'s' }} {{ ["it's", 'q"', 'b\\', 'é\n'] }}
{{ 1 < 2 <= 2 != 3 }} {{ 'a' in 'cat' }} {{ 'k' in {'k': 1} }} {{ 3 not in [1, 2] }} {{ not 1 == 1 }} {{ none == false }} {{ 1 == true }} {{ 1 == 1.0 }}
{{ [] or 'x' }} {{ 0 and 1 }} {{ 'y' if [] else 'n' }}[{{ 'y' if false }}] {{ missing is defined }} {{ missing }} {{ missing == missing2 }} {{ (missing or 3) }}
{{ 'hello world'[1:5] }} {{ 'héllo'[-1] }} {{ [1,2,3,4][::-1] }} {{ [1,2,3,4][::2] }} {{ [1,2,3][5:] }} {{ 'abc'[::-1] }} {{ [1,2,3][-2:] }} {{ [1,2,3,4,5][-1:0:-2] }}
{{ '  x y '.strip() }}|{{ 'xxaxx'.lstrip('x') }}|{{ 'a,b,,c'.split(',') }}|{{ ' a  b '.split() }}|{{ 'a b c'.split(' ', 1) }}|{{ 'a.b.c'.rsplit('.', 1) }}
{{ 'abc'.startswith('ab') }} {{ 'abc'.endswith(('x', 'c')) }} {{ 'abc'.replace('b', 'X') }} {{ 'aaa'.replace('a', 'b', 2) }} {{ 'abcb'.find('b') }} {{ 'abcb'.rfind('b') }} {{ 'x'.join(['a', 'b']) }}
{{ 'hello World'.title() }} {{ 'hELLO'.capitalize() }} {{ 'hi'.upper() }} {{ 'Ab'.swapcase() }} {{ '5'.isdigit() }} {{ 'a b'.isalpha() }} {{ '7'.zfill(3) }} {{ 'a'.center(5, '*') }} {{ 'a-b'.partition('-') }} {{ 'prefix-x'.removeprefix('prefix-') }} {{ '{} {x}'.format(1, x=2) }} {{ 'a\nb\r\nc'.splitlines() }} {{ 'aXbX'.count('X') }}
{{ ' pad ' | trim }}|{{ 'abc' | length }}|{{ [3,1,2] | sort }}|{{ ['b','A','c'] | sort }}|{{ ['b','A'] | sort(case_sensitive=true) }}|{{ [1,2] | first }}{{ [1,2] | last }}|{{ missing | default('d') }}|{{ '' | default('e', true) }}
{{ {'b': 1, 'a': [2, 'é<>&\'"']} | tojson }} {{ [] | tojson }} {{ {} | tojson }} {{ 'é' | tojson(ensure_ascii=true) }} {{ {'b': 1, 'a': none} | tojson(sort_keys=true) }} {{ 1e20 | tojson }} {{ 1.0 | tojson }}
{{ {'a': {'b': [1, 2, {}]}, 'c': []} | tojson(indent=2) }} {{ [1, {'a': 2}] | tojson(separators=(',', ':')) }}
{{ {'b': 2, 'a': 1}.items() | list }} {{ {'b': 2, 'a': 1} | dictsort }} {{ {'b': 2, 'a': 1} | items | list }} {{ {'a': 1}.keys() | list }} {{ {'a': 1}.get('b', 9) }} {{ {'a': 1}['a'] }} {{ {'items': 5}['items'] }} {{ {'a': 1}.a }}
{{ [{'n': 'x', 't': 1}, {'n': 'y'}] | map(attribute='n') | join(', ') }} {{ ['a', 'b'] | map('upper') | list }} {{ [{'t': 1}, {'t': 2}] | selectattr('t', 'equalto', 2) | list }} {{ [1, 2, 3, 4] | select('even') | list }} {{ [1, none] | reject('none') | list }} {{ [{'t': 1}, {}] | rejectattr('t', 'defined') | list | length }}
{% if [] | selectattr('x') %}generators are true{% endif %} {{ [1, 2, 3] | sum }} {{ [1, 5, 2] | max }} {{ ['b', 'a'] | min }} {{ [1, 1, 2] | unique | list }} {{ [1,2,3] | reverse | list }} {{ 'abc' | reverse }} {{ [1,2,3,4,5] | batch(2) | list }} {{ 3.7 | int }} {{ '12' | int }} {{ 'x' | int(5) }} {{ 3 | float }} {{ -3 | abs }} {{ 2.567 | round(2) }} {{ 2.5 | round }}
{{ 'a<b>' | e }} {{ 'x' | safe + '<' }} {{ ('<' | e) ~ '>' }} {{ 'line one\nline two\n\nlast' | indent(2) }} {{ 'line\nx' | indent(4, true) }} {{ 'foo bar-baz' | title }} {{ 'some words here' | truncate(9) }} {{ 'a b c' | wordcount }} {{ '%s-%s' | format('a', 'b') }} {{ 'hello' | replace('l', 'L') }} {{ 'MiXed' | lower | capitalize }} {{ 5 | string }} {{ 'abc' | list }}
{{ 5 is number }} {{ 5 is integer }} {{ 5.0 is float }} {{ true is boolean }} {{ true is number }} {{ 'a' is string }} {{ [] is sequence }} {{ 'a' is sequence }} {{ {} is mapping }} {{ 'a' is iterable }} {{ none is none }} {{ 4 is divisibleby 2 }} {{ 3 is odd }} {{ 3 is not even }} {{ 'a' is in ['a'] }} {{ 3 is gt 2 }} {{ 'A' is upper }} {{ false is false }} {{ range is callable }} {{ x is undefined }}
{% for i in range(3) %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.revindex }}{{ loop.cycle('a', 'b') }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for a, b in {'x': 1, 'y': 2}.items() if b > 1 %}{{ a }}={{ b }}{% else %}none{% endfor %} {% for i in [] %}x{% else %}empty{% endfor %} {% for i in range(9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %}
{% for i in [1, [2, [3]]] recursive %}{{ loop.depth }}{% if i is iterable %}({{ loop(i) }}){% else %}{{ i }}{% endif %}{% endfor %} {% for i in 'ab' %}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.changed(i) }}{% endfor %}
{% set x = 1 %}{% for i in range(3) %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }} {% set ns = namespace(n=0, s='') %}{% for i in range(4) %}{% set ns.n = ns.n + i %}{% set ns.s = ns.s ~ i %}{% endfor %}{{ ns.n }}{{ ns.s }} {% set a, b = 1, 'two' %}{{ a }}{{ b }}
{% set block %}in {{ 1 + 1 }} side{% endset %}[{{ block }}] {% set f | upper | trim %} up {% endset %}[{{ f }}] {% with y = 5, z = 6 %}{{ y + z }}{% endwith %} {% filter upper %}shout {{ 'x' }}{% endfilter %} {% raw %}{{ raw }} {% if %}{% endraw %} {# comment {{ x }} #}
{% macro m(a, b='d', c=none) %}<{{ a }}|{{ b }}|{{ c is none }}|{{ varargs }}>{% endmacro %}{{ m(1) }}{{ m('x', c=3) }}{{ m(1, 2, 3, 4) }} {% macro w() %}[{{ caller() }}]{% endmacro %}{% call w() %}body{% endcall %} {% macro r(n) %}{{ n }}{% if n %}{{ r(n - 1) }}{% endif %}{% endmacro %}{{ r(3) }}
{{ dict(a=1, b='x') }} {{ dict([('k', 2)]) }} {{ namespace(x=3).x }} {{ range(5, 0, -2) | list }} {{ strftime_now('%d %b %Y %H:%M %A %B %j %y %I %p %-d') }}
"""

SPACES = [
    "  {% if true %}\n  yes\n  {% endif %}\nend\n", "a\n  {%- if true -%}\n  b\n  {%- endif -%}\n c", "{{ 'x' }}\n{{- 'y' -}}\n z", "  {%+ if true %}x{% endif +%}\n y",
    "a {# c #}\nb\n  {# d #}  \nc", "x\n\n", "\t{% set a = 1 %}\n\t{{ a }}\n", "a\r\nb\rc{{ '\r\n' }}", "{%- for i in [1, 2] %}\n {{ i }}\n{%- endfor %}\n\n!", "{{ {'a': {'b': 1}} }}}", "{% raw -%}\n x {%- endraw %} y", "{{ '}}' }}{{ '%}' }}",
    "é{% if true -%}\u00a0 x{% endif %}", "{#- a -#}\n\n b", "a {%- raw %} {{ x }} {% endraw -%} b",
]

CHATML = """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{%- endif %}
    {{- "# Tools\\n\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools><|im_end|>\\n" }}
{%- else %}
    {%- if messages[0].role == 'system' %}{{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}{%- endif %}
{%- endif %}
{%- set ns = namespace(last=messages|length - 1, open=true) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.open and message.role == "user" and message.content is string %}
        {%- set ns.open = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- set content = message.content if message.content is string else '' %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set thoughts = '' %}
        {%- if message.reasoning_content is string %}
            {%- set thoughts = message.reasoning_content %}
        {%- elif '</think>' in content %}
            {%- set thoughts = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {{- '<|im_start|>' + message.role + '\\n' }}
        {%- generation %}
        {%- if loop.index0 > ns.last and (loop.last or thoughts) %}
            {{- '<think>\\n' + thoughts.strip('\\n') + '\\n</think>\\n\\n' }}
        {%- endif %}
        {{- content }}
        {%- if message.tool_calls %}
            {%- for tool_call in message.tool_calls %}
                {%- if (loop.first and content) or (not loop.first) %}{{- '\\n' }}{%- endif %}
                {%- if tool_call.function %}{%- set tool_call = tool_call.function %}{%- endif %}
                {{- '<tool_call>\\n{"name": "' + tool_call.name + '", "arguments": ' }}
                {%- if tool_call.arguments is string %}{{- tool_call.arguments }}{%- else %}{{- tool_call.arguments | tojson }}{%- endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>' }}
        {%- endgeneration %}
        {{- '\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}{{- '<|im_start|>user' }}{%- endif %}
        {{- '\\n<tool_response>\\n' + content + '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\\n' }}{%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}
"""

HEADERS = """{{- bos_token }}
{%- if not date_string is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- if messages[0]['content'] is string %}{%- set system_message = messages[0]['content']|trim %}
    {%- else %}{%- set system_message = messages[0]['content'] | map(attribute='text') | join(' ') %}{%- endif %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|head|>system<|end|>\\n\\nToday: " + date_string + "\\n\\n" }}
{%- if tools is not none %}
    {%- for t in tools %}{{- t | tojson(indent=4) }}{{- "\\n\\n" }}{%- endfor %}
{%- endif %}
{{- system_message ~ eos_token }}
{%- for message in messages %}
    {%- if not (message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|head|>' + message['role'] + '<|end|>\\n\\n' }}
        {%- if message['content'] is string %}{{- message['content'] | trim }}
        {%- else %}{%- for part in message['content'] %}{%- if part['type'] == 'text' %}{{- part['text'] }}{%- else %}{{- '<image>' }}{%- endif %}{%- endfor %}{%- endif %}
        {{- eos_token }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}{{- raise_exception("only single tool-calls at once!") }}{%- endif %}
        {%- set call = message.tool_calls[0].function %}
        {{- '<|head|>assistant<|end|>\\n\\n' }}
        {%- for name, value in (call.arguments if call.arguments is mapping else {}) | dictsort %}{{- name ~ '=' ~ (value | tojson) }}{%- if not loop.last %}, {% endif %}{%- endfor %}
    {%- else %}
        {{- "<|head|>tool<|end|>\\n\\n" }}{{- message.content | tojson }}{{- eos_token }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|head|>assistant<|end|>\\n\\n' }}{%- endif %}
"""

TURNS = """{{ bos_token }}{% if messages[0]['role'] in ['system', 'developer'] %}{% set first = messages[0]['content'] ~ '\\n\\n' %}{% set rest = messages[1:] %}{% else %}{% set first = '' %}{% set rest = messages %}{% endif %}
{%- for message in rest -%}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}
        {{ raise_exception("Conversation roles must alternate user/assistant/user/assistant/...") }}
    {%- endif -%}
    {%- if (message['role'] == 'assistant') -%}{%- set role = "model" -%}{%- else -%}{%- set role = message['role'] -%}{%- endif -%}
    {{ '<start>' + role + '\\n' + (first if loop.first else "") }}
    {%- if message['content'] is string -%}{{ message['content'] | trim }}
    {%- elif message['content'] is iterable -%}
        {%- for item in message['content'] -%}{%- if item['type'] == 'image' -%}{{ '<img>' }}{%- elif item['type'] == 'text' -%}{{ item['text'] | trim }}{%- endif -%}{%- endfor -%}
    {%- else -%}{{ raise_exception("Invalid content type") }}{%- endif -%}
    {{ '<end>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<start>model\\n' }}{%- endif -%}
"""

INSTRUCTIONS = """{%- if messages[0]["role"] == "system" %}{%- set system = messages[0]["content"] %}{%- set loop_messages = messages[1:] %}{%- else %}{%- set loop_messages = messages %}{%- endif %}
{%- set users = loop_messages | selectattr("role", "equalto", "user") | list %}
{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if tools is not none and (message == users[-1]) %}
            {{- "[TOOLS] [" }}
            {%- for tool in tools %}{%- set tool = tool.function %}{{- '{"type": "function", "function": {' }}
                {%- for key, val in tool.items() if key != "return" %}
                    {%- if val is string %}{{- '"' + key + '": "' + val + '"' }}{%- else %}{{- '"' + key + '": ' + val|tojson }}{%- endif %}
                    {%- if not loop.last %}{{- ", " }}{%- endif %}
                {%- endfor %}{{- "}}" }}
                {%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" }}{%- endif %}
            {%- endfor %}
            {{- "[/TOOLS]" }}
        {%- endif %}
        {%- if loop.last and system is defined %}{{- "[INST] " + system + "\\n\\n" + message["content"] + "[/INST]" }}{%- else %}{{- "[INST] " + message["content"] + "[/INST]" }}{%- endif %}
    {%- elif message["role"] == "assistant" and message.tool_calls is not defined %}
        {% generation %}{{- " " + message["content"] | trim + eos_token }}{% endgeneration %}
    {%- elif message.tool_calls is defined and message.tool_calls is not none %}
        {%- for call in message.tool_calls %}{%- if call.id is not defined or call.id|length != 9 %}{{- raise_exception("Tool call IDs should be 9 characters!") }}{%- endif %}{{- call | tojson }}{%- endfor %}
    {%- else %}{{- "[R]" ~ message.content | string ~ "[/R]" }}{%- endif %}
{%- endfor %}
"""


def main():
    reference.datetime = oracle.Frozen
    talk = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    cases = [dict(name=f"line {number + 1}", template=text, messages=talk) for number, text in enumerate(SMALL.strip("\n").split("\n"))]
    cases += [dict(name=f"spaces {number + 1}", template=text, messages=talk) for number, text in enumerate(SPACES)]
    import random
    generator = random.Random(3)
    for name, text in [("chatml", CHATML), ("headers", HEADERS), ("turns", TURNS), ("instructions", INSTRUCTIONS)]:
        for number, messages in enumerate(oracle.conversations(generator)):
            cases.append(dict(name=f"{name} {number}", template=text, messages=messages, tools=oracle.TOOLS if number % 3 == 2 else None,
                              prompt=number % 2 == 0, variables={"enable_thinking": False} if number % 5 == 4 else {}))
    templates, out = {}, []
    for case in cases:
        case = {"tools": None, "prompt": False, "variables": {}, "special": {"bos_token": "<s>", "eos_token": "</s>"}, "now": oracle.NOW} | case
        text, spans = oracle.expected(case)
        entry = {key: case[key] for key in ("name", "messages", "tools", "prompt", "variables")}
        entry["template"] = templates.setdefault(case["template"], len(templates))
        if text is None:
            print(f"{case['name']}: {spans}", file=sys.stderr)
            entry["refused"] = True
        else:
            entry |= {"text": text, "spans": [[len(text[:place].encode()) for place in span] for span in spans]}
        out.append(entry)
    made = "transformers and jinja2 of PyPI, by Tests/Oracles/make/templates_golden.py"
    print(json.dumps({"made_by": made, "now": oracle.NOW, "templates": list(templates), "cases": out}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
