// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

extension ChatTemplate {
  /// A template for models without roles of their own, such as GPT-2: who speaks stands before what is
  /// said, and each answer ends in the token that ends a text.
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
    {#- Who speaks, and what is said; answers end in the token that ends a text. -#}
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
    {%- if tools -%}
    {{- raise_exception('this template has no form for tools') -}}
    {%- endif -%}
    {%- for message in messages -%}
    {%- if message.tool_calls or message.function_call -%}
    {{- raise_exception('this template has no form for calls of tools') -}}
    {%- endif -%}
    {%- if message.role == 'assistant' -%}
    {{- 'Assistant:' -}}
    {%- generation -%}
    {{- ' ' ~ words(message.content) ~ eos_token -}}
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
