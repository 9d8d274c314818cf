// SPDX-License-Identifier: Apache-2.0

/// Counts of true classes (rows) by predicted classes (columns).
package struct ReportMatrix: Sendable, Equatable {
  package var title: String
  package var labels: [String]
  package var counts: [[Int]]

  package init(title: String, labels: [String], counts: [[Int]]) {
    self.title = title
    self.labels = labels
    self.counts = counts
  }
}
