// SPDX-License-Identifier: Apache-2.0

import AssayCore

extension PandasCSV.Reading {
  /// What the reader lost without a word.
  func findings(file: String) -> [Finding] {
    var findings: [Finding] = []
    if labelColumns > 0 {
      // A separator at the end of the row leaves the last column, the completion, without text.
      let isTrailing = frame.completion.allEqual([])
      findings.append(
        Finding(
          code: isTrailing ? "CSV002" : "CSV001",
          name: isTrailing ? "trailing-separator" : "ragged-row", severity: .error,
          message: "the first row has \(labelColumns) cells more than the header, so that many "
            + "columns at the front were taken for row labels and all others moved",
          file: file, rowCount: frame.count,
          help: "Remove the separator at the end of the rows, or name every column"))
    }
    if !missingWords.isEmpty {
      findings.append(
        Finding(
          code: "VAL001", name: "missing-value-word", severity: .warning,
          message: "words such as NA, null or nan in \(missingWords.count) rows were emptied: "
            + "rows \(RowList.text(missingWords))",
          file: file, rowCount: missingWords.count,
          help: "Use JSONL when the words are meant as text"))
    }
    if !cutCells.isEmpty {
      findings.append(
        Finding(
          code: "CSV004", name: "zero-byte", severity: .error,
          message: "cells of \(cutCells.count) rows were cut at a NUL byte: "
            + "rows \(RowList.text(cutCells))",
          file: file, rowCount: cutCells.count, help: "Remove the NUL bytes"))
    }
    return findings
  }
}
