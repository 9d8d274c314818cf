// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records
import RowsTestSupport
import Testing

@testable import Analyzers
@testable import Checks

/// Checks of the labels of a classification, and of rows like other rows.
@Suite struct ClassCheckTests {
  private func labels(_ counts: [(String, Int)]) -> [String] {
    counts.flatMap { Array(repeating: $0.0, count: $0.1) }
  }

  @Test func rareClasses() throws {
    let check = try CheckRun("{kind: class-balance, ratio: 4}")
    let found = try check(completions: labels([("yes", 9), ("no", 2)]))
    #expect(
      found == [
        "completion 2 [] largest=`yes` largest-count=9 rarest=`no` rarest-count=2 ratio=4"
      ])
    #expect(try check(completions: labels([("yes", 8), ("no", 2)])) == [])
  }

  @Test func manyClasses() throws {
    let check = try CheckRun("{kind: class-count, maximum: 2}")
    let found = try check(completions: labels([("a", 4), ("b", 4), ("c", 4)]))
    #expect(found == ["completion 12 [] classes=3 maximum=2"])
    #expect(try check(completions: labels([("a", 4), ("b", 4)])) == [])
  }

  @Test func classesOneBehindTheOther() throws {
    let check = try CheckRun("{kind: class-order, rows-per-class: 4}")
    let found = try check(completions: labels([("a", 5), ("b", 4), ("c", 4)]))
    #expect(found == ["completion 13 [] classes=3"])
    #expect(try check(completions: labels([("a", 5), ("b", 4), ("a", 1), ("c", 4)])) == [])
    #expect(try check(completions: labels([("a", 4), ("b", 3)])) == [])
    #expect(try check(completions: labels([("a", 9)])) == [])
  }

  @Test func smallClasses() throws {
    let check = try CheckRun("{kind: class-size, minimum: 3}")
    let one = try check(completions: labels([("a", 5), ("b", 3), ("c", 2)]))
    #expect(
      one == ["completion 2 [] classes=1 class has minimum=3 rarest=`c` rarest-count=2 rows"])
    let two = try check(completions: labels([("a", 9), ("b", 2), ("c", 1)]))
    #expect(
      two == [
        "completion 3 [] classes=2 of 3 classes have minimum=3 rarest=`c` rarest-count=1 row"
      ])
    #expect(try check(completions: labels([("a", 4), ("b", 3)])) == [])
  }

  @Test func labelsThatReadAlike() throws {
    let check = try CheckRun("{kind: similar-labels}")
    let found = try check(completions: labels([("Yes", 4), ("yes", 3), ("no", 3)]))
    #expect(found == ["completion 7 [] groups=1 group labels=`Yes`, `yes`"])
    #expect(try check(completions: labels([("yes", 4), ("no", 3)])) == [])
  }

  @Test func labelsThatEndInDifferentSpace() throws {
    let check = try CheckRun("{kind: label-ends}")
    let found = try check(
      completions: labels([("yes", 3), ("yes ", 2), ("no\n", 1), ("no", 3), ("so ", 1)]))
    #expect(found == ["completion 9 [] labels=`yes`, `yes ` uneven=2 labels"])
    #expect(try check(completions: labels([("yes\n", 4), ("no\n", 6)])) == [])
    // What stands within a label is another rule's.
    #expect(try check(completions: labels([("a b", 4), ("a  b", 6)])) == [])
  }

  @Test func labelsThatAreNotAllowed() throws {
    let check = try CheckRun("{kind: known-labels, labels: [lost card, refund]}")
    let found = try check(completions: labels([("refund", 4), ("lots card", 3)]))
    #expect(
      found == [
        "completion 3 [4<0..<9>, 5<0..<9>, 6<0..<9>] hint= (did you mean `lost card`?) "
          + "is=is labels=`lots card`"
      ])
    #expect(try check(completions: labels([("refund", 4), (" lost card ", 3)])) == [])
    var own = try CheckRun("{kind: known-labels}")
    #expect(try own(completions: labels([("a", 4), ("b", 3)])) == [])
    own.settings.labels = ["a"]
    let others = try own(completions: labels([("a", 4), ("b", 3)]))
    #expect(others.first?.hasPrefix("completion 3 [4<0..<1>") == true)
  }

  @Test func labelsWithOneFirstToken() throws {
    var check = try CheckRun("{kind: label-tokens}")
    let completions = labels([("lost card", 4), ("lost phone", 3), ("refund", 3)])
    #expect(try check(completions: completions) == [])
    check.settings.tokenizer = WordCounter()
    #expect(
      try check(completions: completions)
        == ["completion 7 [] classes=2 labels=`lost card`, `lost phone`"])
    #expect(try check(completions: labels([("lost", 4), ("found", 3)])) == [])
  }

  @Test func classesOfOneFileAlone() throws {
    var check = try CheckRun("{kind: unshared-class}")
    let other = ExampleRows.source(
      labels([("yes", 4), ("no", 4), ("maybe", 4)]).enumerated().map { ("q\($0)", $1) })
    check.settings.against = [
      try LeakIndex(
        MemorySource(path: "valid.jsonl", batches: other.batches), settings: Settings())
    ]
    let found = try check(completions: labels([("yes", 4), ("no", 4), ("never", 4)]))
    #expect(
      found == [
        "row 0 [] classes=1 class labels=in `example` alone, not in `valid.jsonl`: `never`",
        "row 0 [] classes=1 class labels=in `valid.jsonl` alone, not in `example`: `maybe`",
      ])
    // Files that share less than half of their labels are about other things.
    #expect(try check(completions: labels([("yes", 4), ("b", 4), ("c", 4)])) == [])
  }

  @Test func rowsThatRepeatOthers() throws {
    let rows = [("a", "x y"), ("a", "x y"), ("a", "z"), ("A", "x  Y"), ("b", "x y")]
    #expect(try CheckRun("{kind: duplicate}")(rows) == ["row 1 [1]"])
    #expect(try CheckRun("{kind: normalized-duplicate}")(rows) == ["row 1 [3]"])
    #expect(try CheckRun("{kind: conflicting-completion}")(rows) == ["row 2 [0, 2]"])
    #expect(try CheckRun("{kind: near-duplicate}")(rows) == [])
    let text = (0..<30).map { "word\($0 * 7919 % 101)" }.joined(separator: " ")
    let near = try CheckRun("{kind: near-duplicate}")([("a", text), ("a", text + " more")])
    #expect(near == ["row 1 [1] similarity=0.85"])
  }

  /// A search that does not look at everything says so.
  @Test func whatIsNotComparedIsSaid() throws {
    let rows = (0..<4).map { number in
      (
        "a",
        (0..<30).map { "word\(($0 + 40 * (number % 2)) * 7919 % 101)" }.joined(separator: " ")
          + " \(number)"
      )
    }
    var near = try CheckRun("{kind: near-duplicate}")
    near.settings.facts.likeness.mostRows = 3
    #expect(
      try near(rows) == [
        "row 1 [2] similarity=0.85",
        "row 0 [] not compared for near duplicates: 1 row behind the first 3 !",
      ])
    near.settings.facts.likeness.mostRows = 4
    near.settings.facts.likeness.mostPasses = 0
    #expect(
      try near(rows) == [
        "row 0 [] not compared for near duplicates: 2 pairs of rows left after 0 passes !"
      ])
    near.settings.facts.likeness.mostPasses = 1
    #expect(try near(rows) == ["row 2 [2, 3] similarity=0.85"])
  }

  @Test func promptsThatAreNotComparedAreSaid() throws {
    let prompts = (0..<3).map { number in
      (
        (0..<30).map { "word\(($0 + 30 * number) * 7919 % 101)" }.joined(separator: " "),
        "a\(number)"
      )
    }
    var leak = try CheckRun("{kind: leak, likeness: near}")
    leak.settings.facts.likeness.mostRows = 2
    leak.settings.against = [
      try LeakIndex(ExampleRows.source(prompts.map { ($0 + " end", $1) }), settings: leak.settings)
    ]
    #expect(
      try leak(prompts) == [
        "row 2 [0, 1] files=`example` similarity=0.85",
        "row 0 [] not compared for near duplicates: 2 prompts behind the first 2 !",
      ])
    var exact = try CheckRun("{kind: leak, likeness: exact}")
    exact.settings = leak.settings
    #expect(try exact(prompts) == [])
  }

  @Test func promptsOfOtherFiles() throws {
    var exact = try CheckRun("{kind: leak, likeness: exact}")
    var like = try CheckRun("{kind: leak, likeness: normalized}")
    let rows = [("where", "a"), ("Where", "b"), ("who", "c")]
    #expect(try exact(rows) == [])
    exact.settings.against = [
      try LeakIndex(ExampleRows.source([("where", "here")]), settings: Settings())
    ]
    like.settings.against = exact.settings.against
    #expect(try exact(rows) == ["row 1 [0] files=`example` similarity=0.85"])
    #expect(try like(rows) == ["row 1 [1] files=`example` similarity=0.85"])
  }

  @Test func tokensOfExamples() throws {
    var limit = try CheckRun("{kind: token-limit, limit: 3}")
    var minimum = try CheckRun("{kind: token-minimum, minimum: 3}")
    let rows = [("a b", "c d"), ("a b", "c"), ("a", "b")]
    #expect(try limit(rows) == [] && minimum(rows) == [])
    limit.settings.tokenizer = WordCounter()
    minimum.settings.tokenizer = WordCounter()
    #expect(try limit(rows) == ["row 1 [0] limit=3 longest=4"])
    #expect(try minimum(rows) == ["row 1 [2] minimum=3"])
    limit.settings.maxTokens = 4
    #expect(try limit(rows) == [])
  }

  @Test func numbersOfRows() throws {
    let few = try CheckRun("{kind: row-count, minimum: 3}")
    #expect(try few([("a", "b c"), ("d", "e f")]) == ["row 2 [] minimum=3"])
    #expect(try few([("a", "b c"), ("d", "e f"), ("g", "h i")]) == [])
    let texts = try CheckRun("{kind: row-count, minimum: 9, from: 3, task: generation}")
    #expect(try texts([("a", "b"), ("c", "d")]) == [])
    #expect(try texts([("a", "b"), ("c", "d"), ("e", "f")]) == ["row 3 [] minimum=9"])
    #expect(try texts(completions: labels([("a", 4), ("b", 3)])) == [])
  }

  /// The stop sequence belongs to no label.
  @Test func labelsOfSeveralTokens() throws {
    var check = try CheckRun("{kind: label-length, maximum: 1}")
    let labels = (0..<12).map { [" card", " card lost", " top up"][$0 % 3] }
    #expect(try check(completions: labels) == [])
    check.settings.tokenizer = WordCounter()
    #expect(
      try check(completions: labels) == [
        "completion 8 [] all=3 classes=2 labels=`card lost` (2 tokens), `top up` (2 tokens)"
      ])
    #expect(try check(completions: labels.map { $0.replacing(" lost", with: "s") }).count == 1)
    #expect(try check(completions: labels.map { $0.replacing("d l", with: "l") }).count == 1)
    // A label alone is told from no other.
    #expect(try check(completions: Array(repeating: " card lost", count: 5)) == [])
    var wider = try CheckRun("{kind: label-length, maximum: 2}")
    wider.settings.tokenizer = WordCounter()
    #expect(try wider(completions: labels) == [])
    check.settings.stop = " END"
    let ended = labels.map { $0 + " END" }
    #expect(try check(completions: ended).first?.contains("classes=2") == true)
    let many = (0..<60).map { " label \($0 % 5)" }
    let found = try #require(try check(completions: many).first)
    #expect(found.contains("classes=5") && found.hasSuffix(", ..."))
  }
}
