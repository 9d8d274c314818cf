// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// The filters that take texts. What is expected is what Jinja 3.1 writes.
@Suite struct TextFilterTests {
  @Test(
    arguments: [
      ("{{ 'aB' | upper }}", "AB"),
      ("{{ 'aB' | lower }}", "ab"),
      ("{{ 'hELLO' | capitalize }}", "Hello"),
      ("{{ 'hello big world' | title }}", "Hello Big World"),
      ("{{ 'foo bar-baz (qux)' | title }}", "Foo Bar-Baz (Qux)"),
      (#"{{ "it's" | title }}"#, "It's"),
      ("{{ ' a ' | trim ~ '|' }}", "a|"),
      ("{{ 'xax' | trim('x') }}", "a"),
      ("{{ 5 | upper }}", "5"),
      ("{{ none | lower }}", "none"),
      ("{{ 'a  b' | wordcount }}", "2"),
      ("{{ '' | wordcount }}", "0"),
      (#"{{ "don't stop" | wordcount }}"#, "3"),
    ] as [(String, String)])
  func casesAndSpace(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      (#"{{ 'a\nb' | indent }}"#, "a\n    b"),
      (#"{{ 'a\nb' | indent(2) }}"#, "a\n  b"),
      (#"{{ 'a\n\nb' | indent(2) }}"#, "a\n\n  b"),
      (#"{{ 'a\n\nb' | indent(2, blank=true) }}"#, "a\n  \n  b"),
      (#"{{ 'a\nb' | indent(2, true) }}"#, "  a\n  b"),
      (#"{{ 'a\nb' | indent(first=true) }}"#, "    a\n    b"),
      (#"{{ 'a\nb\n' | indent(1) }}"#, "a\n b\n"),
      (#"{{ 'a\nb' | indent('> ') }}"#, "a\n> b"),
      ("{{ '' | indent(2, true) ~ '|' }}", "  |"),
      ("{{ 'a' | indent(3) }}", "a"),
      (#"{{ '\na' | indent(2, true) }}"#, "  \n  a"),
    ] as [(String, String)])
  func linesAreIndented(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'some words here' | truncate(9) }}", "some..."),
      ("{{ 'some words here' | truncate(9, true) }}", "some w..."),
      ("{{ 'some words here' | truncate(10, true, '') }}", "some words here"),
      ("{{ 'short' | truncate(9) }}", "short"),
      ("{{ 'abcdefgh' | truncate(5) }}", "abcdefgh"),
      ("{{ 'abcdefghijkl' | truncate(5, false, '...', 0) }}", "ab..."),
      ("{{ 'some words' | truncate(9, leeway=0) }}", "some..."),
      ("{{ 'a b c d e f g h' | truncate(6, end='!') }}", "a b!"),
      ("{{ 'foo bar baz qux' | truncate(11, true, leeway=0) }}", "foo bar ..."),
    ] as [(String, String)])
  func textsAreCutShort(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      (#"{{ '<a href="x">&' | e }}"#, "&lt;a href=&#34;x&#34;&gt;&amp;"),
      (#"{{ "it's" | escape }}"#, "it&#39;s"),
      ("{{ ('<b>' | safe) ~ '<i>' }}", "<b><i>"),
      ("{{ ('<' | e) + '>' }}", "&lt;&gt;"),
      ("{{ ('<' | e) | e }}", "&lt;"),
      ("{{ ('<' | e) | forceescape }}", "&amp;lt;"),
      ("{{ 5 | e }}", "5"),
      ("{{ 'a' | safe | upper }}", "A"),
      ("{{ ('&' | e).replace('&', '<') }}", "&lt;amp;"),
      ("{{ 'x' | e == 'x' }}", "True"),
      ("{{ ['<'] | e }}", "[&#39;&lt;&#39;]"),
      ("{{ ('<' | e).strip() }}", "&lt;"),
      ("{{ 'a' | e }}", "a"),
    ] as [(String, String)])
  func textsAreWrittenForHTML(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'hello' | replace('l', 'L') }}", "heLLo"),
      ("{{ 'hello' | replace('l', 'L', 1) }}", "heLlo"),
      ("{{ 'aaa' | replace('a', '') }}", ""),
      ("{{ 'a' | replace('b', 'c') }}", "a"),
      ("{{ 15 | replace('1', '2') }}", "25"),
    ] as [(String, String)])
  func partsAreReplacedByAFilter(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [1, 'a', none] | join('-') }}", "1-a-None"),
      ("{{ [1, 2] | join }}", "12"),
      ("{{ [] | join(',') }}", ""),
      ("{{ 'abc' | join(',') }}", "a,b,c"),
      ("{{ [{'a': 1}, {'a': 2}] | join('+', 'a') }}", "1+2"),
      ("{{ [{'a': 1}, {'a': 2}] | join(', ', attribute='a') }}", "1, 2"),
      ("{{ (1, 2) | join('|') }}", "1|2"),
      ("{{ {'x': 1, 'y': 2} | join(',') }}", "x,y"),
    ] as [(String, String)])
  func textsAreJoinedByAFilter(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ '%s-%s' | format('a', 'b') }}", "a-b"),
      ("{{ '%d%%' | format(5) }}", "5%"),
      ("{{ 5 | string ~ 'x' }}", "5x"),
      ("{{ none | string }}", "None"),
      ("{{ [1] | string | length }}", "3"),
      ("{{ 'a' | string }}", "a"),
      ("{{ 1.0 | string }}", "1.0"),
      ("{{ 'a b' | urlencode }}", "a%20b"),
      ("{{ 'é/?&' | urlencode }}", "%C3%A9/%3F%26"),
      ("{{ {'a': 1} | string }}", "{'a': 1}"),
      ("{{ 'a b' | list }}", "['a', ' ', 'b']"),
      ("{{ 'x' | center(5) ~ '|' }}", "  x  |"),
    ] as [(String, String)])
  func textsAreFormatted(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
