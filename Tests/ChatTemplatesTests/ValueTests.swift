// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// Truth, order, members, slices, and how values are written. What is expected is what Jinja 3.1 writes.
@Suite struct ValueTests {
  @Test(
    arguments: [
      ("{{ 'y' if '' else 'n' }}", "n"),
      ("{{ 'y' if 'a' else 'n' }}", "y"),
      ("{{ 'y' if 0 else 'n' }}", "n"),
      ("{{ 'y' if 0.0 else 'n' }}", "n"),
      ("{{ 'y' if 0.1 else 'n' }}", "y"),
      ("{{ 'y' if [] else 'n' }}", "n"),
      ("{{ 'y' if [0] else 'n' }}", "y"),
      ("{{ 'y' if {} else 'n' }}", "n"),
      ("{{ 'y' if {'a': 1} else 'n' }}", "y"),
      ("{{ 'y' if none else 'n' }}", "n"),
      ("{{ 'y' if missing else 'n' }}", "n"),
      ("{{ 'y' if () else 'n' }}", "n"),
      ("{{ 'y' if (0,) else 'n' }}", "y"),
      ("{{ not '' }}", "True"),
      ("{{ not 'a' }}", "False"),
      ("{{ not not 1 }}", "True"),
      ("{{ 1 and 2 }}", "2"),
      ("{{ 0 and 2 }}", "0"),
      ("{{ 1 or 2 }}", "1"),
      ("{{ 0 or '' }}", ""),
      ("{{ '' or none }}", "None"),
      ("{{ 1 and 0 or 3 }}", "3"),
      ("{{ 1 or 0 and 0 }}", "1"),
      ("{{ not 1 == 2 }}", "True"),
      ("{{ not (1 == 1) }}", "False"),
      ("{{ 1 if false }}", ""),
      ("{{ 'a' if 1 else 'b' if 1 else 'c' }}", "a"),
      ("{{ 'a' if 0 else 'b' if 0 else 'c' }}", "c"),
      ("{{ missing or 'x' }}", "x"),
      ("{{ (1 and 2) == 2 }}", "True"),
      ("{{ none is none and true }}", "True"),
    ] as [(String, String)])
  func truth(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'a' < 'b' }}", "True"),
      ("{{ 'a' < 'A' }}", "False"),
      ("{{ 'a' < 'aa' }}", "True"),
      ("{{ '' < 'a' }}", "True"),
      ("{{ 'é' > 'z' }}", "True"),
      ("{{ [1, 2] < [1, 3] }}", "True"),
      ("{{ [1] < [1, 0] }}", "True"),
      ("{{ [] < [1] }}", "True"),
      ("{{ [2] < [1, 5] }}", "False"),
      ("{{ (1, 'a') < (1, 'b') }}", "True"),
      ("{{ 'a' <= 'a' }}", "True"),
      ("{{ [1] <= [1] }}", "True"),
      ("{{ [1] >= [1] }}", "True"),
      ("{{ 'b' >= 'a' }}", "True"),
      ("{{ [1, 2] == [1, 2] }}", "True"),
      ("{{ [1] == (1,) }}", "False"),
      ("{{ {'a': 1} == {'a': 1} }}", "True"),
      ("{{ {'a': 1, 'b': 2} == {'b': 2, 'a': 1} }}", "True"),
      ("{{ {'a': 1} == {'a': 2} }}", "False"),
      ("{{ {'a': 1} == {'b': 1} }}", "False"),
      ("{{ [1] != [2] }}", "True"),
      ("{{ none == none }}", "True"),
      ("{{ none == false }}", "False"),
      ("{{ missing == none }}", "False"),
      ("{{ missing == other }}", "True"),
      ("{{ 'a' == 'a' }}", "True"),
      (#"{{ 'é' == 'e\u0301' }}"#, "False"),
      ("{{ [1, 2] == [1] }}", "False"),
      ("{{ {} == [] }}", "False"),
    ] as [(String, String)])
  func order(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'b' in 'abc' }}", "True"),
      ("{{ '' in 'abc' }}", "True"),
      ("{{ 'd' in 'abc' }}", "False"),
      ("{{ 1 in [1, 2] }}", "True"),
      ("{{ 3 in [1, 2] }}", "False"),
      ("{{ 3 not in [1, 2] }}", "True"),
      ("{{ 'a' in {'a': 1} }}", "True"),
      ("{{ 1 in {'a': 1} }}", "False"),
      ("{{ 1.0 in [1] }}", "True"),
      ("{{ [1] in [[1]] }}", "True"),
      ("{{ 'a' not in 'abc' }}", "False"),
      ("{{ 2 in (1, 2) }}", "True"),
      ("{{ none in [none] }}", "True"),
      ("{{ '' in [] }}", "False"),
      ("{{ {'a': {'b': 5}}.a.b }}", "5"),
      ("{{ {'a': {'b': 5}}['a']['b'] }}", "5"),
      ("{{ {'a': [1, 2]}.a[1] }}", "2"),
      ("{{ [[1, 2], [3]][0][1] }}", "2"),
      ("{{ [1, 2, 3][-1] }}", "3"),
      ("{{ [1][5] is defined }}", "False"),
      ("{{ {'a': 1}.b is defined }}", "False"),
      ("{{ {'a': 1}['b'] is defined }}", "False"),
      ("{{ 'abc'[0] }}", "a"),
      ("{{ 'abc'[-1] }}", "c"),
      ("{{ 'abc'[5] is defined }}", "False"),
      ("{{ 'héy'[1] }}", "é"),
      ("{{ [1, 2].0 }}", "1"),
      ("{{ {1: 'x'}[1] }}", "x"),
      ("{{ {'a': 1}.items is defined }}", "True"),
      ("{{ messages[0].role }}", "user"),
      ("{{ messages[0]['content'] }}", "Hi"),
      ("{{ messages | length }}", "1"),
    ] as [(String, String)])
  func membersOfValues(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'abcdef'[1:3] }}", "bc"),
      ("{{ 'abcdef'[:2] }}", "ab"),
      ("{{ 'abcdef'[4:] }}", "ef"),
      ("{{ 'abcdef'[:] }}", "abcdef"),
      ("{{ 'abcdef'[::2] }}", "ace"),
      ("{{ 'abcdef'[1::2] }}", "bdf"),
      ("{{ 'abcdef'[::-1] }}", "fedcba"),
      ("{{ 'abcdef'[-2:] }}", "ef"),
      ("{{ 'abcdef'[:-2] }}", "abcd"),
      ("{{ 'abcdef'[-4:-2] }}", "cd"),
      ("{{ 'abcdef'[10:] ~ '|' }}", "|"),
      ("{{ 'abcdef'[:10] }}", "abcdef"),
      ("{{ 'abcdef'[3:1] ~ '|' }}", "|"),
      ("{{ 'abcdef'[5:1:-2] }}", "fd"),
      ("{{ 'abcdef'[-1:-4:-1] }}", "fed"),
      ("{{ [1, 2, 3, 4][1:3] }}", "[2, 3]"),
      ("{{ [1, 2, 3][::-1] }}", "[3, 2, 1]"),
      ("{{ (1, 2, 3)[1:] }}", "(2, 3)"),
      ("{{ [1, 2, 3][-5:2] }}", "[1, 2]"),
      ("{{ [1, 2, 3][2:-5:-1] }}", "[3, 2, 1]"),
      ("{{ [1, 2, 3][:-5:-1] }}", "[3, 2, 1]"),
      ("{{ [][1:] }}", "[]"),
      ("{{ 'héllo'[1:3] }}", "él"),
      ("{{ [1,2,3,4,5][-1:0:-2] }}", "[5, 3]"),
      ("{{ [1,2,3][none:2] }}", "[1, 2]"),
      ("{{ [1,2,3,4][:3:2] }}", "[1, 3]"),
    ] as [(String, String)])
  func slices(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ none }}", "None"),
      ("{{ true }}", "True"),
      ("{{ false }}", "False"),
      ("{{ [1, 'a', none, true] }}", "[1, 'a', None, True]"),
      ("{{ {'a': 1, 'b': [2]} }}", "{'a': 1, 'b': [2]}"),
      ("{{ (1,) }}", "(1,)"),
      ("{{ (1, 2) }}", "(1, 2)"),
      ("{{ () }}", "()"),
      ("{{ [] }}", "[]"),
      ("{{ {} }}", "{}"),
      (#"{{ ['it\'s'] }}"#, #"["it's"]"#),
      (#"{{ ['say "x"'] }}"#, #"['say "x"']"#),
      (#"{{ ['it\'s "x"'] }}"#, #"['it\'s "x"']"#),
      (#"{{ ['a\n\t\\'] }}"#, #"['a\n\t\\']"#),
      ("{{ ['é日😀'] }}", "['é日😀']"),
      (#"{{ ['\x00\x7f\u200b'] }}"#, #"['\x00\x7f\u200b']"#),
      ("{{ {1: 'a', none: 'b', true: 'c'} }}", "{1: 'c', None: 'b'}"),
      ("{{ [1.0, 1.5] }}", "[1.0, 1.5]"),
      ("{{ {'a': {'b': ()}} }}", "{'a': {'b': ()}}"),
      ("{{ missing }}", ""),
      ("{{ [missing] | length }}", "1"),
      ("{{ 'a' ~ 1 ~ none ~ [1] }}", "a1None[1]"),
      ("{{ 1 ~ 2 }}", "12"),
      ("{{ '' ~ '' }}", ""),
      ("{{ [1] + [2] }}", "[1, 2]"),
      ("{{ (1,) + (2,) }}", "(1, 2)"),
      ("{{ 'ab' * 2 }}", "abab"),
      ("{{ 2 * 'ab' }}", "abab"),
      ("{{ [0] * 3 }}", "[0, 0, 0]"),
      ("{{ 'ab' * 0 ~ '|' }}", "|"),
      ("{{ 'a' 'b' }}", "ab"),
      ("{{ 'a' + 'b' + 'c' }}", "abc"),
      ("{{ dict(a=1) }}", "{'a': 1}"),
      ("{{ dict(a=1, b='x') }}", "{'a': 1, 'b': 'x'}"),
      ("{{ dict({'a': 1}) }}", "{'a': 1}"),
      ("{{ dict([['k', 2]]) }}", "{'k': 2}"),
      ("{{ range(3) | list }}", "[0, 1, 2]"),
      ("{{ range(1, 4) | list }}", "[1, 2, 3]"),
      ("{{ range(5, 0, -2) | list }}", "[5, 3, 1]"),
      ("{{ range(0) | list }}", "[]"),
      ("{{ range(3)[1] }}", "1"),
      ("{{ namespace(x=3).x }}", "3"),
    ] as [(String, String)])
  func valuesAreWritten(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ {'a': 1} | tojson }}", #"{"a": 1}"#),
      ("{{ [1, 2.5, none, true, 'x'] | tojson }}", #"[1, 2.5, null, true, "x"]"#),
      (#"{{ 'a"b\\c\n\t' | tojson }}"#, #""a\"b\\c\n\t""#),
      (#"{{ 'é<>&\'' | tojson }}"#, #""é<>&'""#),
      ("{{ 'é😀' | tojson(ensure_ascii=true) }}", #""\u00e9\ud83d\ude00""#),
      ("{{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }}", #"{"a": 2, "b": 1}"#),
      (
        "{{ {'a': [1, {'b': 2}]} | tojson(indent=2) }}",
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ]\n}"
      ),
      ("{{ [] | tojson(indent=2) }}", "[]"),
      ("{{ {} | tojson(indent=2) }}", "{}"),
      ("{{ {'a': []} | tojson(indent=1) }}", "{\n \"a\": []\n}"),
      ("{{ [1, 2] | tojson(separators=(',', ':')) }}", "[1,2]"),
      ("{{ {'a': 1} | tojson(separators=(',', ':')) }}", #"{"a":1}"#),
      ("{{ {'a': 1, 'b': 2} | tojson(separators=('; ', ' = ')) }}", #"{"a" = 1; "b" = 2}"#),
      ("{{ (1, 2) | tojson }}", "[1, 2]"),
      (
        "{{ {1: 'a', none: 'b', true: 'c', 1.5: 'd'} | tojson }}",
        #"{"1": "c", "null": "b", "1.5": "d"}"#
      ),
      ("{{ 1.0 | tojson }}", "1.0"),
      ("{{ 1e20 | tojson }}", "1e+20"),
      (#"{{ '\x00\x1f\x7f' | tojson }}"#, "\"\\u0000\\u001f\u{7F}\""),
      (
        "{{ {'a': {'c': 1, 'b': 2}} | tojson(sort_keys=true, indent=2) }}",
        "{\n  \"a\": {\n    \"b\": 2,\n    \"c\": 1\n  }\n}"
      ),
      ("{{ '' | tojson }}", #""""#),
      ("{{ -0.0 | tojson }}", "-0.0"),
      ("{{ [[], {}] | tojson }}", "[[], {}]"),
      ("{{ {'z': 'é'} | tojson(ensure_ascii=true, indent=1) }}", "{\n \"z\": \"\\u00e9\"\n}"),
    ] as [(String, String)])
  func valuesAsJSON(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ missing | default('d') }}", "d"),
      ("{{ missing | default }}", ""),
      ("{{ '' | default('d') ~ '|' }}", "|"),
      ("{{ '' | default('d', true) }}", "d"),
      ("{{ none | default('d') }}", "None"),
      ("{{ none | default('d', true) }}", "d"),
      ("{{ 0 | default(5, boolean=true) }}", "5"),
      ("{{ 0 | d(5) }}", "0"),
      ("{{ missing | d('e') }}", "e"),
      ("{{ {'a': 1}.b | default('d') }}", "d"),
      ("{{ [][0] | default('d') }}", "d"),
      ("{{ false | default('d', true) }}", "d"),
    ] as [(String, String)])
  func defaultsOfValues(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
