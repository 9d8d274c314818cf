// SPDX-License-Identifier: Apache-2.0

/// Pieces of a report's page.
enum HTML {
  /// A number with one digit after the point, as coordinates need no more.
  static func coordinate(_ value: Double) -> String {
    NumberText.fixed(value, digits: 1)
  }

  /// An id made of a title.
  static func identifier(_ title: String) -> String {
    String(title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
