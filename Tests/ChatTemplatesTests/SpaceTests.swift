// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// White space around tags. What is expected is what Jinja 3.1 writes.
@Suite struct SpaceTests {
  @Test(
    arguments: [
      ("{% if 1 %}\na\n{% endif %}\nb", "a\nb"),
      ("{% if 1 %}\n\na{% endif %}", "\na"),
      ("{{ 1 }}\n{{ 2 }}\n3", "1\n2\n3"),
      ("{# c #}\na", "a"),
      ("a\n{# c #}\nb", "a\nb"),
      ("{% set x = 1 %}\n{% set y = 2 %}\n{{ x }}{{ y }}", "12"),
      ("{% if 1 %} \na{% endif %}", " \na"),
    ] as [(String, String)])
  func breaksBehindBlocksAreDropped(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("  {% if 1 %}a{% endif %}", "a"),
      ("a  {% if 1 %}b{% endif %}", "a  b"),
      ("\n  {% if 1 %}a{% endif %}", "\na"),
      ("a\n\t{% if 1 %}b{% endif %}", "a\nb"),
      ("  {# c #}a", "a"),
      ("  {{ 1 }}", "  1"),
      ("x\n  {{ 1 }}", "x\n  1"),
      ("{% if 1 %}\n  {% if 1 %}\n  a\n  {% endif %}\n{% endif %}", "  a\n"),
    ] as [(String, String)])
  func spaceBeforeBlocksIsDropped(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("a {{- 1 -}} b", "a1b"),
      ("a\n\n{{- 1 -}}\n\nb", "a1b"),
      ("a {%- if 1 -%} b {%- endif -%} c", "abc"),
      ("a {#- c -#} b", "ab"),
      ("{%- if 1 %}\na{% endif %}", "a"),
      ("{% if 1 -%}\n\n a{% endif %}", "a"),
      ("a\n {%- set x = 1 %}\nb", "ab"),
      ("\n{{- 1 }}", "1"),
      ("{{ 1 -}}\n", "1"),
      ("a {{ 1 -}} {{- 2 }} b", "a 12 b"),
      ("{{-1}}", "1"),
      ("{{ -1 -}} x", "-1x"),
    ] as [(String, String)])
  func signsTakeAllSpace(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("  {%+ if 1 %}a{% endif %}", "  a"),
      ("{% if 1 +%}\na{% endif %}", "\na"),
      ("  {%+ if 1 +%}\na{% endif %}", "  \na"),
      ("{% set x = 1 +%}\nb", "\nb"),
      ("  {#+ c #}a", "  a"),
    ] as [(String, String)])
  func signsKeepAllSpace(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("a\r\nb", "a\nb"),
      ("a\rb", "a\nb"),
      ("{% if 1 %}\r\na{% endif %}", "a"),
      ("a\n", "a"),
      ("a\n\n", "a\n"),
      ("a\r\n", "a"),
      ("\n", ""),
      ("", ""),
      (#"{{ 'a\nb' }}"#, "a\nb"),
      ("a\u{2028}b", "a\u{2028}b"),
    ] as [(String, String)])
  func breaksOfLines(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{% raw %}\n{{ x }}\n{% endraw %}\nb", "\n{{ x }}\nb"),
      ("{% raw -%}\n {{ x }} {%- endraw %}", "{{ x }}"),
      ("a {%- raw %} {{ x }} {% endraw -%} b", "a {{ x }} b"),
      ("  {% raw %}x{% endraw %}", "x"),
    ] as [(String, String)])
  func rawText(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
