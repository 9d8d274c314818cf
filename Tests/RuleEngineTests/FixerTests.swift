// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import RowsTestSupport
import Synchronization
import Testing

@testable import Analyzers
@testable import Fixes
@testable import Records
@testable import RuleEngine

@Suite struct FixerTests {
  private func fix(
    _ rows: [(prompt: String, completion: String)], unsafe: Bool = true
  ) throws -> (rows: [(prompt: String, completion: String)], outcome: Fixer.Outcome) {
    let source = ExampleRows.source(rows)
    let outcome = try Fixer(
      rules: ExampleRows.rules.get(), settings: ExampleRows.settings(threads: 2)
    )
    .decide(source, policy: unsafe ? .everything : FixPolicy())
    var fixed: [(prompt: String, completion: String)] = []
    for batch in source.batches {
      outcome.plan.visit(RecordBatch(batch)) { _, edited in
        guard !edited.isDropped else { return }
        let prompt = String(decoding: edited.prompt, as: UTF8.self)
        fixed.append((prompt, String(decoding: edited.completion, as: UTF8.self)))
      }
    }
    return (fixed, outcome)
  }

  /// `fix(fix(x))` is `fix(x)`, and what was fixed stays away.
  @Test(arguments: 0..<25)
  func fixesAreStable(_ seed: UInt64) throws {
    let rows = ExampleRows.random(40, seed: seed)
    for unsafe in [false, true] {
      let once = try fix(rows, unsafe: unsafe)
      let twice = try fix(once.rows, unsafe: unsafe)
      #expect(twice.rows.map(\.prompt) == once.rows.map(\.prompt))
      #expect(twice.rows.map(\.completion) == once.rows.map(\.completion))
      let safe = once.outcome.after.findings.filter { $0.fix == .safe && $0.code != "COL004" }
      #expect(safe.map(\.code) == [])
    }
  }

  /// Of two rows nobody can tell what prompts end in: the ending of those that go is not theirs.
  @Test func theEndingOfRowsThatGoIsNotAdded() throws {
    let gone = ["a", "b", "c"].map { (prompt: "what is \($0):", completion: " ") }
    let rows = gone + [("what is d:", " one"), ("what is e", " two")]
    let fixed = try fix(rows, unsafe: false).rows
    #expect(fixed.map(\.prompt) == ["what is d: ->", "what is e ->"])
    #expect(try fix(fixed, unsafe: false).rows.map(\.prompt) == fixed.map(\.prompt))
  }

  @Test func safeFixesDropOnlyRowsWithoutACompletion() throws {
    let rows = ExampleRows.random(200, seed: 77)
    let fixed = try fix(rows, unsafe: false).rows
    let kept = rows.filter { row in !visibleText(row.completion).isEmpty }
    #expect(fixed.count == kept.count)
    for (row, fixed) in zip(kept, fixed) {
      let old = visibleText(row.prompt)
      #expect(visibleText(fixed.prompt).hasPrefix(old))
    }
  }

  /// Space and zero-width characters may go.
  private func visibleText(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" }))
  }

  @Test func nothingGetsASecondSeparator() throws {
    let rows = (0..<10).map {
      (prompt: "p\($0)" + ($0 == 3 ? "" : "\n\n###\n\n"), completion: " x END")
    }
    let fixed = try fix(rows).rows
    #expect(fixed.allSatisfy { $0.prompt.ranges(of: "###").count == 1 })
  }

