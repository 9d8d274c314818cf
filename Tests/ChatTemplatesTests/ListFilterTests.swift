// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// The filters that take lists and mappings. What is expected is what Jinja 3.1 writes.
@Suite struct ListFilterTests {
  @Test(
    arguments: [
      ("{{ [1, 2, 3] | first }}", "1"),
      ("{{ [1, 2, 3] | last }}", "3"),
      ("{{ 'abc' | first }}", "a"),
      ("{{ 'abc' | last }}", "c"),
      ("{{ [] | first | default('none') }}", "none"),
      ("{{ [] | last | default('none') }}", "none"),
      ("{{ (4, 5) | last }}", "5"),
      ("{{ {'a': 1, 'b': 2} | first }}", "a"),
      ("{{ {'a': 1} | list }}", "['a']"),
      ("{{ 'héy' | list }}", "['h', 'é', 'y']"),
      ("{{ [1, 2] | length }}", "2"),
      ("{{ 'héy' | length }}", "3"),
      ("{{ {} | length }}", "0"),
      ("{{ {'a': 1} | count }}", "1"),
    ] as [(String, String)])
  func itemsAreTaken(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [3, 1, 2] | sort }}", "[1, 2, 3]"),
      ("{{ [3, 1, 2] | sort(true) }}", "[3, 2, 1]"),
      ("{{ [3, 1, 2] | sort(reverse=true) }}", "[3, 2, 1]"),
      ("{{ ['b', 'A', 'c'] | sort }}", "['A', 'b', 'c']"),
      ("{{ ['b', 'A', 'c'] | sort(case_sensitive=true) }}", "['A', 'b', 'c']"),
      ("{{ ['b', 'a', 'B'] | sort }}", "['a', 'b', 'B']"),
      ("{{ ['B', 'b', 'a'] | sort(reverse=true) }}", "['B', 'b', 'a']"),
      ("{{ [{'n': 2}, {'n': 1}] | sort(attribute='n') }}", "[{'n': 1}, {'n': 2}]"),
      (
        "{{ [{'n': 'b', 'k': 1}, {'n': 'A', 'k': 2}] | sort(attribute='n') | map(attribute='k') | list }}",
        "[2, 1]"
      ),
      ("{{ [[2, 'a'], [1, 'b'], [1, 'a']] | sort }}", "[[1, 'a'], [1, 'b'], [2, 'a']]"),
      ("{{ [1.5, 1, 0.5] | sort }}", "[0.5, 1, 1.5]"),
      ("{{ 'cab' | sort }}", "['a', 'b', 'c']"),
      ("{{ [true, false] | sort }}", "[False, True]"),
      (
        "{{ [{'a': {'b': 2}}, {'a': {'b': 1}}] | sort(attribute='a.b') }}",
        "[{'a': {'b': 1}}, {'a': {'b': 2}}]"
      ),
      ("{{ {'b': 1, 'a': 2} | sort }}", "['a', 'b']"),
    ] as [(String, String)])
  func itemsAreSorted(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ {'b': 1, 'a': 2} | dictsort }}", "[('a', 2), ('b', 1)]"),
      ("{{ {'b': 1, 'a': 2} | dictsort(by='value') }}", "[('b', 1), ('a', 2)]"),
      ("{{ {'b': 1, 'A': 2} | dictsort }}", "[('A', 2), ('b', 1)]"),
      ("{{ {'b': 1, 'A': 2} | dictsort(true) }}", "[('A', 2), ('b', 1)]"),
      ("{{ {'b': 1, 'a': 2} | dictsort(reverse=true) }}", "[('b', 1), ('a', 2)]"),
      ("{{ {'x': 'b', 'y': 'A'} | dictsort(false, 'value') }}", "[('y', 'A'), ('x', 'b')]"),
      ("{{ {} | dictsort }}", "[]"),
    ] as [(String, String)])
  func pairsAreSorted(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [1, 1, 2, 1] | unique | list }}", "[1, 2]"),
      ("{{ ['a', 'A', 'b'] | unique | list }}", "['a', 'b']"),
      ("{{ ['a', 'A', 'b'] | unique(true) | list }}", "['a', 'A', 'b']"),
      (
        "{{ [{'k': 1, 'v': 1}, {'k': 1, 'v': 2}] | unique(attribute='k') | list }}",
        "[{'k': 1, 'v': 1}]"
      ),
      ("{{ [] | unique | list }}", "[]"),
      ("{{ [1, 1.0, true] | unique | list }}", "[1]"),
    ] as [(String, String)])
  func itemsOnceOnly(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [2, 1, 3] | min }}", "1"),
      ("{{ [2, 1, 3] | max }}", "3"),
      ("{{ ['b', 'A'] | min }}", "A"),
      ("{{ ['b', 'A'] | max }}", "b"),
      ("{{ ['b', 'A'] | min(case_sensitive=true) }}", "A"),
      ("{{ ['a', 'B'] | min(true) }}", "B"),
      ("{{ [{'n': 2}, {'n': 1}] | min(attribute='n') }}", "{'n': 1}"),
      ("{{ [{'n': 2}, {'n': 5}] | max(attribute='n') }}", "{'n': 5}"),
      ("{{ [] | min | default('none') }}", "none"),
      ("{{ ['a', 'A'] | min }}", "a"),
      ("{{ ['A', 'a'] | max }}", "A"),
      ("{{ [1, 1.0] | max }}", "1"),
    ] as [(String, String)])
  func smallestAndLargest(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [1, 2, 3] | sum }}", "6"),
      ("{{ [] | sum }}", "0"),
      ("{{ [1.5, 2] | sum }}", "3.5"),
      ("{{ [1, 2] | sum(start=10) }}", "13"),
      ("{{ [{'n': 1}, {'n': 2}] | sum(attribute='n') }}", "3"),
      ("{{ [{'n': 1}] | sum('n', 5) }}", "6"),
      ("{{ [[1], [2]] | sum(start=[]) }}", "[1, 2]"),
    ] as [(String, String)])
  func itemsAreSummed(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [1, 2, 3, 4, 5] | batch(2) | list }}", "[[1, 2], [3, 4], [5]]"),
      ("{{ [1, 2, 3] | batch(2, 0) | list }}", "[[1, 2], [3, 0]]"),
      ("{{ [1, 2] | batch(2) | list }}", "[[1, 2]]"),
      ("{{ [1, 2] | batch(5) | list }}", "[[1, 2]]"),
      ("{{ [1, 2] | batch(5, 'x') | list }}", "[[1, 2, 'x', 'x', 'x']]"),
      ("{{ [] | batch(2) | list }}", "[]"),
      ("{{ [1, 2, 3, 4, 5] | slice(2) | list }}", "[[1, 2, 3], [4, 5]]"),
      ("{{ [1, 2, 3, 4, 5] | slice(3) | list }}", "[[1, 2], [3, 4], [5]]"),
      ("{{ [1, 2, 3, 4, 5] | slice(3, 0) | list }}", "[[1, 2], [3, 4], [5, 0]]"),
      ("{{ [1, 2, 3] | slice(3) | list }}", "[[1], [2], [3]]"),
      ("{{ [1] | slice(2, 'x') | list }}", "[[1], ['x']]"),
      ("{{ [1, 2, 3, 4] | slice(2, 'x') | list }}", "[[1, 2, 'x'], [3, 4, 'x']]"),
    ] as [(String, String)])
  func itemsInGroups(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      (
        "{% for name, items in [{'k': 'b', 'v': 1}, {'k': 'a', 'v': 2}, {'k': 'b', 'v': 3}] | groupby('k') %}{{ name }}:{{ items | map(attribute='v') | join(',') }};{% endfor %}",
        "a:2;b:1,3;"
      ),
      (
        "{% for n, l in [{'k': 'a'}, {'k': 'A'}] | groupby('k') %}{{ n }}{{ l | length }}{% endfor %}",
        "a2"
      ),
      (
        "{% for n, l in [{'k': 'a'}, {}] | groupby('k', default='?') %}{{ n }}{{ l | length }}{% endfor %}",
        "?1a1"
      ),
    ] as [(String, String)])
  func groupsHaveNames(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [1, 2, 3] | reverse | list }}", "[3, 2, 1]"),
      ("{{ 'abc' | reverse }}", "cba"),
      ("{{ (1, 2) | reverse | list }}", "[2, 1]"),
      ("{{ [] | reverse | list }}", "[]"),
      ("{{ {'a': 1, 'b': 2} | reverse | list }}", "['b', 'a']"),
    ] as [(String, String)])
  func itemsAreReversed(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [{'n': 'x'}, {'n': 'y'}] | map(attribute='n') | list }}", "['x', 'y']"),
      ("{{ [{'n': 'x'}, {}] | map(attribute='n', default='-') | list }}", "['x', '-']"),
      ("{{ ['a', 'b'] | map('upper') | join }}", "AB"),
      ("{{ ['a ', ' b'] | map('trim') | list }}", "['a', 'b']"),
      ("{{ ['abc', 'de'] | map('length') | list }}", "[3, 2]"),
      ("{{ ['a', 'b'] | map('replace', 'a', 'z') | list }}", "['z', 'b']"),
      ("{{ [[1, 2], [3]] | map('first') | list }}", "[1, 3]"),
      ("{{ [[1, 2], [3, 4]] | map(attribute=1) | list }}", "[2, 4]"),
      ("{{ [{'a': {'b': 1}}] | map(attribute='a.b') | list }}", "[1]"),
      ("{{ [1, 2] | map('string') | join('+') }}", "1+2"),
      ("{{ [] | map('upper') | list }}", "[]"),
    ] as [(String, String)])
  func membersAreMapped(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ [1, 2, 3, 4] | select('even') | list }}", "[2, 4]"),
      ("{{ [1, 2, 3, 4] | reject('even') | list }}", "[1, 3]"),
      ("{{ [0, 1, '', 'a', none] | select | list }}", "[1, 'a']"),
      ("{{ [0, 1, '', 'a', none] | reject | list }}", "[0, '', None]"),
      ("{{ [1, 2, 3] | select('gt', 1) | list }}", "[2, 3]"),
      ("{{ [1, 2, 3] | select('in', [1, 3]) | list }}", "[1, 3]"),
      ("{{ [{'t': 1}, {'t': 0}, {}] | selectattr('t') | list }}", "[{'t': 1}]"),
      ("{{ [{'t': 1}, {'t': 0}, {}] | rejectattr('t') | list }}", "[{'t': 0}, {}]"),
      ("{{ [{'t': 1}, {'t': 2}] | selectattr('t', 'equalto', 2) | list }}", "[{'t': 2}]"),
      ("{{ [{'t': 1}, {'t': 2}] | selectattr('t', '==', 1) | list }}", "[{'t': 1}]"),
      ("{{ [{'t': 1}, {}] | selectattr('t', 'defined') | list }}", "[{'t': 1}]"),
      ("{{ [{'t': 1}, {}] | rejectattr('t', 'undefined') | list }}", "[{'t': 1}]"),
      (
        "{{ [{'a': {'b': 1}}, {'a': {'b': 2}}] | selectattr('a.b', 'gt', 1) | list }}",
        "[{'a': {'b': 2}}]"
      ),
      ("{{ ['a', 1] | select('string') | list }}", "['a']"),
    ] as [(String, String)])
  func itemsAreChosen(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ {'b': 1, 'a': 2} | items | list }}", "[('b', 1), ('a', 2)]"),
      ("{{ {} | items | list }}", "[]"),
      ("{{ missing | items | list }}", "[]"),
      ("{{ {'a': 1}.items() | list }}", "[('a', 1)]"),
      ("{{ {'a': 1, 'b': 2}.keys() | list }}", "['a', 'b']"),
      ("{{ {'a': 1, 'b': 2}.values() | list }}", "[1, 2]"),
      ("{{ {'a': 1}.get('a') }}", "1"),
      ("{{ {'a': 1}.get('b') }}", "None"),
      ("{{ {'a': 1}.get('b', 5) }}", "5"),
      ("{{ {'a': 1}.get('a', 5) }}", "1"),
    ] as [(String, String)])
  func pairsAreGoneThrough(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
