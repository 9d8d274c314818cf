// SPDX-License-Identifier: Apache-2.0

/// What stands behind `is`.
enum TemplateTests {
  /// - Throws: `TemplateFault` where there is no such test.
  static func holds(
    _ name: String, of value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> Bool {
    if let kind = isOfKind(name, value) { return kind }
    switch name {
    case "divisibleby":
      guard let number = value.wholeNumber, let by = try given.integer(0, "num"), by != 0 else {
        throw TemplateFault("\"divisibleby\" needs two whole numbers, the second not 0")
      }
      return number % by == 0
    case "even", "odd":
      guard let number = value.wholeNumber else {
        throw TemplateFault("\"\(name)\" needs a whole number")
      }
      return number.isMultiple(of: 2) == (name == "even")
    case "lower", "upper": return TextMethods.has("is\(name)", value.written)
    default: return try compares(name, value, given: given)
    }
  }

  /// Nil where the name is no kind of value.
  private static func isOfKind(_ name: String, _ value: TemplateValue) -> Bool? {
    switch (name, value) {
    case ("defined", _): !value.isUndefined
    case ("undefined", _): value.isUndefined
    case ("none", .nothing), ("boolean", .bool), ("mapping", .mapping), ("callable", .function):
      true
    case ("true", .bool(let flag)): flag
    case ("false", .bool(let flag)): !flag
    case ("string", .text), ("string", .markup), ("escaped", .markup): true
    case ("integer", .integer), ("float", .number): true
    case ("number", .integer), ("number", .number), ("number", .bool): true
    case ("iterable", .object), ("iterable", .function), ("iterable", .nothing),
      ("iterable", .bool),
      ("iterable", .integer), ("iterable", .number):
      false
    case ("iterable", _): true
    case ("sequence", .text), ("sequence", .markup), ("sequence", .list), ("sequence", .tuple),
      ("sequence", .mapping), ("sequence", .undefined):
      true
    case ("none", _), ("boolean", _), ("mapping", _), ("callable", _), ("true", _), ("false", _),
      ("string", _), ("escaped", _), ("integer", _), ("float", _), ("number", _), ("sequence", _):
      false
    default: nil
    }
  }

  private static func compares(
    _ name: String, _ value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> Bool {
    guard let other = given.value(0, "other") else {
      throw TemplateFault("there is no test \"\(name)\", or it lacks what to compare with")
    }
    switch name {
    case "eq", "equalto", "==": return value.equals(other)
    case "ne", "!=": return !value.equals(other)
    case "lt", "lessthan", "<": return try value.isLess(than: other)
    case "gt", "greaterthan", ">": return try other.isLess(than: value)
    case "le", "<=": return try !other.isLess(than: value)
    case "ge", ">=": return try !value.isLess(than: other)
    case "in": return try other.contains(value)
    case "sameas": return value.typeName == other.typeName && value.equals(other)
    default: throw TemplateFault("there is no test \"\(name)\"")
    }
  }
}
