// SPDX-License-Identifier: Apache-2.0

/// Counts of true classes (rows) by predicted classes (columns).
package struct ReportMatrix: Sendable, Equatable {
  package var title: String
  package var labels: [String]
  package var counts: [[Int]]
  /// The columns of the report's table of records that hold a row's true and its predicted class,
  /// so that a page can show the records behind a cell.
  package var recordColumns: [String]

  package init(title: String, labels: [String], counts: [[Int]], recordColumns: [String] = []) {
    self.recordColumns = recordColumns
    self.title = title
    self.labels = labels
    self.counts = counts
  }
}
