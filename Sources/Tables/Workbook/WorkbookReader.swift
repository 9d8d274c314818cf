// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Reads a sheet of an XLSX workbook as a stream; only the shared strings are held. The first row
/// that is not blank is the header. Without a name it is the sheet that is shown when the workbook is
/// opened, and never a hidden one while others are not.
final class WorkbookReader: TableReader {
  private let handler: SheetHandler
  private let stream: XMLStream<SheetHandler>
  private var isFinished = false

  init(
    _ file: InputFile, sheet: String?, limits: TableLimits, header: HeaderPlace
  ) throws(AssayError) {
    let archive = try WorkbookArchive(file)
    let parts = try WorkbookParts(archive)
    let chosen = try WorkbookReader.choose(sheet, of: parts.sheets, file: file.path)
    handler = SheetHandler(
      file: file.path, sheet: chosen.name, parts: parts,
      merges: try MergedRange.ranges(in: chosen.part, of: archive), limits: limits)
    handler.header = header
    stream = try XMLStream(archive.open(chosen.part), handler)
    let others = parts.sheets.filter { $0.name != chosen.name }
      .map { $0.name + ($0.isHidden ? " (hidden)" : "") }
    if sheet == nil, !others.isEmpty {
      handler.sink.notes.add(
        .otherSheets, others.joined(separator: ", "), at: Location(file: file.path))
    }
  }

  var notes: [ReadingNote] { handler.sink.notes.notes }

  func next() throws(AssayError) -> RowBatch? {
    while !isFinished, !handler.sink.isFull { isFinished = try !stream.step() }
    if let failure = handler.failure { throw failure }
    if isFinished { try handler.checkThereAreRows() }
    return handler.sink.deliver()
  }

  /// The sheet of a name, or the one that is shown when the workbook is opened.
  static func choose(
    _ name: String?, of sheets: [WorkbookParts.Sheet], file: String
  ) throws(AssayError) -> WorkbookParts.Sheet {
    guard let first = sheets.first else {
      throw AssayError(
        "the workbook has no sheet of cells", at: Location(file: file),
        remedy: "Save the rows in a sheet", code: .noRows)
    }
    guard let name else {
      let shown = sheets.filter { !$0.isHidden }
      return shown.first(where: \.isActive) ?? shown.first ?? first
    }
    if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
    let names = sheets.map { "'\($0.name)'" }.joined(separator: ", ")
    throw AssayError(
      "the workbook has no sheet '\(name)'", at: Location(file: file),
      remedy: "Give one of its sheets: \(names)")
  }
}
