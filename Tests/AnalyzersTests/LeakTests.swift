// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
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
