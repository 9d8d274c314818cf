// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import RowsTestSupport
import Synchronization
import Tables
import Testing

@testable import Records

/// Edits of rows, and streams of rows after edits.
@Suite struct EditTests {
  private let upper = FixStep(.letterCase, "upper") { record in
    let text = String(decoding: record.prompt, as: UTF8.self).uppercased()
    defer { record.prompt = Array(text.utf8) }
    return Array(text.utf8) != record.prompt
  }
  private let dropsB = FixStep(.dropRows, "drop") { record in
    record.isDropped = record.prompt.first == UInt8(ascii: "b")
    return record.isDropped
  }
  private let mark = FixStep(.labels, "mark") { record in
    record.completion.append(UInt8(ascii: "!"))
    return true
  }

  private func step(_ step: FixStep, _ code: String) -> FixStep {
    var step = step
    step.code = code
    return step
  }

  private func plan(_ rounds: [[FixStep]]) -> FixPlan {
    var plan = FixPlan()
    for round in rounds { plan.append(round: round) }
    return plan
  }

  @Test func stepsOfARoundComeInTheOrderOfTheirStages() {
    let plan = plan([[mark, upper, dropsB], [dropsB]])
    #expect(plan.steps.map(\.title) == ["drop", "upper", "mark", "drop"])
    #expect(!plan.isEmpty && FixPlan().isEmpty)
    let stages = FixStage.allCases
    #expect(stages == stages.sorted() && stages.first == .dropRows && stages.last == .labels)
  }

  /// The same edit of a later round counts with the first, and a row once.
  @Test func rowsAreCountedByStepToo() {
    let (first, second) = (step(upper, "U"), step(mark, "U"))
    let plan = plan([[second, first], [second, step(dropsB, "D")]])
    #expect(plan.place(of: first) == 0 && plan.place(of: second) == 1)
    #expect(plan.steps.map(\.place) == [0, 1, 2, 1])
    #expect(plan.place(of: step(mark, "M")) == nil)
    var report = FixReport()
    let source = ExampleRows.source([("a", "1"), ("B", "2"), ("C", "3")], batchSize: 3)
    plan.visit(RecordBatch(source.batches[0])) {
      report.add($1, isValid: false, isChanged: true)
    }
    var other = FixReport()
    other.merge(report)
    other.merge(report)
    #expect((0..<4).map(other.rows) == [2, 6, 0, 0])
    #expect(other.touched == ["U": 6])
  }

  /// What a plan makes of rows: their texts, their rules, and what the report counts.
  @Test func rowsAreEditedAndCounted() throws {
    let plan = plan([[step(upper, "U"), step(dropsB, "D"), step(mark, "M"), step(mark, "M")]])
    let source = ExampleRows.source([("a", "1"), ("b", "2"), ("C", "3")], batchSize: 2)
    var report = FixReport()
    var rows: [String] = []
    var reader = try source.open()
    while let batch = try reader.next() {
      var part = FixReport()
      plan.applied(to: RecordBatch(batch), &part).visit { record in
        let texts = [record.prompt, record.completion].map { String(decoding: $0, as: UTF8.self) }
        rows.append("\(record.number)@\(record.line) \(texts[0])|\(texts[1])")
      }
      report.merge(part)
    }
    #expect(rows == ["0@2 A|1!!", "2@4 C|3!!"])
    #expect(report.rowsIn == 3 && report.rowsOut == 2 && report.trainRows == 2)
    #expect(report.touched == ["U": 1, "D": 1, "M": 2])
    #expect(report.dropped.map(\.row) == [1] && report.dropped[0].codes == ["D"])
    #expect(report.dropped[0].newRow == nil && report.entries == [])
  }

  @Test func aDroppedRowIsNotEditedFurther() {
    let plan = plan([[step(dropsB, "D"), step(mark, "M")]])
    for batch in ExampleRows.source([("b", "x")]).batches {
      plan.visit(RecordBatch(batch)) { _, edited in
        let (isDropped, codes, completion) = (edited.isDropped, edited.codes, edited.completion)
        #expect(isDropped && codes == ["D"])
        #expect(completion == Array("x".utf8))
      }
    }
  }

  /// Rows of the parts that follow are numbered behind those of the parts before, apart for training
  /// and validation.
  @Test func reportsOfPartsAreJoined() {
    func part(_ rows: [(number: Int, isValid: Bool)]) -> FixReport {
      var report = FixReport(keepsEntries: true)
      let source = ExampleRows.source(rows.map { ("p\($0.number)", "c") })
      var place = 0
      for batch in source.batches {
        RecordBatch(batch).visit { record in
          var edited = EditableRecord(record)
          step(mark, "M").apply(to: &edited)
          report.add(edited, isValid: rows[place].isValid, isChanged: true)
          place += 1
        }
      }
      return report
    }
    var report = part([(0, false), (1, true), (2, false)])
    report.merge(part([(3, true), (4, false)]))
    #expect(report.trainRows == 3 && report.validRows == 2 && report.rowsIn == 5)
    #expect(report.entries.map(\.newRow) == [0, 0, 1, 1, 2])
    #expect(report.entries.map(\.isValid) == [false, true, false, true, false])
    #expect(report.touched == ["M": 5])
    report.moveToValid(2)
    #expect(report.trainRows == 1 && report.validRows == 4 && report.rowsOut == 5)
  }

