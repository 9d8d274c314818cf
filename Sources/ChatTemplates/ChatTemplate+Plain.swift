// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

extension ChatTemplate {
  /// A template for models without roles of their own, such as GPT-2: who speaks stands before what is
  /// said, and each answer ends in the token that ends a text. Tools stand as JSON at the beginning, a
  /// line each; a call of one is the name and its arguments.
  /// - Parameter endToken: the name of that token.
  /// - Throws: `AssayError` never, since the template is right.
  package static func plain(endToken: String) throws(AssayError) -> ChatTemplate {
    try ChatTemplate(
      plainSource, specialTokens: ["eos_token": .string(endToken), "bos_token": .string(endToken)],
      path: "the plain chat template")
  }

  /// Whether this is the plain one.
  package var isPlain: Bool { source == Self.plainSource }

  private static let plainSource = """
    {#- Who speaks, and what is said or called; answers end in the token that ends a text. -#}
    {%- macro words(content) -%}
    {%- if content is string -%}
    {{- content | trim -}}
    {%- elif content -%}
    {%- for part in content -%}
    {%- if part.type != 'text' -%}
    {{- raise_exception('this template has no form for parts of the type ' ~ part.type) -}}
    {%- endif -%}
    {{- part.text -}}
    {%- endfor -%}
    {%- endif -%}
    {%- endmacro -%}
    {%- macro call(function) -%}
    {%- if not function.name -%}
    {{- raise_exception('a call of a tool names no function') -}}
    {%- endif -%}
    {%- set arguments = function.arguments or {} -%}
    {{- 'Call: ' ~ function.name ~ ' ' -}}
    {{- arguments if arguments is string else (arguments | tojson) -}}
    {%- endmacro -%}
    {%- macro answer(message) -%}
    {%- set text = words(message.content) -%}
    {{- text -}}
    {%- if message.function_call -%}
    {{- ('\\n' if text else '') ~ call(message.function_call) -}}
    {%- endif -%}
    {%- for one in message.tool_calls or [] -%}
    {{- ('\\n' if text or not loop.first else '') ~ call(one.function or one) -}}
    {%- endfor -%}
    {%- endmacro -%}
    {%- if tools -%}
    {{- 'Tools:' -}}
    {%- for tool in tools -%}
    {{- '\\n' ~ ((tool.function or tool) | tojson) -}}
    {%- endfor -%}
    {{- '\\n\\n' -}}
    {%- endif -%}
    {%- for message in messages -%}
    {%- if message.role == 'assistant' -%}
    {{- 'Assistant:' -}}
    {%- generation -%}
    {{- ' ' ~ answer(message) ~ eos_token -}}
    {%- endgeneration -%}
    {%- else -%}
    {%- set speaker = {'developer': 'System', 'function': 'Tool'}.get(message.role) -%}
    {{- speaker or (message.role | capitalize) -}}
    {{- ': ' ~ words(message.content) -}}
    {%- endif -%}
    {%- if not loop.last or add_generation_prompt -%}
    {{- '\\n\\n' -}}
    {%- endif -%}
    {%- endfor -%}
    {%- if add_generation_prompt -%}
    {{- 'Assistant:' -}}
    {%- endif -%}

    """
}
