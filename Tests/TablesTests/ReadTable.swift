// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import Tables

/// Everything a reader gave, in a form that is easy to compare.
struct ReadTable {
  var columns: [String] = []
  var rows: [[String]] = []
  var kinds: [[CellKind]] = []
  var lines: [Int] = []
  var numbers: [Int] = []
  var batches = 0
  var notes: [ReadingNote] = []

  init(_ source: any TableInput) throws(AssayError) {
    var reader = try source.open()
    var batchRows: [Row] = []
    while let batch = try reader.next() {
      batches += 1
      columns = batch.columns
      batchRows += (0..<batch.count).map { batch[$0] }
    }
    for row in batchRows {
      rows.append(columns.indices.map(row.text))
      kinds.append(columns.indices.map(row.kind))
      lines.append(row.line)
      numbers.append(row.number)
    }
    notes = reader.notes
  }

  /// Reads bytes as a file of the given name.
  init(
    _ bytes: some Sequence<UInt8>, as name: String, options: TableSource.Options = .init()
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(bytes), to: name)
    try self.init(TableSource(path: path, options: options))
  }

  init(_ text: String, as name: String, options: TableSource.Options = .init()) throws {
    try self.init(text.utf8, as: name, options: options)
  }

  func notes(_ kind: ReadingNote.Kind) -> [ReadingNote] { notes.filter { $0.kind == kind } }
}

/// The error of reading some bytes; its file is cut down to the name.
func readingError(
  _ bytes: some Sequence<UInt8>, as name: String, options: TableSource.Options = .init()
) throws -> AssayError {
  var error = try #require(throws: AssayError.self) {
    try ReadTable(bytes, as: name, options: options)
  }
  error.location?.file = name
  return error
}

func readingError(
  _ text: String, as name: String, options: TableSource.Options = .init()
) throws -> AssayError {
  try readingError(text.utf8, as: name, options: options)
}

extension TableSource.Options {
  /// Limits so small that every border is crossed.
  static func tiny(chunk: Int, batch: Int = 8) -> TableSource.Options {
    var options = TableSource.Options()
    options.limits.chunkBytes = chunk
    options.limits.batchBytes = batch
    return options
  }
}
