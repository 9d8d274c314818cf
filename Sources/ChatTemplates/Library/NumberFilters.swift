// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The filters that make numbers.
enum NumberFilters {
  /// Nil where there is no such filter of numbers.
  static func apply(
    _ name: String, to value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue? {
    switch name {
    case "int": return whole(value) ?? given.value(0, "default") ?? .integer(0)
    case "float":
      let read = value.anyNumber ?? value.string.flatMap { Double(PythonString.strip($0)) }
      return read.map(TemplateValue.number) ?? given.value(0, "default") ?? .number(0)
    case "abs":
      if let number = value.wholeNumber { return .integer(Int(clamping: number.magnitude)) }
      guard let number = value.anyNumber else { throw noNumber(name, value) }
      return .number(abs(number))
    case "round": return .number(try rounded(value, given))
    default: return nil
    }
  }

  private static func whole(_ value: TemplateValue) -> TemplateValue? {
    if let number = value.wholeNumber { return .integer(number) }
    let text = value.string.map { PythonString.strip($0) }
    if let text, let number = Int(text) { return .integer(number) }
    let number = value.anyNumber ?? text.flatMap(Double.init)
    return number.flatMap { Int(exactly: $0.rounded(.towardZero)) }.map(TemplateValue.integer)
  }

  private static func rounded(
    _ value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> Double {
    guard let number = value.anyNumber else { throw noNumber("round", value) }
    let scale = pow(10, Double(try given.integer(0, "precision") ?? 0))
    return switch given.value(1, "method")?.string ?? "common" {
    case "ceil": (number * scale).rounded(.up) / scale
    case "floor": (number * scale).rounded(.down) / scale
    default: (number * scale).rounded(.toNearestOrEven) / scale
    }
  }

  private static func noNumber(_ name: String, _ value: TemplateValue) -> TemplateFault {
    TemplateFault("\"\(name)\" needs a number, and got a \(value.typeName)")
  }
}
