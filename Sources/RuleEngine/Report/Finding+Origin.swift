// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records

extension Finding {
  /// The finding with the files of its places, where a data set has several.
  func located(in source: any RowSource) -> Finding {
    var finding = self
    finding.places = places.map { source.located($0) }
    return finding
  }
}

extension Finding.Place {
  /// `row 3, line 4`, and the file where a data set has several.
  var text: String {
    "row \(rowInFile + 1), line \(line)" + (origin.map { " of \($0.file)" } ?? "")
  }
}
