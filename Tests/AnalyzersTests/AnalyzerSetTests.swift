// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records
import RowsTestSupport
import Testing

@testable import Analyzers

@Suite struct AnalyzerSetTests {
  /// Adds up the numbers of the rows, times the largest factor that somebody asked for.
  private struct Sum: Analyzer {
    typealias Fact = Int
    var factor = 1
    var sum = 0

    mutating func include(_ other: Sum) { factor = max(factor, other.factor) }
    mutating func add(_ batch: HashedBatch) {
      for index in 0..<batch.records.count { sum += batch.records.number(of: index) }
    }
    mutating func merge(_ next: Sum) { sum += next.sum }
    func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Int { factor * sum }
  }

  /// The sum of the other, and one.
  private struct Next: Analyzer {
    typealias Fact = Int
    var needs: [any Analyzer] { [Sum()] }
    mutating func merge(_ next: Next) {}
    func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Int {
      (profile[Sum.self] ?? -100) + 1
    }
  }

  private struct Absent: Analyzer {
    typealias Fact = Bool
    mutating func merge(_ next: Absent) {}
    func starting(on stream: RecordStream, _ settings: Settings) -> Absent? { nil }
    func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Bool { true }
  }

  private let rows = (0..<10).map { (prompt: "p\($0)", completion: "c\($0)") }

  @Test(arguments: [1, 3, 10]) func factsAreFoundInAllBatches(batchSize: Int) throws {
    let profile = try Profiling.profile(rows, [Sum()], batchSize: batchSize)
    #expect(profile[Sum.self] == 45)
  }

  @Test func oneAnalyzerServesAll() throws {
    let profile = try Profiling.profile(rows, [Sum(), Sum(factor: 3), Sum(factor: 2)])
    #expect(profile[Sum.self] == 135)
  }

  /// What an analyzer needs runs before it, wanted or not.
  @Test func needsComeFirst() throws {
    #expect(try Profiling.profile(rows, [Next()])[Next.self] == 46)
    #expect(try Profiling.profile(rows, [Next(), Sum(factor: 2)])[Next.self] == 91)
  }

  @Test func nobodyAsksForNothing() throws {
    let profile = try Profiling.profile(rows, [Absent()])
    #expect(profile[Sum.self] == nil && profile[Absent.self] == nil)
    #expect(AnalyzerSet([]).isEmpty && !AnalyzerSet([Sum()]).isEmpty)
  }

  /// What the settings know adds to what is wanted, and is no wish of its own.
  @Test func settingsCompleteWhatIsWanted() throws {
    var settings = Settings()
    settings.analyzers = [Sum(factor: 5)]
    #expect(try Profiling.profile(rows, [Sum()], settings: settings)[Sum.self] == 225)
    #expect(try Profiling.profile(rows, [], settings: settings)[Sum.self] == nil)
  }
}
