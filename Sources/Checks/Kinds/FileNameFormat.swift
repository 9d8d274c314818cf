// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Tables

/// The extension of the file's name is that of another format.
struct FileNameFormat: Check {
  static let kind = "file-name-format"
  static let holes = ["extension", "format"]
  private static let formats: [String: TableFormat] = [
    "csv": .csv, "tsv": .tsv, "tab": .tsv, "xlsx": .xlsx, "xlsm": .xlsx, "json": .json,
    "jsonl": .jsonl, "ndjson": .jsonl, "jsonlines": .jsonl, "txt": .txt,
  ]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard !profile.isEdited else { return [] }
    let path = profile.path.lowercased()
    let plain = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    guard let dot = plain.lastIndex(of: ".") else { return [] }
    let ending = String(plain[plain.index(after: dot)...])
    guard let named = Self.formats[ending], named != profile.format else { return [] }
    return [
      Conclusion(values: ["extension": "`.\(ending)`", "format": profile.format.rawValue])
    ]
  }
}
