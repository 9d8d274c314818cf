// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Python's signs of arithmetic.
enum Arithmetic {
  static func apply(
    _ sign: TemplateOperator, _ left: TemplateValue, right: TemplateValue
  ) throws(TemplateFault) -> TemplateValue {
    if let value = try onTextsAndLists(sign, left, right: right) { return value }
    if let one = left.wholeNumber, let another = right.wholeNumber {
      return try whole(sign, one, right: another)
    }
    if let one = left.anyNumber, let another = right.anyNumber {
      return try broken(sign, one, right: another)
    }
    for value in [left, right] {
      if case .undefined(let what) = value { throw TemplateFault(what) }
    }
    throw TemplateFault(
      "\"\(sign.rawValue)\" cannot put together a \(left.typeName) and a \(right.typeName)")
  }

  /// Nil where the two are numbers or do not fit.
  private static func onTextsAndLists(
    _ sign: TemplateOperator, _ left: TemplateValue, right: TemplateValue
  ) throws(TemplateFault) -> TemplateValue? {
    switch (sign, left, right) {
    case (.add, .text(let one), .text(let another)): return .text(one + another)
    case (.add, .markup, .text), (.add, .text, .markup), (.add, .markup, .markup):
      return .markup(left.escaped + right.escaped)
    case (.add, .list(let one), .list(let another)): return .list(one + another)
    case (.add, .tuple(let one), .tuple(let another)): return .tuple(one + another)
    case (.multiply, .text, .integer(let count)), (.multiply, .markup, .integer(let count)):
      return left.likewise(try repeated(left.string ?? "", count))
    case (.multiply, .integer(let count), .text), (.multiply, .integer(let count), .markup):
      return right.likewise(try repeated(right.string ?? "", count))
    case (.multiply, .list(let items), .integer(let count)):
      try check(items.count, times: count)
      return .list(Array(repeatElement(items, count: max(0, count)).joined()))
    case (.remainder, .text(let text), _), (.remainder, .markup(let text), _):
      return .text(try TextFormat.percent(text, right))
    default: return nil
    }
  }

  private static func repeated(_ text: String, _ count: Int) throws(TemplateFault) -> String {
    try check(text.utf8.count, times: count)
    return String(repeating: text, count: max(0, count))
  }

  private static func check(_ size: Int, times count: Int) throws(TemplateFault) {
    let (product, overflow) = size.multipliedReportingOverflow(by: max(0, count))
    try TemplateSize.check(overflow ? .max : product)
  }

  private static func whole(
    _ sign: TemplateOperator, _ left: Int, right: Int
  ) throws(TemplateFault) -> TemplateValue {
    let result: (partialValue: Int, overflow: Bool)
    switch sign {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .power:
      return try broken(sign, Double(left), right: Double(right), areWhole: true)
    case .divideWhole, .remainder:
      guard right != 0 else { throw TemplateFault("a number is divided by 0") }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      let rest = overflow ? 0 : left % right
      let isBelow = rest != 0 && (rest < 0) != (right < 0)
      result =
        sign == .remainder
        ? (isBelow ? rest + right : rest, false) : (isBelow ? quotient - 1 : quotient, overflow)
    }
    guard !result.overflow else { throw TemplateFault("a whole number becomes too large") }
    return .integer(result.partialValue)
  }

  private static func broken(
    _ sign: TemplateOperator, _ left: Double, right: Double, areWhole: Bool = false
  ) throws(TemplateFault) -> TemplateValue {
    switch sign {
    case .add: return .number(left + right)
    case .subtract: return .number(left - right)
    case .multiply: return .number(left * right)
    case .power:
      let value = pow(left, right)
      guard areWhole, right >= 0 else { return .number(value) }
      guard let whole = Int(exactly: value), value.magnitude < 9e15 else {
        throw TemplateFault("a whole number becomes too large")
      }
      return .integer(whole)
    case .divide, .divideWhole, .remainder:
      guard right != 0 else { throw TemplateFault("a number is divided by 0") }
      if sign == .divide { return .number(left / right) }
      let quotient = (left / right).rounded(.down)
      return .number(sign == .remainder ? left - quotient * right : quotient)
    }
  }
}
