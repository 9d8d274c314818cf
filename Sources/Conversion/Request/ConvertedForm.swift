// SPDX-License-Identifier: Apache-2.0

import Tables

/// The files that converted rows are written as.
package enum ConvertedForm: String, Sendable, CaseIterable {
  case jsonl, json, csv, tsv, xlsx
  /// One text a line.
  case txt

  /// The form that a file's name stands for; nil where it stands for none that can be written.
  package init?(path: String) {
    let name = DataFileName(path)
    switch name.format {
    case _ where name.isPacked: return nil
    case .jsonl: self = .jsonl
    case .json: self = .json
    case .csv: self = .csv
    case .tsv: self = .tsv
    case .xlsx where name.suffix == "xlsx": self = .xlsx
    case .txt: self = .txt
    case .psv, .xlsx, .parquet, .arrow, nil: return nil
    }
  }
}
