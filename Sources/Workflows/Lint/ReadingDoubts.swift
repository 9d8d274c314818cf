// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
package import Dataset
import Records
import RuleEngine
import RuleLibrary
import Tables

/// What the reader of a file coped with, and whoever uses the rows should know: the findings of lint,
/// in its words. Each use that reads rows tells them, from the pass that it makes anyway.
package enum ReadingDoubts {
  /// Rules about what was read otherwise than it is seen, or not at all.
  private static let codes: [RuleCode] = [
    .repeatedHeader, .quoteInsideCell, .headerAgain, .blankBeforeQuote, .duplicateKey, .otherSheets,
    .formulaWithoutValue, .lateHeader, .dateCell, .mergedCells, .formattedNumber, .hiddenRows,
    .bytesWithoutText,
  ]

  /// - Parameter ignored: how codes begin of which nobody wants to hear.
  /// - Returns: a sentence for each doubt, with the file and the rule's code.
  package static func sentences(
    _ read: ReaderNotes?, ignoring ignored: [String] = []
  ) throws(AssayError) -> [String] {
    let told = codes.map(\.rawValue).filter { code in !ignored.contains { code.hasPrefix($0) } }
    guard let read, !read.notes.isEmpty, !told.isEmpty else { return [] }
    var settings = Settings()
    settings.names = read.names
    let rules = try RuleLibrary.rules().selected(told, ignoring: [])
    let report = try Linter(rules: rules, settings: settings).lint(source(read))
    return report.findings.map { "\($0.file): \($0.code) \($0.message)" }
  }

  /// A row that shows nothing: rules about reading go by the notes.
  private static func source(_ read: ReaderNotes) -> MemorySource {
    var columns = read.columns
    if read.names.index(of: .completion, in: columns) == nil {
      columns.append(read.names.completion)
    }
    var rows = RowBatch.Builder(file: read.path, columns: columns, firstRow: 0)
    for _ in columns { rows.append("-") }
    rows.endRow(line: 1)
    var source = MemorySource(path: read.path, format: read.format, batches: [rows.finish()])
    source.notes = read.notes
    return source
  }
}
