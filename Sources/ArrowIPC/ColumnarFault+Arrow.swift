// SPDX-License-Identifier: Apache-2.0

import Columnar

typealias ArrowFault = ColumnarFault

extension ColumnarFault {
  static func damaged(_ what: String) -> ColumnarFault { damaged("Arrow", what) }

  /// What is allowed in such files, but not read here.
  static func unsupported(_ what: String) -> ColumnarFault {
    ColumnarFault(
      "the Arrow file uses \(what), which cannot be read",
      remedy: "Write it again with the usual types, as pyarrow does, or as .parquet or .jsonl")
  }
}
