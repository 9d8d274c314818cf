// SPDX-License-Identifier: Apache-2.0

package import Tables

/// The form in which labeled rows are written.
package enum ResultForm: String, Sendable, CaseIterable {
  case csv, tsv, jsonl, json, xlsx, text

  /// The form that a file's name stands for; nil where it stands for none.
  package init?(path: String) {
    let name = DataFileName(path)
    switch name.format {
    case _ where name.isPacked: return nil
    case .csv: self = .csv
    case .tsv: self = .tsv
    case .jsonl: self = .jsonl
    case .json: self = .json
    case .xlsx where name.suffix == "xlsx": self = .xlsx
    case .txt: self = .text
    case .psv, .xlsx, nil: return nil
    }
  }

  /// The form on standard output of rows that came in a format.
  package init(rowsOf format: TableFormat) {
    switch format {
    case .csv, .xlsx, .psv: self = .csv
    case .tsv: self = .tsv
    case .json: self = .json
    case .jsonl, .txt: self = .jsonl
    }
  }
}
