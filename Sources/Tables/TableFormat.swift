// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The formats assay reads. A new one is a case here with its extensions and its reader, and the
/// reader's own file.
package enum TableFormat: String, Sendable, CaseIterable, Codable {
  case csv, tsv, psv, xlsx, json, jsonl, txt, parquet, arrow

  /// The extensions of file names, in small letters and without a dot; the usual one is the first.
  package var extensions: [String] {
    switch self {
    case .csv: ["csv"]
    case .tsv: ["tsv", "tab"]
    case .psv: ["psv"]
    case .xlsx: ["xlsx", "xlsm"]
    case .json: ["json"]
    case .jsonl: ["jsonl", "ndjson", "jsonlines"]
    case .txt: ["txt"]
    case .parquet: ["parquet", "pq"]
    case .arrow: ["arrow", "arrows", "feather", "ipc"]
    }
  }

  /// Whether a cell can be a list or an object, so that one that is written as text is no list.
  package var holdsLists: Bool { self == .json || self == .jsonl || isColumnar }

  /// Whether a file of it is no text.
  package var isBinary: Bool { self == .xlsx || isColumnar }

  /// Whether assay writes rows in it as well.
  package var isWritten: Bool { [.csv, .tsv, .xlsx, .json, .jsonl, .txt].contains(self) }

  /// Whether the columns of a file stand in it one after another, and are read as rows of JSON.
  package var isColumnar: Bool { self == .parquet || self == .arrow }

  /// What parts the cells in a line of text; nil where lines are no rows of cells.
  package var delimiter: UInt8? {
    switch self {
    case .csv: UInt8(ascii: ",")
    case .tsv: UInt8(ascii: "\t")
    case .psv: UInt8(ascii: "|")
    default: nil
    }
  }

  /// Whether rows of cells stand below a header.
  package var hasHeader: Bool { delimiter != nil || self == .xlsx }

  /// A reader of the rows of a file of this format.
  func reader(of source: TableSource) throws(AssayError) -> any TableReader {
    let options = source.options
    if let delimiter {
      return try DelimitedReader(
        source.text(), delimiter: delimiter, limits: options.limits, header: options.header)
    }
    switch self {
    case .jsonl:
      return try JSONLinesReader(
        source.text(), limits: options.limits, comparesForm: options.comparesForm,
        mendsLines: options.mendsLines)
    case .json:
      return try JSONArrayReader(
        source.text(), limits: options.limits, mendsLines: options.mendsLines)
    case .parquet, .arrow: return try source.columnarReader()
    case .txt: return try TextLinesReader(source.text(), limits: options.limits)
    // Those whose cells are parted by a delimiter are read above.
    case .xlsx, .csv, .tsv, .psv:
      return try WorkbookReader(
        source.file, sheet: options.sheet, limits: options.limits, header: options.header)
    }
  }
}

/// What the name of a file says about it.
package struct DataFileName: Sendable, Equatable {
  /// What the name of a packed file ends in: `.gz`, `.zst`, `.xz` or `.bz2`.
  package let packedSuffix: String?
  /// What stands behind the last dot, in small letters, without regard to `packedSuffix`; nil where
  /// there is no dot, or only one that hides the file.
  package let suffix: String?
  /// The path without the two: what the names of files that are made of it start with.
  package let stem: String
  /// Whether the rows are kept apart to measure models on, as `test.csv` or `dev_2.jsonl` says.
  package let isForMeasuring: Bool

  private static let measuringWords: Set<String> = [
    "test", "testing", "valid", "validation", "val", "dev", "eval", "evaluation", "holdout",
    "heldout",
  ]

  /// - Parameter path: a path or a name.
  package init(_ path: String) {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    packedSuffix = Packing.suffixes.first(where: name.hasSuffix)
    let words = name.split { !$0.isLetter }.map(String.init)
    // `held-out` is written in two words too.
    isForMeasuring =
      words.contains(where: Self.measuringWords.contains)
      || zip(words, words.dropFirst()).contains { ["held", "hold"].contains($0) && $1 == "out" }
    let plain = name.dropLast(packedSuffix?.count ?? 0)
    let dot = plain.lastIndex(of: ".").flatMap { $0 == plain.startIndex ? nil : $0 }
    suffix = dot.map { String(plain[plain.index(after: $0)...]) }
    stem = String(path.dropLast((packedSuffix?.count ?? 0) + (suffix.map { $0.count + 1 } ?? 0)))
  }

  /// Whether the name is that of a packed file.
  package var isPacked: Bool { packedSuffix != nil }

  /// The format that the name stands for; nil where it stands for none that can be read.
  package var format: TableFormat? {
    guard let suffix else { return nil }
    return TableFormat.allCases.first { $0.extensions.contains(suffix) }
  }

  /// The format in which rows are written to a file of this name; nil where it stands for none that is
  /// written, as a packed one or a workbook with macros.
  package var writtenFormat: TableFormat? {
    guard let format, format.isWritten, !isPacked else { return nil }
    return format == .xlsx && suffix != "xlsx" ? nil : format
  }
}
