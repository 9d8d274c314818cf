// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Fixes
import JSON
import Platform
import Records
import RuleEngine

/// Writes the files of a fix: all of them appear, or none.
struct FixFiles {
  let rows: FixedRows
  let names: OutputNames
  let labels: LabelMap?
  /// Where the list of changed and dropped rows goes.
  let report: String?
  /// The file of a row, in a data set of several.
  let origin: (Int) -> RowOrigin?

  /// - Returns: what became of the rows.
  func write() throws(AssayError) -> FixReport {
    let train = try AtomicFile(path: names.train)
    let valid = try names.valid.map { path throws(AssayError) in try AtomicFile(path: path) }
    let result = try rows.forEachBatch { lines throws(AssayError) in
      try train.write(lines.train)
      try valid?.write(lines.valid)
    }
    var files = [train, valid].compactMap { $0 }
    if let path = names.labels, let labels {
      files.append(try pending(path, labels.json.text(indented: true) + "\n"))
    }
    if let report { files.append(try pending(report, lines(result))) }
    for file in files { try file.commit() }
    return result
  }

  private func pending(_ path: String, _ text: String) throws(AssayError) -> AtomicFile {
    let file = try AtomicFile(path: path)
    try file.write(text)
    return file
  }

  private func lines(_ report: FixReport) -> String {
    report.entries.map { $0.json(names, from: origin($0.row)).text() + "\n" }.joined()
  }
}
