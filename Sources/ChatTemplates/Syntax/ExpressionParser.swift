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
  private mutating func link() throws(TemplateFault) {
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

  // MARK: What stands behind a value

  private mutating func postfix(
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

  private mutating func filtered(
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

  // MARK: Values

  private mutating func primary() throws(TemplateFault) -> TemplateExpression {
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
