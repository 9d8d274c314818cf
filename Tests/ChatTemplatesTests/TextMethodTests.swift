// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// The methods of texts. What is expected is what Jinja 3.1 writes.
@Suite struct TextMethodTests {
  @Test(
    arguments: [
      ("{{ '  a b '.strip() ~ '|' }}", "a b|"),
      ("{{ 'xyxaxy'.strip('xy') }}", "a"),
      ("{{ 'xxa'.lstrip('x') }}", "a"),
      ("{{ 'axx'.rstrip('x') }}", "a"),
      ("{{ 'xxaxx'.lstrip('y') }}", "xxaxx"),
      (#"{{ '\t\n a'.lstrip() }}"#, "a"),
      (#"{{ 'a \u00a0\u3000'.rstrip() ~ '|' }}"#, "a|"),
      ("{{ ''.strip() }}", ""),
      ("{{ '   '.strip() ~ '|' }}", "|"),
      ("{{ 'xx'.strip('x') ~ '|' }}", "|"),
      ("{{ ' a '.strip(none) ~ '|' }}", "a|"),
      ("{{ '[a]'.strip('[]') }}", "a"),
    ] as [(String, String)])
  func endsAreStripped(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'a,b,,c'.split(',') }}", "['a', 'b', '', 'c']"),
      ("{{ 'a,b,c'.split(',', 1) }}", "['a', 'b,c']"),
      ("{{ 'a,b,c'.split(',', 0) }}", "['a,b,c']"),
      ("{{ 'a,b,c'.split(',', -1) }}", "['a', 'b', 'c']"),
      ("{{ 'a,b,c'.split(',', 9) }}", "['a', 'b', 'c']"),
      ("{{ ' a  b '.split() }}", "['a', 'b']"),
      ("{{ 'a b  c d'.split(none, 2) }}", "['a', 'b', 'c d']"),
      ("{{ ' a b '.split(none, 1) }}", "['a', 'b ']"),
      ("{{ ''.split() }}", "[]"),
      ("{{ ''.split(',') }}", "['']"),
      ("{{ 'abc'.split('x') }}", "['abc']"),
      ("{{ 'aXXbXXc'.split('XX') }}", "['a', 'b', 'c']"),
      ("{{ 'a b'.split(sep=' ') }}", "['a', 'b']"),
      ("{{ 'a,b,c'.rsplit(',', 1) }}", "['a,b', 'c']"),
      ("{{ 'a,b,c'.rsplit(',') }}", "['a', 'b', 'c']"),
      ("{{ 'aXXbXXXc'.rsplit('XX', 1) }}", "['aXXbX', 'c']"),
      ("{{ 'a,b'.rsplit(',', 0) }}", "['a,b']"),
      ("{{ 'a b  c'.rsplit() }}", "['a', 'b', 'c']"),
      ("{{ 'aaa'.split('aa') }}", "['', 'a']"),
      ("{{ 'aaa'.rsplit('aa', 1) }}", "['a', '']"),
    ] as [(String, String)])
  func textsAreSplit(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      (#"{{ 'a\nb\r\nc\rd'.splitlines() }}"#, "['a', 'b', 'c', 'd']"),
      (#"{{ 'a\n\nb\n'.splitlines() }}"#, "['a', '', 'b']"),
      (#"{{ 'a\nb\r\n'.splitlines(true) }}"#, #"['a\n', 'b\r\n']"#),
      ("{{ ''.splitlines() }}", "[]"),
      (#"{{ '\n'.splitlines() }}"#, "['']"),
      (#"{{ 'a\u2028b\u0085c\x0bd\x0ce\x1cf'.splitlines() }}"#, "['a', 'b', 'c', 'd', 'e', 'f']"),
    ] as [(String, String)])
  func linesAreParted(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'a-b-c'.partition('-') }}", "('a', '-', 'b-c')"),
      ("{{ 'a-b-c'.rpartition('-') }}", "('a-b', '-', 'c')"),
      ("{{ 'abc'.partition('-') }}", "('abc', '', '')"),
      ("{{ 'abc'.rpartition('-') }}", "('', '', 'abc')"),
      ("{{ '-a'.partition('-') }}", "('', '-', 'a')"),
      ("{{ 'a-'.rpartition('-') }}", "('a', '-', '')"),
      ("{{ 'a==b==c'.partition('==') }}", "('a', '==', 'b==c')"),
      ("{{ 'a==b==c'.rpartition('==') }}", "('a==b', '==', 'c')"),
    ] as [(String, String)])
  func textsArePartedInThree(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'abc'.startswith('ab') }}", "True"),
      ("{{ 'abc'.startswith('b') }}", "False"),
      ("{{ 'abc'.startswith('') }}", "True"),
      ("{{ 'abc'.startswith('abcd') }}", "False"),
      ("{{ 'abc'.endswith('bc') }}", "True"),
      ("{{ 'abc'.endswith('b') }}", "False"),
      ("{{ 'abc'.endswith(('x', 'c')) }}", "True"),
      ("{{ 'abc'.endswith(('x', 'y')) }}", "False"),
      ("{{ 'abc'.startswith(('x', 'a')) }}", "True"),
      ("{{ 'abc'.startswith(()) }}", "False"),
      ("{{ 'é'.startswith('e') }}", "False"),
      ("{{ ''.endswith('') }}", "True"),
    ] as [(String, String)])
  func edgesAreAskedFor(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'aBc é'.upper() }}", "ABC É"),
      ("{{ 'ABC É'.lower() }}", "abc é"),
      ("{{ 'hELLO wORLD'.capitalize() }}", "Hello world"),
      ("{{ 'hello world'.title() }}", "Hello World"),
      (#"{{ "they're bill's".title() }}"#, "They'Re Bill'S"),
      ("{{ '3rd x2y'.title() }}", "3Rd X2Y"),
      ("{{ 'aBc'.swapcase() }}", "AbC"),
      ("{{ 'É1x'.swapcase() }}", "é1X"),
      ("{{ 'Straße'.casefold()[0:4] }}", "stra"),
      ("{{ ''.capitalize() }}", ""),
      ("{{ 'éa'.capitalize() }}", "Éa"),
      ("{{ 'ß'.upper() }}", "SS"),
      ("{{ 'a-b_c'.title() }}", "A-B_C"),
    ] as [(String, String)])
  func casesOfLettersChange(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'aaa'.replace('a', 'b') }}", "bbb"),
      ("{{ 'aaa'.replace('a', 'b', 2) }}", "bba"),
      ("{{ 'aaa'.replace('a', 'b', 0) }}", "aaa"),
      ("{{ 'aaa'.replace('a', 'b', -1) }}", "bbb"),
      ("{{ 'abab'.replace('ab', '') }}", ""),
      ("{{ 'abc'.replace('x', 'y') }}", "abc"),
      ("{{ 'ab'.replace('', '-') }}", "-a-b-"),
      ("{{ 'ab'.replace('', '-', 1) }}", "-ab"),
      ("{{ ''.replace('', 'x') }}", "x"),
      ("{{ 'aXXa'.replace('XX', 'Y') }}", "aYa"),
      ("{{ 'aaaa'.replace('aa', 'b') }}", "bb"),
    ] as [(String, String)])
  func partsAreReplaced(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'abcabc'.find('c') }}", "2"),
      ("{{ 'abcabc'.find('c', 3) }}", "5"),
      ("{{ 'abcabc'.find('x') }}", "-1"),
      ("{{ 'abcabc'.rfind('c') }}", "5"),
      ("{{ 'abcabc'.rfind('x') }}", "-1"),
      ("{{ 'abc'.find('') }}", "0"),
      ("{{ 'abc'.rfind('') }}", "3"),
      ("{{ 'héllo'.find('l') }}", "2"),
      ("{{ 'héllo'.rfind('l') }}", "3"),
      ("{{ 'abc'.index('b') }}", "1"),
      ("{{ 'abcb'.index('b', 2) }}", "3"),
      ("{{ 'aXbX'.count('X') }}", "2"),
      ("{{ 'aaaa'.count('aa') }}", "2"),
      ("{{ 'abc'.count('x') }}", "0"),
      ("{{ 'abc'.count('') }}", "4"),
      ("{{ ''.count('') }}", "1"),
      ("{{ 'ababab'.rfind('ab') }}", "4"),
      ("{{ 'aaa'.rfind('aa') }}", "1"),
      ("{{ 'abc'.find('c', 9) }}", "-1"),
      ("{{ ''.find('') }}", "0"),
    ] as [(String, String)])
  func partsAreFound(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ '-'.join(['a', 'b', 'c']) }}", "a-b-c"),
      ("{{ ''.join(['a']) }}", "a"),
      ("{{ ', '.join([]) }}", ""),
      ("{{ '-'.join('abc') }}", "a-b-c"),
      ("{{ '-'.join(('x', 'y')) }}", "x-y"),
      ("{{ 'x'.join({'a': 1, 'b': 2}) }}", "axb"),
    ] as [(String, String)])
  func textsAreJoined(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ '12'.isdigit() }}", "True"),
      ("{{ '1a'.isdigit() }}", "False"),
      ("{{ ''.isdigit() }}", "False"),
      ("{{ '²'.isdigit() }}", "True"),
      ("{{ '²'.isdecimal() }}", "False"),
      ("{{ '½'.isnumeric() }}", "True"),
      ("{{ '½'.isdigit() }}", "False"),
      ("{{ 'ab'.isalpha() }}", "True"),
      ("{{ 'a b'.isalpha() }}", "False"),
      ("{{ 'é日'.isalpha() }}", "True"),
      ("{{ ''.isalpha() }}", "False"),
      ("{{ 'a1'.isalnum() }}", "True"),
      ("{{ 'a-1'.isalnum() }}", "False"),
      (#"{{ ' \t\n'.isspace() }}"#, "True"),
      ("{{ ' a'.isspace() }}", "False"),
      ("{{ ''.isspace() }}", "False"),
      ("{{ 'ab1'.islower() }}", "True"),
      ("{{ 'aB'.islower() }}", "False"),
      ("{{ '12'.islower() }}", "False"),
      ("{{ 'AB1'.isupper() }}", "True"),
      ("{{ 'Ab'.isupper() }}", "False"),
      ("{{ ''.isupper() }}", "False"),
      ("{{ '٣'.isdecimal() }}", "True"),
      ("{{ 'a½'.isalnum() }}", "True"),
    ] as [(String, String)])
  func lettersAreTold(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ '7'.zfill(3) }}", "007"),
      ("{{ '-7'.zfill(4) }}", "-007"),
      ("{{ '+7'.zfill(3) }}", "+07"),
      ("{{ '777'.zfill(2) }}", "777"),
      ("{{ ''.zfill(2) }}", "00"),
      ("{{ 'a'.ljust(3) ~ '|' }}", "a  |"),
      ("{{ 'a'.ljust(3, '*') }}", "a**"),
      ("{{ 'a'.rjust(3) }}", "  a"),
      ("{{ 'abc'.rjust(2) }}", "abc"),
      ("{{ 'a'.center(4, '*') }}", "*a**"),
      ("{{ 'a'.center(5, '*') }}", "**a**"),
      ("{{ 'ab'.center(5, '*') }}", "**ab*"),
      ("{{ 'ab'.center(4, '*') }}", "*ab*"),
      ("{{ 'abc'.center(6, '*') }}", "*abc**"),
      ("{{ 'abc'.center(1) }}", "abc"),
      ("{{ 'é'.rjust(3, '.') }}", "..é"),
      ("{{ '--1'.zfill(5) }}", "-00-1"),
    ] as [(String, String)])
  func textsAreFilled(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'prefix-x'.removeprefix('prefix-') }}", "x"),
      ("{{ 'x'.removeprefix('y') }}", "x"),
      ("{{ 'xx'.removeprefix('x') }}", "x"),
      ("{{ 'x'.removeprefix('') }}", "x"),
      ("{{ 'file.txt'.removesuffix('.txt') }}", "file"),
      ("{{ 'file'.removesuffix('.txt') }}", "file"),
      ("{{ 'xx'.removesuffix('x') }}", "x"),
      ("{{ 'é'.removesuffix('é') ~ '|' }}", "|"),
    ] as [(String, String)])
  func endsAreRemoved(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
