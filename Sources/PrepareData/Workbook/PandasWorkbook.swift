// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables

/// Reads the first sheet of a workbook into a frame as pandas' `read_excel` with text columns does.
struct PandasWorkbook {
  let file: String

  struct Reading {
    var frame: PairFrame
    /// The names of the sheets in order; sheets of charts are none.
    var sheets: [String]
    var violations: [RuleViolation]
  }

  func read() throws(AssayError) -> Reading {
    let archive = try WorkbookArchive(path: file)
    guard archive.contains(WorkbookNames.workbook) else {
      throw damaged("it has no \(WorkbookNames.workbook)")
    }
    var manifest = WorkbookManifest()
    try archive.parseXML(WorkbookNames.contentTypes, into: &manifest)
    guard let part = manifest.workbook else { throw damaged("it has no list of sheets") }
    var sheets = WorkbookSheets()
    try archive.parseXML(part, into: &sheets)
    let parts = try sheetParts(archive, part, of: sheets)
    guard let first = parts.first?.path else { throw damaged("it has no sheet") }
    let context = SheetReader.Context(
      file: file, strings: try strings(archive, manifest), styles: try styles(archive),
      startsIn1904: sheets.startsIn1904)
    var collector = SheetCollector()
    try withCollector(&collector, context, sheet: first, of: archive)
    let (frame, violations) = try collector.finished(file: file)
    return Reading(frame: frame, sheets: parts.map(\.name), violations: violations)
  }

  private func withCollector(
    _ collector: inout SheetCollector, _ context: SheetReader.Context,
    sheet path: String, of archive: WorkbookArchive
  ) throws(AssayError) {
    let box = Box(collector)
    var reader = SheetReader(context: context) { box.value.take(row: $0, $1) }
    try archive.parseXML(path, into: &reader)
    if let failure = reader.failure { throw failure }
    collector = box.value
  }

  private final class Box {
    var value: SheetCollector
    init(_ value: SheetCollector) { self.value = value }
  }

  /// The names and entries of the sheets in order; sheets of charts are none.
  private func sheetParts(
    _ archive: WorkbookArchive, _ part: String, of sheets: WorkbookSheets
  ) throws(AssayError) -> [(name: String, path: String)] {
    var relations = RelationsHandler(of: part)
    try archive.parseXML(RelationsHandler.entry(of: part), into: &relations)
    var parts: [(name: String, path: String)] = []
    for sheet in sheets.sheets {
      // Of two relations of one name the last counts.
      guard let relation = relations.relations.last(where: { $0.id == sheet.relation }) else {
        throw damaged("a sheet is missing")
      }
      let entry = Self.entry(of: relation, relations)
      if archive.contains(entry) && !relation.type.contains("chartsheet") {
        parts.append((sheet.name, entry))
      }
    }
    return parts
  }

  /// The original takes what stands outside of the workbook, and what begins with `/`, as it stands.
  private static func entry(
    of relation: RelationsHandler.Relation, _ relations: RelationsHandler
  ) -> String {
    if relation.isExternal { return relation.target }
    return relation.target.hasPrefix("/")
      ? String(relation.target.dropFirst()) : relations.entry(named: relation.target)
  }

  private func strings(
    _ archive: WorkbookArchive, _ manifest: WorkbookManifest
  ) throws(AssayError) -> [[UInt8]] {
    guard let part = manifest.part(ofType: WorkbookNames.sharedStringsType) else { return [] }
    var shared = PandasSharedStrings()
    try archive.parseXML(part, into: &shared)
    return shared.strings
  }

  private func styles(_ archive: WorkbookArchive) throws(AssayError) -> [WorkbookStyles.Style] {
    guard archive.contains(WorkbookNames.styles) else { return [] }
    var styles = WorkbookStyles()
    try archive.parseXML(WorkbookNames.styles, into: &styles)
    return styles.styles
  }

  private func damaged(_ reason: String) -> AssayError {
    AssayError(
      "the file is not a workbook: \(reason)", at: Location(file: file),
      remedy: "Open it in a spreadsheet program and save it again", code: .wrongFormat)
  }
}
