// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The filters that make numbers.
enum NumberFilters {
  /// Nil where there is no such filter of numbers.
  static func apply(
    _ name: String, to value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue? {
    switch name {
    case "int":
      let base = try given.integer(1, "base") ?? 10
      return whole(value, base: base) ?? given.value(0, "default") ?? .integer(0)
    case "float":
      let read = value.anyNumber ?? value.string.flatMap { Double(PythonString.strip($0)) }
      return read.map(TemplateValue.number) ?? given.value(0, "default") ?? .number(0)
    case "abs":
      if let number = value.wholeNumber { return .integer(Int(clamping: number.magnitude)) }
      guard let number = value.anyNumber else { throw noNumber(name, value) }
      return .number(abs(number))
    case "round": return try rounded(value, given)
    default: return nil
    }
  }

  private static func whole(_ value: TemplateValue, base: Int) -> TemplateValue? {
    if let number = value.wholeNumber { return .integer(number) }
    let text = value.string.map { PythonString.strip($0) }
    if let text, let number = whole(text, base: base) { return .integer(number) }
    let number = value.anyNumber ?? text.flatMap(Double.init)
    return number.flatMap { Int(exactly: $0.rounded(.towardZero)) }.map(TemplateValue.integer)
  }

  /// A text as Python's `int` reads it: with single underscores between digits, and with `0x`, `0o` or
  /// `0b` before those of their base.
  private static func whole(_ text: String, base: Int) -> Int? {
    guard (2...36).contains(base) else { return nil }
    var digits = text[...]
    let sign = digits.first.flatMap { "+-".contains($0) ? digits.removeFirst() : nil } ?? "+"
    if let mark = [16: "0x", 8: "0o", 2: "0b"][base], digits.lowercased().hasPrefix(mark) {
      digits = digits.dropFirst(mark.count)
      if digits.first == "_" { digits.removeFirst() }
    }
    let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.first?.isHexDigit ?? false || $0.first?.isLetter ?? false }) else {
      return nil
    }
    return Int("\(sign)\(groups.joined())", radix: base)
  }

  /// As Python's `round`: a whole number stays one, and half goes to the even neighbor, by the exact
  /// value of the number.
  private static func rounded(
    _ value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    guard let number = value.anyNumber else { throw noNumber("round", value) }
    let places = min(max(try given.integer(0, "precision") ?? 0, -300), 300)
    let scale = pow(10, Double(places))
    switch given.value(1, "method")?.string ?? "common" {
    case "ceil": return .number((number * scale).rounded(.up) / scale)
    case "floor": return .number((number * scale).rounded(.down) / scale)
    default: break
    }
    if let whole = value.wholeNumber, places >= 0 { return .integer(whole) }
    let rounded =
      places < 0
      ? (number * scale).rounded(.toNearestOrEven) / scale
      : Double(String(format: "%.\(places)f", number)) ?? number
    let whole = value.wholeNumber == nil ? nil : Int(exactly: rounded)
    return whole.map { .integer($0) } ?? .number(rounded)
  }

  private static func noNumber(_ name: String, _ value: TemplateValue) -> TemplateFault {
    TemplateFault("\"\(name)\" needs a number, and got a \(value.typeName)")
  }
}
