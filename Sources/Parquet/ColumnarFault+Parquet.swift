// SPDX-License-Identifier: Apache-2.0

import Columnar

typealias ParquetFault = ColumnarFault

extension ColumnarFault {
  static func damaged(_ what: String) -> ColumnarFault { damaged("Parquet", what) }

  static func unsupported(_ what: String) -> ColumnarFault {
    unsupported(
      "Parquet", what,
      remedy:
        "Write it again with zstd or snappy and the usual encodings, as pyarrow does, or as .jsonl")
  }
}