  @Test func aRecordUnderRepairIsUsedAgain() {
    var edited = EditableRecord()
    for batch in ExampleRows.source([("long prompt", "x"), ("p", "")]).batches {
      RecordBatch(batch).visit { record in
        edited.reset(to: record)
        let isSame = edited.prompt.elementsEqual(record.prompt) && edited.codes.isEmpty
        let isFresh = !edited.isDropped && !edited.isReadAnew && edited.promptKind == .text
        #expect(isSame && isFresh)
        edited.isDropped = true
        edited.isReadAnew = true
        edited.promptKind = .number
        edited[.completion].append(0x41)
        step(mark, "M").apply(to: &edited)
        let last = edited.withText(of: .completion) { $0.last }
        #expect(last == UInt8(ascii: "!"))
        edited.becomeText(.prompt)
        let kind = edited.kind(of: .prompt)
        #expect(kind == .text)
      }
    }
    let (number, line) = (edited.number, edited.line)
    #expect(number == 1 && line == 3)
  }

  @Test func cellsUnderRepairAreOfTheirKinds() {
    var builder = RowBatch.Builder(
      file: "example", columns: ["prompt", "completion"], firstRow: 0)
    builder.append("1", kind: .number)
    builder.append("true", kind: .boolean)
    builder.endRow(line: 1)
    builder.append("", kind: .null)
    builder.append("b", kind: .text)
    builder.endRow(line: 2)
    var kinds: [[CellKind]] = []
    RecordBatch(builder.finish()).visit { record in
      let edited = EditableRecord(record)
      let (prompt, completion) = (edited.kind(of: .prompt), edited.kind(of: .completion))
      kinds.append([prompt, completion])
    }
    #expect(kinds == [[.number, .boolean], [.null, .text]])
  }

  @Test func theReadersWorkIsNamed() {
    let step = FixStep.byReader("mended", rows: BitSet([1]))
    for batch in ExampleRows.source([("a", "b"), ("c", "d")]).batches {
      RecordBatch(batch).visit { record in
        var edited = EditableRecord(record)
        step.apply(to: &edited)
        let (isReadAnew, hasCodes) = (edited.isReadAnew, !edited.codes.isEmpty)
        #expect(isReadAnew == (record.number == 1) && hasCodes == isReadAnew)
      }
    }
  }

  /// Counts how often rows are read from their source.
  private final class CountedSource: RowSource {
    let base: MemorySource
    let opened = Mutex(0)
    var path: String { base.path }
    var format: TableFormat { base.format }

    init(_ base: MemorySource) { self.base = base }

    func open() throws(AssayError) -> any TableReader {
      opened.withLock { $0 += 1 }
      return try base.open()
    }
  }

  private struct Texts: Mergeable {
    var texts: [String] = []
    mutating func merge(_ next: Texts) { texts += next.texts }
  }

  private func texts(_ stream: RecordStream) throws -> [String] {
    try stream.fold(Texts()) { batch, found in
      batch.visit { found.texts.append(String(decoding: $0.prompt, as: UTF8.self)) }
    }.texts
  }

  /// Edits are made in the first pass and kept for the others.
  @Test(arguments: [1, 3]) func editsAreMadeOnce(threads: Int) throws {
    let rows = (0..<50).map { (prompt: "\($0 % 3 == 0 ? "b" : "a")\($0)", completion: "x") }
    let source = CountedSource(ExampleRows.source(rows, batchSize: 4))
    let stream = RecordStream(
      source, names: ColumnNames(), plan: plan([[upper, dropsB]]), threads: threads)
    let expected = rows.map(\.prompt).filter { $0.first != "b" }.map { $0.uppercased() }
    #expect(stream.editReport == nil)
    #expect(try texts(stream) == expected)
    #expect(stream.editReport?.rowsIn == 50 && stream.editReport?.rowsOut == expected.count)
    #expect(try texts(stream) == expected)
    #expect(source.opened.withLock { $0 } == 1)
    #expect(stream.resultNames == ColumnNames())
  }

  /// A source that was read to its end once comes back from its copy, until that is let go.
  @Test func sourcesAreReadOnce() throws {
    let base = CountedSource(
      ExampleRows.source([("a", "b"), ("c", "d"), ("e", "f")], batchSize: 2))
    let source = SpooledSource(base)
    let stream = RecordStream(source, names: ColumnNames(), threads: 1)
    for _ in 0..<3 { #expect(try texts(stream) == ["a", "c", "e"]) }
    #expect(base.opened.withLock { $0 } == 1)
    source.forgetCopy()
    #expect(try texts(stream) == ["a", "c", "e"])
    #expect(base.opened.withLock { $0 } == 2)
    #expect(source.path == base.path && source.format == .jsonl && source.byteCount == nil)
  }

  /// What was not read to its end is not taken for the whole.
  @Test func halfAPassIsNotKept() throws {
    let base = CountedSource(
      ExampleRows.source([("a", "b"), ("c", "d"), ("e", "f")], batchSize: 1))
    let source = SpooledSource(base)
    var reader = try source.open()
    _ = try reader.next()
    #expect(try texts(RecordStream(source, names: ColumnNames(), threads: 1)) == ["a", "c", "e"])
    #expect(base.opened.withLock { $0 } == 2)
  }

  @Test func notesComeWithTheRows() throws {
    var source = ExampleRows.source([("a", "b")])
    source.notes = [
      ReadingNote(kind: .mendedLine, detail: "x", location: Location(file: "example"), rows: [0])
    ]
    for plan in [FixPlan(), plan([[upper]])] {
      let stream = RecordStream(source, names: ColumnNames(), plan: plan, threads: 1)
      for _ in 0..<2 {
        let notes = try stream.foldNoting(Texts()) { _, _ in }.1
        #expect(notes.map(\.kind) == [.mendedLine])
      }
    }
  }
}
