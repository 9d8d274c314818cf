// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Platform
import RowsTestSupport
import Testing

@testable import Fixes
@testable import Records
@testable import RuleEngine

/// What no fix may do, whatever the rows.
@Suite struct FixPropertyTests {
  typealias Pair = (prompt: String, completion: String)

  private func fix(
    _ rows: [Pair], unsafe: Bool, except: String = "none"
  ) throws -> (kept: [Int: Pair], outcome: Fixer.Outcome, report: FixReport) {
    let source = ExampleRows.source(rows)
    let outcome = try Fixer(
      rules: ExampleRows.rules.get(), settings: ExampleRows.settings(threads: 2)
    )
    .decide(
      source,
      policy: FixPolicy(
        grades: unsafe ? [.safe, .unsafe] : [.safe], answers: Answers { $0.finding.code != except })
    )
    var kept: [Int: Pair] = [:]
    for batch in source.batches {
      outcome.plan.visit(RecordBatch(batch)) { record, edited in
        guard !edited.isDropped else { return }
        kept[record.number] = (
          String(decoding: edited.prompt, as: UTF8.self),
          String(decoding: edited.completion, as: UTF8.self)
        )
      }
    }
    let report = try FixedRows(
      source, names: ColumnNames(), plan: outcome.plan, threads: 2, keepsEntries: true
    ).forEachBatch { _ in }
    return (kept, outcome, report)
  }

  /// A classification with labels that tempt a fix.
  private func labeled(_ count: Int, seed: UInt64) -> [Pair] {
    var generator = SeededGenerator(seed: seed)
    let sets = [
      ["label: yes", "label: no"], ["caf\u{E9}", "cafe\u{301}"], ["a\u{200B}b", "ab"],
      ["class: ", "class: class:"], [" YES", " yes"], ["\u{200B}", "no"], ["x\r\ny", "x\ny"],
      ["category a", "category b", "category"],
    ]
    let labels = sets[Int(seed) % sets.count]
    let separator = ["", " ->", "\n\n###\n\n"].randomElement(using: &generator)!
    return (0..<count).map { number in
      let tail = separator + (number % 10 == 3 ? "\n" : number % 10 == 7 ? " " : "")
      return (
        "QUESTION \(number)" + tail,
        labels.randomElement(using: &generator)!
      )
    }
  }

  private func label(_ text: String) -> String {
    String(decoding: text.utf8.trimmed { $0.isWhitespace }, as: UTF8.self)
  }

  @Test(arguments: 0..<24)
  func labelsAreNeitherEmptiedNorMerged(_ seed: UInt64) throws {
    let rows = labeled(40, seed: seed)
    for unsafe in [false, true] {
      // CLS004 merges labels because it is asked to.
      let fixed = try fix(rows, unsafe: unsafe, except: "CLS004").kept
      let before = Set(fixed.keys.map { Array(label(rows[$0].completion).utf8) })
      let after = Set(fixed.values.map { Array(label($0.completion).utf8) })
      #expect(after.count == before.count)
      for (row, pair) in fixed where !label(rows[row].completion).isEmpty {
        #expect(!label(pair.completion).isEmpty)
      }
    }
  }

  @Test(arguments: 0..<24)
  func noSeparatorIsAddedTwiceOrLowered(_ seed: UInt64) throws {
    let rows = labeled(40, seed: seed)
    let fixed = try fix(rows, unsafe: true)
    let separator = try #require(fixed.outcome.after.profile?.separator)
    #expect(separator.rows == separator.total)
    let symbols = separator.text.filter { !$0.isWhitespace }
    for pair in fixed.kept.values {
      #expect(pair.prompt.hasSuffix(separator.text))
      #expect(pair.prompt.ranges(of: symbols).count == 1, "\(pair.prompt)")
    }
  }

  @Test func aSeparatorOfLettersKeepsItsCase() throws {
    let rows = (0..<12).map { (prompt: "WHAT IS \($0)?\n\nAnswer:", completion: " word \($0) x") }
    let fixed = try fix(rows, unsafe: true).kept
    #expect(fixed.values.allSatisfy { $0.prompt.hasSuffix("\nAnswer:") })
    #expect(fixed[3]?.prompt == "what is 3?\n\nAnswer:")
  }

  @Test(arguments: 0..<16)
  func everyRowIsWrittenOrListed(_ seed: UInt64) throws {
    let rows = ExampleRows.random(60, seed: seed)
    let (kept, _, report) = try fix(rows, unsafe: true)
    #expect(report.rowsIn == rows.count)
    #expect(report.rowsIn == report.rowsOut + report.dropped.count)
    #expect(Set(report.dropped.map(\.row)) == Set(rows.indices).subtracting(kept.keys))
    #expect(report.dropped.allSatisfy { !$0.codes.isEmpty })
    let changed = kept.filter { row, pair in
      Array(pair.prompt.utf8) != Array(rows[row].prompt.utf8)
        || Array(pair.completion.utf8) != Array(rows[row].completion.utf8)
    }
    let listed = report.entries.filter { $0.newRow != nil }
    #expect(Set(listed.map(\.row)) == Set(changed.keys))
    // New numbers count the rows that are left.
    let numbers = Dictionary(uniqueKeysWithValues: kept.keys.sorted().enumerated().map { ($1, $0) })
    for entry in listed { #expect(entry.newRow == numbers[entry.row]) }
  }

  /// `fix(fix(x))` is `fix(x)`; what was fixed is not found again; no row is lost.
  @Test(arguments: 0..<60)
  func manyShapesAreFixedForGood(_ seed: UInt64) throws {
    let rows = ExampleRows.shaped(seed: seed)
    guard rows.contains(where: { !label($0.completion).isEmpty }) else { return }
    for unsafe in [false, true] {
      let once = try fix(rows, unsafe: unsafe)
      let left = once.kept.keys.sorted().map { once.kept[$0]! }
      let twice = try fix(left, unsafe: unsafe)
      #expect(twice.kept.count == left.count)
      for (row, pair) in twice.kept {
        #expect(Array(pair.prompt.utf8) == Array(left[row].prompt.utf8))
        #expect(Array(pair.completion.utf8) == Array(left[row].completion.utf8))
      }
      let found = once.outcome.after.findings.filter { $0.fix == .safe || unsafe && $0.fix != nil }
      #expect(found.map(\.code) == [])
      #expect(rows.count == once.kept.count + once.report.dropped.count)
    }
  }
}
