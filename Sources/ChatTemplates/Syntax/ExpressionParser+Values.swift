// SPDX-License-Identifier: Apache-2.0

/// Values as they are written: names, texts, numbers, lists and mappings.
extension ExpressionParser {
  mutating func primary() throws(TemplateFault) -> TemplateExpression {
    switch cursor.current {
    case .name(let name):
      cursor.advance()
      return Self.named(name)
    case .text(let text): return .literal(.text(try texts(text)))
    case .integer(let value):
      cursor.advance()
      return .literal(.integer(value))
    case .number(let value):
      cursor.advance()
      return .literal(.number(value))
    case .sign("("): return try parenthesized()
    case .sign("["): return .list(try list())
    case .sign("{"): return try mapping()
    default: throw cursor.unexpected("a value")
    }
  }

  private static func named(_ name: String) -> TemplateExpression {
    switch name {
    case "true", "True": .literal(.bool(true))
    case "false", "False": .literal(.bool(false))
    case "none", "None": .literal(.nothing)
    default: .name(name)
    }
  }

  /// Texts beside one another are one.
  private mutating func texts(_ first: String) throws(TemplateFault) -> String {
    cursor.advance()
    var whole = first
    while case .text(let more) = cursor.current {
      whole += more
      cursor.advance()
    }
    return whole
  }

  private mutating func parenthesized() throws(TemplateFault) -> TemplateExpression {
    try cursor.expect(sign: "(")
    if cursor.take(sign: ")") { return .tuple([]) }
    let value = try tuple()
    try cursor.expect(sign: ")")
    return value
  }

  private mutating func list() throws(TemplateFault) -> [TemplateExpression] {
    var items: [TemplateExpression] = []
    try cursor.expect(sign: "[")
    while !cursor.isSign("]") {
      items.append(try expression())
      guard cursor.take(sign: ",") else { break }
    }
    try cursor.expect(sign: "]")
    return items
  }

  private mutating func mapping() throws(TemplateFault) -> TemplateExpression {
    var pairs: [TemplatePair] = []
    try cursor.expect(sign: "{")
    while !cursor.isSign("}") {
      let key = try expression()
      try cursor.expect(sign: ":")
      pairs.append(TemplatePair(key: key, value: try expression()))
      guard cursor.take(sign: ",") else { break }
    }
    try cursor.expect(sign: "}")
    return .mapping(pairs)
  }
}
