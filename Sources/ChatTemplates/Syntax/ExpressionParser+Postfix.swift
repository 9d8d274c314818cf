// SPDX-License-Identifier: Apache-2.0

/// What stands behind a value: members, items, calls, filters and tests.
extension ExpressionParser {
  mutating func postfix(
    _ start: TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    var value = start
    while cursor.isSign(".") || cursor.isSign("[") || cursor.isSign("(") {
      try link()
      if cursor.take(sign: ".") {
        value = try member(of: value)
      } else if cursor.take(sign: "[") {
        value = try item(of: value)
      } else {
        value = .call(value, try arguments())
      }
    }
    return value
  }

  private mutating func member(
    of value: TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    if case .integer(let index) = cursor.current {
      cursor.advance()
      return .item(value, .literal(.integer(index)))
    }
    return .member(value, try cursor.anyName())
  }

  private mutating func item(
    of value: TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    var slice = TemplateSlice()
    let first = cursor.isSign(":") ? nil : try expression()
    if let first, !cursor.isSign(":") {
      try cursor.expect(sign: "]")
      return .item(value, first)
    }
    slice.from = first
    try cursor.expect(sign: ":")
    if !cursor.isSign(":"), !cursor.isSign("]") { slice.to = try expression() }
    if cursor.take(sign: ":"), !cursor.isSign("]") { slice.by = try expression() }
    try cursor.expect(sign: "]")
    return .slice(value, slice)
  }

  mutating func filtered(
    _ start: TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    var value = start
    while cursor.isSign("|") || cursor.isName("is") || cursor.isSign("(") {
      try link()
      if cursor.isSign("|") {
        value = try filters(on: value)
      } else if cursor.take(name: "is") {
        value = try test(of: value)
      } else {
        value = .call(value, try arguments())
      }
    }
    return value
  }

  /// One filter or several, each behind a bar.
  mutating func filters(on start: TemplateExpression?) throws(TemplateFault) -> TemplateExpression {
    var value = start
    repeat {
      try link()
      if start != nil || value != nil { try cursor.expect(sign: "|") }
      let name = try dottedName()
      let given = cursor.isSign("(") ? try arguments() : TemplateCallSyntax()
      value = .filter(value, name, given)
    } while cursor.isSign("|")
    return value ?? .literal(.nothing)
  }

  private mutating func dottedName() throws(TemplateFault) -> String {
    var name = try cursor.anyName()
    while cursor.take(sign: ".") { name += "." + (try cursor.anyName()) }
    return name
  }

  private mutating func test(
    of value: TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    let isNegated = cursor.take(name: "not")
    let name = try dottedName()
    var given = TemplateCallSyntax()
    if cursor.isSign("(") {
      given = try arguments()
    } else if startsArgument {
      given.positional = [try postfix(try primary())]
    }
    let test = TemplateExpression.test(value, name, given)
    return isNegated ? .not(test) : test
  }

  /// Whether what follows a test's name is its argument.
  private var startsArgument: Bool {
    switch cursor.current {
    case .name(let name):
      !["else", "or", "and", "if", "is", "in", "not", "recursive"].contains(name)
    case .text, .integer, .number: true
    case .sign(let sign): sign == "[" || sign == "{"
    case nil: false
    }
  }

  mutating func arguments() throws(TemplateFault) -> TemplateCallSyntax {
    var given = TemplateCallSyntax()
    try cursor.expect(sign: "(")
    while !cursor.isSign(")") {
      if cursor.take(sign: "*") {
        given.rest = try expression()
      } else if cursor.take(sign: "**") {
        given.namedRest = try expression()
      } else if case .name(let name) = cursor.current, cursor.following == .sign("=") {
        cursor.advance()
        cursor.advance()
        given.named.append(.init(name: name, value: try expression()))
      } else {
        given.positional.append(try expression())
      }
      guard cursor.take(sign: ",") else { break }
    }
    try cursor.expect(sign: ")")
    return given
  }
}