  /// Less than 80 % of the prompts share a separator, or they have several: each has one afterwards.
  @Test(arguments: [
    ["", " ->"], [" ->", "\n\n###\n\n", ""], ["", " ->\u{A0}", "->", "\n\n---\n\n"],
  ])
  func separatorsOfSeveralKindsBecomeOne(_ separators: [String]) throws {
    let rows = (0..<12).map {
      (prompt: "p\($0)" + separators[$0 % separators.count], completion: " x\($0) END")
    }
    let fixed = try fix(rows, unsafe: false).rows
    for (index, row) in fixed.enumerated() { #expect(row.prompt == "p\(index) ->") }
  }

  @Test func aPromptOfASeparatorAloneGetsNoSecond() throws {
    let rows = (0..<12).map {
      (prompt: $0 == 3 ? "->" : $0 == 5 ? "p5" : "p\($0) ->", completion: " x\($0) END")
    }
    #expect(try fix(rows, unsafe: false).rows[3].prompt == " ->")
  }

  /// An ending with other space around it is one, also of letters and with space of other scripts.
  @Test(arguments: ["x9 END \n", "x9\nEND", "x9 END\u{2003}", "x9 END\u{A0}\u{200B}"])
  func nothingGetsASecondStop(_ odd: String) throws {
    let rows = (0..<10).map { number in
      (prompt: "p\(number) ->", completion: number == 9 ? " " + odd : " x\(number) END")
    }
    let fixed = try fix(rows, unsafe: false).rows
    #expect(fixed.last?.completion == " x9 END")
  }

  /// Lowering the case and adding an ending at once leaves the ending as it was promised.
  @Test func whatIsAddedIsNotLowered() throws {
    let rows = (0..<5).map { (prompt: "WHERE IS \($0)", completion: " AT \($0 * 7) O'CLOCK") }
    let once = try fix(rows)
    #expect(once.rows[2] == ("where is 2 ->", " at 14 o'clock END"))
    #expect(try fix(once.rows).outcome.plan.isEmpty)
  }

  /// Words that are all of a completion but its stop sequence are no prefix to remove.
  @Test func aPrefixThatIsAWholeTextStays() throws {
    let rows = (0..<12).map {
      (prompt: "p\($0) ->", completion: " sure, yes END" + ($0 % 2 == 0 ? " END" : ""))
    }
    let (fixed, outcome) = try fix(rows)
    #expect(fixed.allSatisfy { $0.completion.hasPrefix(" sure, yes") })
    let finding = try #require(outcome.after.findings.first { $0.code == "PFX002" })
    #expect(finding.fix == nil)
  }

  /// Two spellings of a label stay two although one of them gets a stop sequence in the same round.
  @Test func labelsAreKeptApartBehindTheirStopSequence() throws {
    let spellings = ["caf\u{E9}###", "tea###", "cafe\u{301}"]
    let rows = (0..<24).map {
      (prompt: "p\($0) ->", completion: " " + spellings[$0 > 21 ? 2 : $0 % 2])
    }
    let fixed = try fix(rows, unsafe: false).rows
    #expect(fixed.last.map { Array($0.completion.utf8).contains(0xCC) } == true)
  }

  @Test func labelsThatDifferByHiddenCharactersAreMergedWhenAskedTo() throws {
    let rows = (0..<12).map {
      (
        prompt: "p\($0) ->",
        completion: $0 % 3 == 0 ? " yes\n\u{FEFF}" : $0 % 3 == 1 ? " yes" : " no"
      )
    }
    let safe = try fix(rows, unsafe: false)
    #expect(Set(safe.rows.map(\.completion)).count == 3)
    #expect(safe.outcome.after.findings.contains { $0.code == "CLS004" && $0.fix == .unsafe })
    #expect(Set(try fix(rows).rows.map(\.completion)).count == 2)
  }

  /// What is found of joined letters reads as what was found of the others, and is answered too.
  @Test func labelsAreMergedBehindTheJoiningOfTheirLetters() throws {
    let rows = (0..<40).map { row in
      (
        prompt: "what is drunk in place \(row) ->",
        completion: (row % 2 == 0 ? " cafe\u{301}" : " tea") + (row % 10 == 0 ? " " : "")
      )
    }
    let fixed = try fix(rows)
    let labels = Set(fixed.rows.map { Array($0.completion.utf8) })
    #expect(labels == [Array(" caf\u{E9}".utf8), Array(" tea".utf8)])
    #expect(!fixed.outcome.after.findings.contains { $0.code == "CLS004" })
  }

  /// The numbers come behind all other fixes, and are what is seen afterwards.
  @Test func labelsBecomeNumbers() throws {
    let labels = [" yes", " no", "no"]
    let source = ExampleRows.source(
      (0..<12).map { (prompt: "p\($0) ->", completion: labels[$0 % 3]) })
    func fixed(_ numbering: LabelNumbering) throws -> (Fixer.Outcome, [String]) {
      let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
        .decide(source, policy: FixPolicy(numbering: numbering))
      var found: [String] = []
      outcome.plan.visit(RecordBatch(source.batches[0])) { _, edited in
        found.append(String(decoding: edited.completion, as: UTF8.self))
      }
      return (outcome, Array(found.prefix(3)))
    }
    let (plain, texts) = try fixed(.none)
    #expect(plain.labels == nil && texts == [" yes", " no", " no"])
    let (own, numbers) = try fixed(.byLabel)
    #expect(own.labels == LabelMap(numbering: ["no", "yes"]) && numbers == [" 1", " 0", " 0"])
    #expect(own.after.profile?.labels.map(\.text) == ["0", "1"])
    let map = LabelMap(numbering: ["maybe", "no", "yes"])
    let (given, others) = try fixed(.map(map))
    #expect(given.labels == map && others == [" 2", " 1", " 1"])
    let error = #expect(throws: AssayError.self) {
      try Fixer(rules: ExampleRows.rules.get(), settings: Settings()).decide(
        ExampleRows.source([("a ->", " b"), ("c ->", " d")]), policy: FixPolicy(numbering: .byLabel)
      )
    }
    #expect(error?.message == "there are too many different completions to be classes")
  }

