// SPDX-License-Identifier: Apache-2.0

/// Reads expressions, from the weakest sign to the strongest as Jinja binds them.
struct ExpressionParser {
  /// Expressions may be nested this deep.
  private static let maximumDepth = 60

  /// Signs of one tag that put values together, member by member, one after the other.
  private static let mostLinks = 5000

  var cursor: TokenCursor
  private var depth = 0
  private var links = 0

  init(_ cursor: TokenCursor) {
    self.cursor = cursor
  }

  /// An expression, or several with commas between them as a tuple.
  /// - Parameter allowsChoice: whether `a if b else c` is read; where a loop's condition can follow
  ///   it is not.
  mutating func tuple(allowsChoice: Bool = true) throws(TemplateFault) -> TemplateExpression {
    let first = try allowsChoice ? expression() : either()
    guard cursor.isSign(",") else { return first }
    var items = [first]
    while cursor.take(sign: ",") {
      if cursor.isAtEnd || cursor.isSign(")") { break }
      items.append(try allowsChoice ? expression() : either())
    }
    return .tuple(items)
  }

  mutating func expression() throws(TemplateFault) -> TemplateExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TemplateFault(
        "an expression is nested more than \(Self.maximumDepth) deep", line: cursor.line)
    }
    var value = try either()
    while cursor.take(name: "if") {
      try link()
      let condition = try either()
      let otherwise = cursor.take(name: "else") ? try expression() : nil
      value = .choice(value, condition: condition, otherwise: otherwise)
    }
    return value
  }

  /// Counts a sign that makes the expression one longer.
  mutating func link() throws(TemplateFault) {
    links += 1
    guard links <= Self.mostLinks else {
      throw TemplateFault("an expression has more than \(Self.mostLinks) parts", line: cursor.line)
    }
  }

  mutating func either() throws(TemplateFault) -> TemplateExpression {
    var left = try both()
    while cursor.take(name: "or") {
      try link()
      left = .or(left, try both())
    }
    return left
  }

  private mutating func both() throws(TemplateFault) -> TemplateExpression {
    var left = try negation()
    while cursor.take(name: "and") {
      try link()
      left = .and(left, try negation())
    }
    return left
  }

  private mutating func negation() throws(TemplateFault) -> TemplateExpression {
    var count = 0
    while cursor.take(name: "not") { count += 1 }
    let value = try comparison()
    if count == 0 { return value }
    return count.isMultiple(of: 2) ? .not(.not(value)) : .not(value)
  }

  private mutating func comparison() throws(TemplateFault) -> TemplateExpression {
    let left = try sum()
    var steps: [TemplateComparison] = []
    while let kind = takeComparison() {
      steps.append(TemplateComparison(kind: kind, other: try sum()))
    }
    return steps.isEmpty ? left : .comparison(left, steps)
  }

  private mutating func takeComparison() -> TemplateComparison.Kind? {
    if cursor.take(name: "in") { return .isIn }
    if cursor.isName("not"), cursor.following == .name("in") {
      cursor.advance()
      cursor.advance()
      return .isNotIn
    }
    guard case .sign(let sign) = cursor.current,
      let kind = TemplateComparison.Kind(rawValue: sign)
    else { return nil }
    cursor.advance()
    return kind
  }

  private mutating func sum() throws(TemplateFault) -> TemplateExpression {
    var left = try joined()
    while let sign = try take([.add, .subtract]) { left = .arithmetic(sign, left, try joined()) }
    return left
  }

  private mutating func joined() throws(TemplateFault) -> TemplateExpression {
    var parts = [try product()]
    while cursor.take(sign: "~") { parts.append(try product()) }
    return parts.count == 1 ? parts[0] : .joined(parts)
  }

  private mutating func product() throws(TemplateFault) -> TemplateExpression {
    var left = try power()
    while let sign = try take([.multiply, .divide, .divideWhole, .remainder]) {
      left = .arithmetic(sign, left, try power())
    }
    return left
  }

  private mutating func power() throws(TemplateFault) -> TemplateExpression {
    var left = try signed(withFilters: true)
    while let sign = try take([.power]) {
      left = .arithmetic(sign, left, try signed(withFilters: true))
    }
    return left
  }

  private mutating func take(
    _ signs: [TemplateOperator]
  ) throws(TemplateFault) -> TemplateOperator? {
    guard case .sign(let text) = cursor.current, let sign = TemplateOperator(rawValue: text),
      signs.contains(sign)
    else { return nil }
    try link()
    cursor.advance()
    return sign
  }

  private mutating func signed(withFilters: Bool) throws(TemplateFault) -> TemplateExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TemplateFault(
        "an expression is nested more than \(Self.maximumDepth) deep", line: cursor.line)
    }
    var value: TemplateExpression
    if cursor.take(sign: "-") {
      value = .negative(try signed(withFilters: false))
    } else if cursor.take(sign: "+") {
      value = .positive(try signed(withFilters: false))
    } else {
      value = try primary()
    }
    value = try postfix(value)
    return withFilters ? try filtered(value) : value
  }
}
