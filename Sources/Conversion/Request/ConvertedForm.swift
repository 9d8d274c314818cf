// SPDX-License-Identifier: Apache-2.0

import Tables

/// The files that converted rows are written as.
package enum ConvertedForm: String, Sendable, CaseIterable {
  case jsonl, json, csv, tsv, xlsx
  /// One text a line.
  case txt

  /// The form that a file's name stands for; nil where it stands for none that can be written.
  package init?(path: String) {
    guard let format = DataFileName(path).writtenFormat else { return nil }
    self.init(rawValue: format.rawValue)
  }
}
