// SPDX-License-Identifier: Apache-2.0

import BitCollections
import Dataset
import Records
import RowsTestSupport
import Testing

@testable import Analyzers

@Suite struct DuplicateTests {
  private let rows: [(prompt: String, completion: String)] = [
    ("a", "1"), ("b", "2"), ("a", "1"), ("a", "3"), ("A ", "1"), ("b", "2"), ("c", "4"),
  ]

  @Test(arguments: [1, 2, 7]) func copiesAndConflicts(batchSize: Int) throws {
    var settings = Settings()
    settings.task = .conditionalGeneration
    let profile = try Profiling.profile(
      rows, [ExactDuplicates()], settings: settings, batchSize: batchSize)
    let fact = try #require(profile[ExactDuplicates.self])
    #expect(Profiling.rows(fact.repeated) == [2, 5])
    #expect(Profiling.rows(fact.conflicting) == [0, 3])
    #expect(fact.splitKeys == nil)
  }

  /// Space around a completion makes no other answer of it, whether all rows have it or not.
  @Test(arguments: [1, 3, 8]) func spaceIsNoConflict(batchSize: Int) throws {
    let rows: [(prompt: String, completion: String)] = [
      ("a", " yes"), ("a", " yes "), ("b", " yes"), ("b", "yes\u{A0}\n"), ("c", " no"),
      ("c", " yes "), ("d", "x"), ("d", "y"),
    ]
    var settings = Settings()
    settings.task = .conditionalGeneration
    func conflicts(_ rows: [(prompt: String, completion: String)]) throws -> [Int]? {
      let profile = try Profiling.profile(
        rows, [ExactDuplicates()], settings: settings, batchSize: batchSize)
      return Profiling.rows(profile[ExactDuplicates.self]?.conflicting)
    }
    #expect(try conflicts(rows) == [4, 5, 6, 7])
    #expect(try conflicts([("a", " yes"), ("a", " no"), ("b", " no")]) == [0, 1])
  }

  /// Without prompts every completion would contradict the others.
  @Test func openEndedRowsDoNotConflict() throws {
    let rows = rows.map { (prompt: "", completion: $0.completion) }
    let fact = try Profiling.profile(rows, [ExactDuplicates()])[ExactDuplicates.self]
    #expect(Profiling.rows(fact?.repeated) == [2, 4, 5])
    #expect(fact?.conflicting.isEmpty == true)
  }

  /// Rows that are equal but for case and space, and not those that are equal anyway.
  @Test func normalizedCopies() throws {
    let profile = try Profiling.profile(rows, [NormalizedDuplicates()])
    #expect(Profiling.rows(profile[NormalizedDuplicates.self]) == [4])
    #expect(Profiling.rows(profile[ExactDuplicates.self]?.repeated) == [2, 5])
  }

  @Test func aPromptIsNoPartOfItsCompletion() throws {
    let profile = try Profiling.profile([("a b", "c"), ("a", "b c")], [NormalizedDuplicates()])
    #expect(profile[NormalizedDuplicates.self]?.isEmpty == true)
  }

  @Test func nearCopiesLeaveOutCopies() throws {
    let text = (0..<30).map { "word\($0 * 7919 % 101)" }.joined(separator: " ")
    let rows = [("", text), ("", text), ("", text.uppercased()), ("", text + " more"), ("", "x")]
    let profile = try Profiling.profile(
      rows.map { (prompt: $0.0, completion: $0.1) }, [NearDuplicates()])
    #expect(Profiling.rows(profile[NearDuplicates.self]?.rows) == [3])
  }

  /// What a split needs: the rows, their prompts and their classes.
  @Test func keysForASplit() throws {
    let rows = (0..<12).map { (prompt: "p\($0)", completion: $0 % 3 == 0 ? "yes" : "no") }
    let wanted: [any Analyzer] = [ExactDuplicates(), ExactDuplicates(forSplit: true)]
    let profile = try Profiling.profile(rows, wanted, batchSize: 5)
    let keys = try #require(profile[ExactDuplicates.self]?.splitKeys)
    #expect(keys.rows.all == Array(0..<12))
    #expect(keys.prompts.count == 12)
    #expect(keys.classes.sizes == [4, 8])
    let labels = (0..<12).map { keys.classes.labels[$0] }
    #expect(labels == (0..<12).map { $0 % 3 == 0 ? 0 : 1 })
    var settings = Settings()
    settings.task = .conditionalGeneration
    let other = try Profiling.profile(rows, wanted, settings: settings)
    #expect(other[ExactDuplicates.self]?.splitKeys == nil)
  }

  /// Free texts are one class, and those without a prompt are told apart by themselves.
  @Test(arguments: [1, 3, 6], [true, false])
  func keysOfRowsThatAreRead(batchSize: Int, hasClasses: Bool) throws {
    let rows = [("a", "x"), ("b", " x "), ("a", "y"), ("", "z"), ("", "z"), ("", "w")]
      .map { (prompt: $0.0, completion: $0.1) }
    let stream = RecordStream(
      ExampleRows.source(rows, batchSize: batchSize), names: ColumnNames(), threads: 1)
    let keys = try stream.fold(SplitKeys(hasClasses: hasClasses)) { batch, keys in
      batch.visit { keys.add($0) }
    }
    #expect(keys.rows.all == Array(0..<6) && keys.prompts.count == 6)
    #expect(keys.classes.sizes == (hasClasses ? [2, 1, 2, 1] : [6]))
    let labels = (0..<6).map { keys.classes.labels[$0] }
    #expect(labels == (hasClasses ? [0, 0, 1, 2, 2, 3] : [0, 0, 0, 0, 0, 0]))
    let prompts = try (0..<6).map { index throws in try keys.prompts[index] }
    #expect(prompts[0] == prompts[2] && prompts[0] != prompts[1] && prompts[3] == prompts[4])
    #expect((prompts[4] == prompts[5]) == hasClasses)
  }

  @Test func classesBehindTheLastNumberAreOne() {
    var numbers = ClassNumbers()
    for hash in 0..<65_535 as Range<UInt64> { numbers.add(hash) }
    #expect(!numbers.isFull)
    for hash in 65_535..<65_540 as Range<UInt64> { numbers.add(hash) }
    #expect(numbers.isFull)
    #expect(numbers.sizes.count == 65_536 && numbers.sizes[65_535] == 5)
    #expect(numbers.labels[65_539] == .max)
  }

  @Test func classesOfPartsGetTheirNumbersAnew() {
    var left = ClassNumbers()
    for hash in [7, 8, 7] as [UInt64] { left.add(hash) }
    var right = ClassNumbers()
    for hash in [9, 8, 9, 9] as [UInt64] { right.add(hash) }
    left.merge(right)
    #expect(left.sizes == [2, 2, 3])
    #expect((0..<7).map { left.labels[$0] } == [0, 1, 0, 2, 1, 2, 2])
  }

  /// Single values are sorted out for the most part, repeated ones never.
  @Test func repeatedValuesPassTheFilter() {
    let values = (0..<4000).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
    var filter = RepeatFilter(count: values.count)
    for value in values { filter.insert(value) }
    for value in values.prefix(500) { filter.insert(value) }
    #expect(values.prefix(500).allSatisfy { filter.mayRepeat($0) })
    #expect(values.dropFirst(500).count { filter.mayRepeat($0) } < 1000)
  }
}
