// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics
import JSON
package import Tables

/// A file with one prediction a row: `{"label": "yes", "scores": {"yes": 0.83, "no": 0.17}}` or
/// `{"label": "yes", "prediction": "no"}`; in tables the columns `label` and `prediction`. A column
/// `prompt` is shown in reports. Where a row has scores they decide, whatever `prediction` says.
package enum PredictionsFile {
  /// Reads every row.
  /// - Parameter sliceColumn: the column that says which part of the data a row belongs to.
  /// - Throws: `AssayError` with file, row and line where a row is not as above, where rows are of
  ///   both kinds, or where their classes differ.
  package static func read(
    _ source: TableSource, sliceColumn: String? = nil
  ) throws(AssayError) -> ClassificationPredictions {
    var reader = try source.open()
    var rows = PredictionRows(file: source.path)
    while let batch = try reader.next() {
      let columns = try PredictionRows.Columns(batch, slice: sliceColumn)
      for index in 0..<batch.count { try rows.add(batch[index], columns) }
    }
    return try rows.finish()
  }
}
