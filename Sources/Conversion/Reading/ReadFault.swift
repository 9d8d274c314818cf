// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables

/// Why a row is no example.
enum ReadFault: Error {
  /// The row has nothing to convert, or what the target cannot hold; it is left out.
  case obstacle(Obstacle)
  /// The row is not what its shape says, which ends the conversion.
  case malformed(String, column: String?, remedy: String)

  /// The fault as an error of a row; nil for an obstacle.
  func error(at row: Row) -> AssayError? {
    guard case .malformed(let message, let column, let remedy) = self else { return nil }
    return AssayError(
      message, at: Location(file: row.file, row: row.number, line: row.line, field: column),
      remedy: remedy)
  }
}
