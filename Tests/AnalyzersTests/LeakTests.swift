// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import Records
import RowsTestSupport
import Testing

@testable import Analyzers

@Suite struct LeakTests {
  private let long = (0..<30).map { "word\($0 * 7919 % 101)" }.joined(separator: " ")

  private func settings(
    _ other: [(prompt: String, completion: String)], path: String = "other"
  ) throws -> Settings {
    var settings = Settings()
    let source = MemorySource(path: path, batches: ExampleRows.source(other).batches)
    settings.against = [try LeakIndex(source, settings: settings)]
    return settings
  }

  @Test func promptsOfOtherFilesAreFound() throws {
    let settings = try settings([("where is it", "here"), (long, "x"), ("b", "y")])
    let rows = [
      ("Where  is it", "a"), ("where is it", "b"), ("who", "c"), (long + " more", "d"), ("B", "e"),
    ].map { (prompt: $0.0, completion: $0.1) }
    let leaks = try #require(
      Profiling.profile(rows, [LeakedRows()], settings: settings)[LeakedRows.self])
    #expect(Profiling.rows(leaks.exact) == [1])
    #expect(Profiling.rows(leaks.normalized) == [0, 4])
    #expect(Profiling.rows(leaks.near) == [3])
    #expect(leaks.files == ["other"])
  }

  @Test func filesWithoutLeaksAreNotNamed() throws {
    let settings = try settings([("where", "here"), ("when", "now")])
    let leaks = try Profiling.profile(
      [("who", "me")], [LeakedRows()], settings: settings)[LeakedRows.self]
    #expect(leaks?.files == [] && leaks?.exact.isEmpty == true && leaks?.near.isEmpty == true)
    #expect(try Profiling.profile([("a", "b")], [LeakedRows()])[LeakedRows.self] == nil)
  }

  @Test func labelsOfOtherFiles() throws {
    let other = (0..<9).map { (prompt: "q\($0)", completion: $0 % 2 == 0 ? " yes" : "no") }
    let settings = try settings(other, path: "valid.jsonl")
    let leaks = try Profiling.profile(
      [("who", "me")], [LeakedRows()], settings: settings)[LeakedRows.self]
    #expect(leaks?.labels == [FileLabels(path: "valid.jsonl", labels: ["yes", "no"])])
    let texts = try self.settings([("a", "one"), ("b", "two")])
    #expect(texts.against.first?.labels == nil)
  }

  /// One row more than three for each completion makes labels of them; without prompts they are texts.
  @Test(arguments: [(6, 0, false), (7, 0, true), (9, 8, true), (9, 9, false)])
  func labelsNeedRows(rows: Int, blank: Int, areLabels: Bool) throws {
    let other = (0..<rows).map {
      (prompt: $0 < blank ? "" : "q\($0)", completion: $0 % 2 == 0 ? "yes" : "no")
    }
    let index = try LeakIndex(ExampleRows.source(other, batchSize: 2), settings: Settings())
    #expect(index.labels?.labels == (areLabels ? ["yes", "no"] : nil))
  }

  /// A file is named where it has a row that those before it have not, and all are counted together.
  @Test(arguments: [1, 3]) func severalFiles(threads: Int) throws {
    func leaks(_ change: (inout Settings) -> Void = { _ in }) throws -> Leaks {
      var settings = Settings()
      settings.threads = threads
      change(&settings)
      let files = [
        ("a", ["who", "why"]), ("b", [long, "else", "more"]), ("c", ["when"]),
        ("d", ["WHO", long]),
      ]
      settings.against = try files.map { path, prompts in
        let rows = prompts.map { (prompt: $0, completion: "x") }
        let batches = ExampleRows.source(rows, batchSize: 1).batches
        return try LeakIndex(MemorySource(path: path, batches: batches), settings: settings)
      }
      let rows = ["what", "who", long + " more", "Why", "WHY"].map { (prompt: $0, completion: "y") }
      let profile = try Profiling.profile(rows, [LeakedRows()], settings: settings, batchSize: 1)
      return try #require(profile[LeakedRows.self])
    }
    let all = try leaks()
    #expect(Profiling.rows(all.exact) == [1] && Profiling.rows(all.normalized) == [3, 4])
    #expect(Profiling.rows(all.near) == [2] && all.files == ["a", "b", "d"])
    #expect(all.rest == NearDuplicateSearch.Rest())
    let few = try leaks { $0.facts.likeness.mostRows = 1 }
    #expect(few.rest.rows == 5 && few.near.isEmpty && few.files == ["a"])
    let unseen = try leaks { $0.facts.likeness.mostPasses = 0 }
    #expect(unseen.rest == NearDuplicateSearch.Rest(pairs: 2) && unseen.near.isEmpty)
  }

  @Test func settingsHoldTheOtherFiles() throws {
    var settings = try settings([("a", "b")])
    #expect(settings.against.count == 1 && settings.analyzers.count == 1)
    settings.against += settings.against
    #expect(settings.against.count == 2 && settings.analyzers.count == 1)
    settings.against = []
    #expect(settings.against.isEmpty && settings.analyzers.isEmpty)
  }

  @Test func aFileWithoutPromptsIsAnError() throws {
    let source = MemorySource(batches: ExampleRows.source([("", ""), (" ", "")]).batches)
    #expect(throws: AssayError.self) { try LeakIndex(source, settings: Settings()) }
  }
}
