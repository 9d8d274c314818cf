// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
package import JSON
package import Records

/// Findings that were there before and are not to fail a run: for each file the rows that each rule
/// found, by what the rows say, so that they may move.
package struct Baseline: Sendable, Equatable {
  /// What a rule had found in a file.
  package struct Entry: Sendable, Equatable, Comparable {
    package let file: String
    package let code: String
    /// Nil: the finding is about the file.
    package let row: RowKey?
    package let field: String?

    package static func < (left: Entry, right: Entry) -> Bool {
      let names = [left.file, left.code, left.field ?? ""]
      let others = [right.file, right.code, right.field ?? ""]
      if names != others { return names.lexicographicallyPrecedes(others) }
      return (left.row?.value ?? 0) < (right.row?.value ?? 0)
    }
  }

  /// Sorted by file, code, column and row.
  package private(set) var entries: [Entry] = []

  package init() {}

  /// Adds what was found in a file.
  package mutating func add(_ trace: Trace, file: String) {
    for (code, rows) in trace.rows {
      entries += rows.map { Entry(file: file, code: code, row: $0, field: nil) }
    }
    entries += trace.files.map { Entry(file: file, code: $0.code, row: nil, field: $0.field) }
    entries.sort()
  }

  /// What is known about all other files.
  package func without(files: Set<String>) -> Baseline {
    var copy = self
    copy.entries.removeAll { files.contains($0.file) }
    return copy
  }

  /// Adds the entries of a file to what is not reported; an entry's place is its number.
  package func exempt(_ file: String, in exemptions: inout Exemptions) {
    for (id, entry) in entries.enumerated() where entry.file == file {
      if let row = entry.row {
        exemptions.add(id, code: entry.code, row: row)
      } else {
        exemptions.add(id, code: entry.code, field: entry.field)
      }
    }
  }

  // MARK: - JSON

  package var json: JSONValue {
    var files = JSONObject()
    for file in entries.map(\.file).uniqued() {
      var codes = JSONObject()
      let own = entries.filter { $0.file == file }
      for code in own.map(\.code).uniqued().sorted() {
        let some = own.filter { $0.code == code }
        codes.append(
          code,
          [
            "rows": .array(some.compactMap { $0.row.map { .string($0.text) } }),
            "file": .array(
              some.filter { $0.row == nil }.map { $0.field.map { .string($0) } ?? .null }),
          ])
      }
      files.append(file, .object(codes))
    }
    return ["version": .integer(Self.version), "files": .object(files)]
  }

  /// Before 2 some rows that differ in a few digits had one key.
  private static let version = 2

  /// - Throws: `AssayError` when the document is not a baseline.
  package init(_ json: JSONValue, path: String) throws(AssayError) {
    guard json["version"] == .integer(Self.version), let files = json["files"]?.object else {
      throw AssayError(
        "not a baseline of this version", at: Location(file: path),
        remedy: "Write it anew with --write-baseline")
    }
    for file in files.members {
      for code in file.value.object?.members ?? [] {
        for row in code.value["rows"]?.array ?? [] {
          guard let key = row.string.flatMap(RowKey.init(text:)) else {
            throw AssayError(
              "a row of \(code.key) is not sixteen hexadecimal digits", at: Location(file: path),
              remedy: "Write the baseline anew with --write-baseline")
          }
          entries.append(Entry(file: file.key, code: code.key, row: key, field: nil))
        }
        for field in code.value["file"]?.array ?? [] {
          entries.append(Entry(file: file.key, code: code.key, row: nil, field: field.string))
        }
      }
    }
    entries.sort()
  }
}
