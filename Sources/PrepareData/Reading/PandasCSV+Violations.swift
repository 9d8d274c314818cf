// SPDX-License-Identifier: Apache-2.0

import AssayCore

extension PandasCSV.Reading {
  /// What the reader lost without a word.
  func violations(file: String) -> [RuleViolation] {
    var violations: [RuleViolation] = []
    if labelColumns > 0 {
      violations.append(
        RuleViolation(
          .columnsShifted, in: file, rowCount: frame.count,
          values: ["cells": "\(labelColumns) cell\(labelColumns == 1 ? "" : "s")"]))
    }
    if let emptied = EmptiedCells.violation(rows: missingWords, EmptiedCells.words, file: file) {
      violations.append(emptied)
    }
    if !cutCells.isEmpty {
      violations.append(
        RuleViolation(
          .cellsCut, in: file, rowCount: cutCells.count, values: ["list": RowList.text(cutCells)]))
    }
    return violations
  }
}

/// Cells that pandas reads as empty though something stands in them.
enum EmptiedCells {
  static let words = "words such as NA, null or nan"
  static let errors = "error cells"

  /// Nil where no row has such a cell.
  static func violation(rows: [Int], _ what: String, file: String) -> RuleViolation? {
    guard !rows.isEmpty else { return nil }
    return RuleViolation(
      .cellsEmptied, in: file, rowCount: rows.count,
      values: ["what": what, "list": RowList.text(rows)])
  }
}