  @Test func aDeclinedFixIsNotMade() throws {
    let source = ExampleRows.source([("a", "b"), ("c", "d")])
    let asked = Mutex<[String]>([])
    let answers = Answers { offer in
      asked.withLock { $0.append(offer.finding.code) }
      return false
    }
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
      .decide(source, policy: FixPolicy(answers: answers))
    #expect(asked.withLock { $0 } == ["SEP001", "STOP001", "WSP001"])
    #expect(outcome.plan.isEmpty)
  }

  @Test func otherColumnNamesAreFollowed() throws {
    let source = ExampleRows.source(
      [("a", "b"), ("c", "d")], columns: ["text", "category"])
    var settings = Settings()
    settings.names = ColumnNames(prompt: "text", completion: "category")
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: settings)
      .decide(source, policy: .everything)
    #expect(outcome.after.findings.filter { $0.fix == .safe } == [])
    var lines: [UInt8] = []
    let report = try FixedRows(source, names: settings.names, plan: outcome.plan, threads: 1)
      .forEachBatch { batch throws(AssayError) in lines += batch.train }
    #expect(
      String(decoding: lines, as: UTF8.self) == """
        {"prompt":"a ->","completion":" b END"}
        {"prompt":"c ->","completion":" d END"}

        """)
    #expect(report.touched == ["SEP001": 2, "STOP001": 2, "WSP001": 2])
  }

  @Test func theReportMapsOldRowsToNew() throws {
    let rows =
      [("a ->", " x END"), ("b ->", ""), ("c", " z END"), ("d ->", " u END")]
      + (0..<6).map { ("p\($0) ->", " q\($0) END") }
    let source = ExampleRows.source(rows.map { (prompt: $0.0, completion: $0.1) }, batchSize: 2)
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
      .decide(source)
    let report = try FixedRows(
      source, names: ColumnNames(), plan: outcome.plan, threads: 2, keepsEntries: true
    ).forEachBatch { _ in }
    #expect(report.rowsIn == 10 && report.rowsOut == 9)
    #expect(report.entries.map(\.row) == [1, 2])
    #expect(report.entries.map(\.newRow) == [nil, 1])
    #expect(report.entries.map(\.codes) == [["ROW002"], ["SEP004"]])
    #expect(report.dropped.map(\.row) == [1])
  }

  /// What was made for the last analysis is written as if the edits were made once more.
  @Test func keptRowsAreWrittenLikeThoseMadeAnew() throws {
    let source = ExampleRows.source(ExampleRows.random(200, seed: 5), batchSize: 17)
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
      .decide(source, policy: .everything)
    #expect(outcome.rows.editReport != nil && !outcome.plan.isEmpty)
    let written = try [outcome.rows, nil].map { edited in
      var lines: [[UInt8]] = [[], []]
      let report = try FixedRows(
        source, names: ColumnNames(), plan: outcome.plan,
        valid: BitSet(stride(from: 0, to: 200, by: 7)), edited: edited, threads: 2
      ).forEachBatch { batch throws(AssayError) in
        lines[0] += batch.train
        lines[1] += batch.valid
      }
      return (lines, report)
    }
    #expect(written[0].0 == written[1].0)
    #expect(written[0].1.validRows > 0)
    #expect(written.map(\.1.rowsIn) == [200, 200])
    #expect(written[0].1.trainRows == written[1].1.trainRows)
    #expect(written[0].1.validRows == written[1].1.validRows)
    #expect(written[0].1.touched == written[1].1.touched)
    // Where a dropped row would have gone is nobody's business.
    #expect(written[0].1.dropped.map(\.row) == written[1].1.dropped.map(\.row))
    #expect(written[0].1.dropped.map(\.codes) == written[1].1.dropped.map(\.codes))
  }

  @Test func allRowsDroppedIsAnError() throws {
    let source = ExampleRows.source([("a", ""), ("b", " ")])
    let error = #expect(throws: AssayError.self) {
      try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
        .decide(source, policy: .everything)
    }
    #expect(error?.message == "no row is left after the fixes")
  }
}
