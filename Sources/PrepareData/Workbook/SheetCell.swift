// SPDX-License-Identifier: Apache-2.0

/// The value of a cell as it reaches the frame.
enum SheetCell: Sendable, Equatable {
  case empty
  /// An error such as `#N/A`, which counts as "no value".
  case error
  case text([UInt8])
  case bool(Bool)
  /// A number, date or span as Python prints it.
  case printed(String)

  /// How it reads in a column of text.
  var string: [UInt8] {
    switch self {
    case .empty, .error: []
    case .text(let text): text
    case .bool(let value): Array((value ? "True" : "False").utf8)
    case .printed(let text): Array(text.utf8)
    }
  }

  /// Whether trailing cells like this are cut off.
  var isBlank: Bool {
    self == .empty || self == .text([])
  }
}
