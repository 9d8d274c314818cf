// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// Loops, conditions, names, macros and blocks. What is expected is what Jinja 3.1 writes.
@Suite struct StatementTests {
  @Test(
    arguments: [
      ("{% if 1 %}a{% endif %}", "a"),
      ("{% if 0 %}a{% endif %}|", "|"),
      ("{% if 0 %}a{% else %}b{% endif %}", "b"),
      ("{% if 0 %}a{% elif 1 %}b{% else %}c{% endif %}", "b"),
      ("{% if 0 %}a{% elif 0 %}b{% elif 1 %}c{% endif %}", "c"),
      ("{% if 0 %}a{% elif 0 %}b{% else %}c{% endif %}", "c"),
      ("{% if 1 %}{% if 0 %}a{% else %}b{% endif %}{% endif %}", "b"),
      ("{% if messages %}a{% endif %}", "a"),
      ("{% if not missing %}a{% endif %}", "a"),
      ("{% if 1 and not 0 %}a{% endif %}", "a"),
    ] as [(String, String)])
  func conditions(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{% for i in [1, 2, 3] %}{{ i }}{% endfor %}", "123"),
      ("{% for i in [] %}x{% else %}none{% endfor %}", "none"),
      ("{% for i in [1] %}{{ i }}{% else %}none{% endfor %}", "1"),
      ("{% for c in 'abc' %}{{ c }}-{% endfor %}", "a-b-c-"),
      ("{% for k in {'a': 1, 'b': 2} %}{{ k }}{% endfor %}", "ab"),
      ("{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}{{ v }}{% endfor %}", "a1b2"),
      ("{% for a, b in [[1, 2], [3, 4]] %}{{ a + b }},{% endfor %}", "3,7,"),
      ("{% for a, (b, c) in [[1, [2, 3]]] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "123"),
      ("{% for i in range(4) if i is odd %}{{ i }}{% endfor %}", "13"),
      ("{% for i in range(4) if i > 9 %}{{ i }}{% else %}none{% endfor %}", "none"),
      ("{% for i in range(4) if i is odd %}{{ loop.index }}{{ loop.length }}{% endfor %}", "1222"),
      ("{% for i in missing %}x{% else %}none{% endfor %}", "none"),
      (
        "{% for i in [1, 2] %}{% for j in [3, 4] %}{{ i }}{{ j }} {% endfor %}{% endfor %}",
        "13 14 23 24 "
      ),
      (
        "{% for i in [1, 2] %}{% for j in [1] %}{{ loop.index }}{% endfor %}{{ loop.index }}{% endfor %}",
        "1112"
      ),
      ("{% for i in (1, 2) %}{{ i }}{% endfor %}", "12"),
    ] as [(String, String)])
  func loops(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      (
        "{% for i in 'abc' %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }} {% endfor %}",
        "1032 2121 3210 "
      ),
      (
        "{% for i in 'abc' %}{{ loop.first }}{{ loop.last }} {% endfor %}",
        "TrueFalse FalseFalse FalseTrue "
      ),
      ("{% for i in 'abc' %}{{ loop.length }}{% endfor %}", "333"),
      ("{% for i in 'abc' %}{{ loop.cycle('x', 'y') }}{% endfor %}", "xyx"),
      ("{% for i in 'abcd' %}{{ loop.cycle('x', 'y', 'z') }}{% endfor %}", "xyzx"),
      ("{% for i in 'abc' %}[{{ loop.previtem }}{{ loop.nextitem }}]{% endfor %}", "[b][ac][b]"),
      (
        "{% for i in 'ab' %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }} {% endfor %}",
        "FalseTrue TrueFalse "
      ),
      ("{% for i in 'aabba' %}{{ loop.changed(i) }} {% endfor %}", "True False True False True "),
      ("{% for i in 'ab' %}{{ loop.depth }}{{ loop.depth0 }}{% endfor %}", "1010"),
      (
        "{% for i in [1, [2, [3]]] recursive %}{{ loop.depth }}{% if i is iterable %}({{ loop(i) }}){% else %}{{ i }}{% endif %}{% endfor %}",
        "111(222(33))"
      ),
      ("{% for m in messages %}{{ m.role }}{% if not loop.last %},{% endif %}{% endfor %}", "user"),
    ] as [(String, String)])
  func loopsKnowWhereTheyAre(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{% for i in range(5) %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}", "01"),
      (
        "{% for i in range(5) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "0134"
      ),
      (
        "{% for i in [1, 2] %}{% for j in [1, 2] %}{% break %}{% endfor %}{{ i }}{% endfor %}", "12"
      ),
      ("{% for i in [1] %}{% break %}{% else %}none{% endfor %}|", "none|"),
    ] as [(String, String)])
  func loopsAreLeft(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{% set x = 1 %}{{ x }}", "1"),
      ("{% set x = 1 %}{% set x = x + 1 %}{{ x }}", "2"),
      ("{% set a, b = 1, 2 %}{{ a }}{{ b }}", "12"),
      ("{% set a = 1, 2 %}{{ a }}", "(1, 2)"),
      ("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}", "21"),
      ("{% set x = 1 %}{% if 1 %}{% set x = 2 %}{% endif %}{{ x }}", "2"),
      (
        "{% set ns = namespace(n=0) %}{% for i in [1, 2] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
        "3"
      ),
      ("{% set ns = namespace() %}{% set ns.a = 'b' %}{{ ns.a }}", "b"),
      ("{% set x %}a{{ 1 }}{% endset %}[{{ x }}]", "[a1]"),
      ("{% set x | upper %}a{% endset %}{{ x }}", "A"),
      ("{% set x | replace('a', 'b') | upper %}a{% endset %}{{ x }}", "B"),
      ("{% with a = 1 %}{{ a }}{% endwith %}{{ a is defined }}", "1False"),
      ("{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}", "3"),
      ("{% with %}{% set q = 1 %}{{ q }}{% endwith %}{{ q is defined }}", "1False"),
      ("{% set x = 1 %}{% with x = 2 %}{{ x }}{% endwith %}{{ x }}", "21"),
      ("{% set messages = [] %}{{ messages | length }}", "0"),
    ] as [(String, String)])
  func namesAreSet(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(1) }}", "<1>"),
      (
        "{% macro m(a, b='d') %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(b=3, a=4) }}",
        "1d1243"
      ),
      ("{% macro m(a) %}{{ a is defined }}{% endmacro %}{{ m() }}", "False"),
      ("{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1, 2) }}", "(1, 2)"),
      ("{% macro m(a) %}{{ a }}{{ varargs | length }}{% endmacro %}{{ m(1, 2, 3) }}", "12"),
      ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}", "[x]"),
      (
        "{% macro m() %}{{ caller(5) }}{% endmacro %}{% call(n) m() %}{{ n + 1 }}{% endcall %}", "6"
      ),
      (
        "{% macro r(n) %}{{ n }}{% if n %}{{ r(n - 1) }}{% endif %}{% endmacro %}{{ r(3) }}", "3210"
      ),
      ("{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}", "1"),
      ("{% macro m(a=[1]) %}{{ a }}{% endmacro %}{{ m() }}", "[1]"),
      ("{% macro m() %}x{% endmacro %}{{ m() | upper }}{{ m() ~ 'y' }}", "Xxy"),
      ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(*[1]) }}{{ m(**{'x': 2}) }}", "12"),
      ("{% macro m() %}a{% endmacro %}{% if m() == 'a' %}same{% endif %}", "same"),
    ] as [(String, String)])
  func macros(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{% filter upper %}a{{ 'b' }}{% endfilter %}", "AB"),
      ("{% filter replace('a', 'x') | upper %}abc{% endfilter %}", "XBC"),
      ("{% filter trim %}  a  {% endfilter %}|", "a|"),
      ("{% raw %}{{ x }}{% if %}{% endraw %}", "{{ x }}{% if %}"),
      ("a{# b #}c", "ac"),
      ("{# {{ x }} {% y %} #}|", "|"),
      ("{{ '{{ x }}' }}", "{{ x }}"),
      (#"{{ "}}" }}{{ '%}' }}"#, "}}%}"),
    ] as [(String, String)])
  func blocksOfOtherKinds(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ dict(**{'a': 1}) }}", "{'a': 1}"),
      ("{{ range(*[1, 3]) | list }}", "[1, 2]"),
      ("{{ '{} {}'.format(*['a', 'b']) }}", "a b"),
      ("{{ '{x}'.format(**{'x': 1}) }}", "1"),
      ("{{ 'a,b'.split(*[',']) }}", "['a', 'b']"),
    ] as [(String, String)])
  func callsWithLists(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
