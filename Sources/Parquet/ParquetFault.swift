// SPDX-License-Identifier: Apache-2.0

import Codecs

/// Why a file or a part of it cannot be read; the reader of the file adds its name.
struct ParquetFault: Error, Equatable {
  var message: String
  var remedy: String

  init(_ message: String, remedy: String = "Fetch the file again") {
    self.message = message
    self.remedy = remedy
  }

  init(_ fault: UnpackFault) {
    self.init(fault.message, remedy: fault.remedy)
  }

  static func damaged(_ what: String) -> ParquetFault {
    ParquetFault("the Parquet file is damaged: \(what)")
  }

  /// What is allowed in such files, but not read here.
  static func unsupported(_ what: String) -> ParquetFault {
    ParquetFault(
      "the Parquet file uses \(what), which cannot be read",
      remedy:
        "Write it again with zstd or snappy and the usual encodings, as pyarrow does, or as .jsonl")
  }
}
