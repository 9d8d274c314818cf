// SPDX-License-Identifier: Apache-2.0

import Columnar

typealias ArrowFault = ColumnarFault

extension ColumnarFault {
  static func damaged(_ what: String) -> ColumnarFault { damaged("Arrow", what) }

  static func unsupported(_ what: String) -> ColumnarFault {
    unsupported(
      "Arrow", what,
      remedy: "Write it again with the usual types, as pyarrow does, or as .parquet or .jsonl")
  }
}
