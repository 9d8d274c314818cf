// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Numbers as people read them; the same in every renderer and every locale.
package enum NumberText {
  /// `0.8523`, or as many digits as asked for. Very small and very large numbers get an exponent.
  package static func fixed(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : "\(value)" }
    guard abs(value) < 1e12 else { return "\(value)" }
    let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let scaled = (abs(value) * scale).rounded()
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(Int(scaled)) }
    let whole = Int(scaled) / Int(scale)
    let rest = String(Int(scaled) % Int(scale))
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - rest.count) + rest
  }

  /// A difference: `+0.0142`, `-0.0142`.
  package static func signed(_ value: Double, digits: Int = 4) -> String {
    let text = fixed(value, digits: digits)
    return value > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
  }

  /// `3,080`.
  package static func count(_ value: Int) -> String { Plural.grouped(value) }

  /// `85.2 %`.
  package static func percent(_ value: Double) -> String {
    fixed(value * 100, digits: 1) + " %"
  }

  /// A figure in a table: four digits, or a whole number.
  package static func figure(_ value: Double, _ style: ReportFigure.Style) -> String {
    style == .count ? count(Int(value)) : fixed(value)
  }

  /// A cell in a table, by the kind of its column.
  package static func cell(_ cell: ReportTable.Cell, _ column: ReportTable.Column) -> String {
    switch (cell, column) {
    case (.none, _): ""
    case (.text(let text), _): text
    case (.tokens(let tokens), _): tokens.map(\.text).joined()
    case (.number(let value), .count): count(Int(value))
    case (.number(let value), .part): percent(value)
    case (.number(let value), _): fixed(value)
    }
  }
}
