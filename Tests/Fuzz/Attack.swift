// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import CZlib
import Platform
import Tables

/// A file that is made to fill memory or time, and what it must be answered with.
struct Attack {
  let name: String
  let path: String
  /// A part of the message; `was read` when the file is merely odd.
  let answer: String

  func read(_ path: String) throws(AssayError) {
    var reader = try TableSource(path: path).open()
    while try reader.next() != nil {}
  }

  /// Makes the files.
  static func all(in folder: String) throws(AssayError) -> [Attack] {
    var attacks: [Attack] = []
    func add(_ name: String, _ file: String, _ answer: String, _ make: (String) -> Bool)
      throws(AssayError)
    {
      let path = "\(folder)/\(file)"
      guard make(path) else { throw AssayError("cannot be made", at: Location(file: path)) }
      attacks.append(Attack(name: name, path: path, answer: answer))
    }
    for format in ["csv", "tsv", "jsonl", "json", "txt"] {
      // Zero bytes in a text are a fault of their own, and seen first.
      try add("1 GB of zeros in a line, \(format)", "line.\(format)", "zero bytes") {
        sparse($0, start: lineStart(format), bytes: 1 << 30)
      }
      try add("1 GB from 1 MB of gzip, \(format)", "bomb.\(format).gz", longLine) {
        gzipped($0, start: lineStart(format), repeating: UInt8(ascii: "a"), count: 1 << 30)
      }
    }
    try add("a workbook that unpacks to 1 GB", "bomb.xlsx", "unpacks to more") {
      save(Workbook(rows: "").bomb(bytes: 1 << 30), $0)
    }
    try add("entities that grow", "entities.xlsx", "document type") {
      save(Workbook.entityBomb.packed, $0)
    }
    try add("deep JSON", "deep.jsonl", "nested deeper") {
      save(Array(#"{"a":"#.utf8) + Array(repeating: UInt8(ascii: "["), count: 1_000_000), $0)
    }
    try add("100,000 columns, csv", "columns.csv", "columns") { path in
      save(Array(String(repeating: "c,", count: 100_000).utf8) + Array("c\n1\n".utf8), path)
    }
    try add("100,000 columns, jsonl", "columns.jsonl", "columns") { path in
      let members = (0..<100_000).map { "\"c\($0)\":1" }.joined(separator: ",")
      return save(Array("{\(members)}\n".utf8), path)
    }
    try add("100,000 columns, xlsx", "columns.xlsx", "columns") { path in
      let cells = String(repeating: "<c><v>1</v></c>", count: 100_000)
      return save(Workbook(rows: "<row>\(cells)</row>").packed, path)
    }
    try add("20,000 rows with the last cell only, xlsx", "sparse.xlsx", "was read") { path in
      let rows = (1...20_000).map { #"<row r="\#($0)"><c r="XFD\#($0)"><v>1</v></c></row>"# }
      return save(Workbook(rows: rows.joined()).packed, path)
    }
    try add("20,000 rows with the last key only, jsonl", "sparse.jsonl", "was read") { path in
      let first = (0..<16_384).map { "\"c\($0)\":1" }.joined(separator: ",")
      return save(
        Array("{\(first)}\n".utf8)
          + Array(String(repeating: "{\"c16383\":1}\n", count: 20_000).utf8), path)
    }
    return attacks
  }

  private static func lineStart(_ format: String) -> String {
    switch format {
    case "jsonl": "{\"prompt\": \""
    case "json": "[{\"prompt\": \""
    case "csv": "prompt,completion\n\""
    case "tsv": "prompt\tcompletion\n\""
    default: ""
    }
  }

  private static let longLine = "longer than 64 MiB"
}

/// Large files.
extension Attack {
  private static func save(_ bytes: [UInt8], _ path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    return file >= 0 && write(file, bytes, bytes.count) == bytes.count
  }

  /// A file with a hole, which reads as zeros and takes no space.
  private static func sparse(_ path: String, start: String, bytes: Int) -> Bool {
    save(Array(start.utf8), path) && truncate(path, bytes) == 0
  }

  private static func gzipped(
    _ path: String, start: String, repeating byte: UInt8, count: Int
  ) -> Bool {
    guard let file = gzopen(path, "wb1") else { return false }
    let block = [UInt8](repeating: byte, count: 1 << 20)
    gzwrite(file, start, UInt32(start.utf8.count))
    for _ in 0..<(count >> 20) { gzwrite(file, block, UInt32(block.count)) }
    return gzclose(file) == Z_OK
  }
}
