// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records
import Tables
import Testing

@testable import Analyzers
@testable import RuleEngine

/// Rows that no fix can make an example of.
@Suite struct UnfixableRowTests {
  private func error(_ rows: [[(String, CellKind)]]) throws -> AssayError? {
    var builder = RowBatch.Builder(file: "f", columns: ["prompt", "completion"], firstRow: 0)
    for (number, row) in rows.enumerated() {
      for (text, kind) in row { builder.append(text, kind: kind) }
      builder.endRow(line: number + 2)
    }
    let source = MemorySource(path: "f", format: .jsonl, batches: [builder.finish()])
    let settings = Settings()
    let stream = RecordStream(source, names: settings.names, threads: 1)
    let profile = try Surveyor(settings: settings, analyzers: []).profile(stream)
    return try UnfixableRow(source: source, profile: profile).error()
  }

  private static let plain: [(String, CellKind)] = [("a", .text), ("b", .text)]

  @Test func theFirstNestedValueIsNamed() throws {
    let nested: [(String, CellKind)] = [("c", .text), (#"{"x":1}"#, .nested)]
    let found = try error([Self.plain, nested, Self.plain, nested])
    #expect(found?.location == Location(file: "f", row: 1, line: 3, field: "completion"))
    let prompt: [(String, CellKind)] = [("[1]", .nested), ("d", .text)]
    #expect(try error([Self.plain, prompt, nested])?.location?.field == "prompt")
  }

  @Test func rowsOfTextsCanBeFixed() throws {
    #expect(try error([Self.plain, Self.plain]) == nil)
    #expect(try error([[("", .null), ("5", .number)]]) == nil)
  }
}
