// SPDX-License-Identifier: Apache-2.0

import Columnar

typealias ParquetFault = ColumnarFault

extension ColumnarFault {
  static func damaged(_ what: String) -> ColumnarFault { damaged("Parquet", what) }

  /// What is allowed in such files, but not read here.
  static func unsupported(_ what: String) -> ColumnarFault {
    ColumnarFault(
      "the Parquet file uses \(what), which cannot be read",
      remedy:
        "Write it again with zstd or snappy and the usual encodings, as pyarrow does, or as .jsonl")
  }
}
