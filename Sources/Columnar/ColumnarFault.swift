// SPDX-License-Identifier: Apache-2.0

package import Codecs

/// Why a file of columns or a part of it cannot be read; the reader of the file adds its name.
package struct ColumnarFault: Error, Equatable {
  package var message: String
  package var remedy: String

  package init(_ message: String, remedy: String = "Fetch the file again") {
    self.message = message
    self.remedy = remedy
  }

  package init(_ fault: UnpackFault) {
    self.init(fault.message, remedy: fault.remedy)
  }

  /// - Parameter format: the name of the format, as in "a Parquet file".
  package static func damaged(_ format: String, _ what: String) -> ColumnarFault {
    ColumnarFault("the \(format) file is damaged: \(what)")
  }

  /// What is allowed in such files, but not read here.
  package static func unsupported(
    _ format: String, _ what: String, remedy: String
  ) -> ColumnarFault {
    ColumnarFault("the \(format) file uses \(what), which cannot be read", remedy: remedy)
  }
}
