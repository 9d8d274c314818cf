// SPDX-License-Identifier: Apache-2.0

/// Reads the statements of a template.
struct TemplateParser {
  /// Statements may be nested this deep.
  private static let maximumDepth = 60

  private let parts: [TemplatePart]
  private var index = 0
  private var depth = 0
  /// The tag that ended the statements that were read last, behind its name.
  private var endTag = ExpressionParser(TokenCursor([], line: 1))

  private init(_ parts: [TemplatePart]) {
    self.parts = parts
  }

  /// - Throws: `TemplateFault` with the line where the template is at fault.
  static func parse(_ text: String) throws(TemplateFault) -> [TemplateStatement] {
    var parser = TemplateParser(try TemplateCutter.cut(text))
    return try parser.statements(until: [], of: "the template", line: 1).body
  }

  /// The statements up to one of the tags.
  private mutating func statements(
    until ends: Set<String>, of what: String, line: Int
  ) throws(TemplateFault) -> (body: [TemplateStatement], end: String) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TemplateFault("blocks are nested more than \(Self.maximumDepth) deep", line: line)
    }
    var body: [TemplateStatement] = []
    while index < parts.count {
      let part = parts[index]
      index += 1
      switch part {
      case .text(let text, let line): body.append(TemplateStatement(kind: .text(text), line: line))
      case .output(let tokens, let line):
        var parser = ExpressionParser(TokenCursor(tokens, line: line))
        let value = try parser.tuple()
        try parser.cursor.expectEnd()
        body.append(TemplateStatement(kind: .output(value), line: line))
      case .block(let tokens, let line):
        var parser = ExpressionParser(TokenCursor(tokens, line: line))
        let name = try parser.cursor.anyName()
        if ends.contains(name) {
          endTag = parser
          return (body, name)
        }
        body.append(
          TemplateStatement(kind: try statement(name, &parser, line: line), line: line))
      }
    }
    guard ends.isEmpty else {
      let wanted = ends.sorted().map { "\"\($0)\"" }.joined(separator: " or ")
      throw TemplateFault("\(what) does not end, where \(wanted) was expected", line: line)
    }
    return (body, "")
  }

  /// The statements up to one tag, which holds nothing but its name.
  private mutating func body(
    until end: String, of what: String, line: Int
  ) throws(TemplateFault) -> [TemplateStatement] {
    let body = try statements(until: [end], of: "\"\(what)\"", line: line).body
    // An `endmacro` may repeat the name of its macro.
    if end == "endmacro", !endTag.cursor.isAtEnd { endTag.cursor.advance() }
    try endTag.cursor.expectEnd()
    return body
  }

  private mutating func statement(
    _ name: String, _ parser: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    switch name {
    case "if": return try branches(&parser, line: line)
    case "for": return try loop(&parser, line: line)
    case "set": return try assignment(&parser, line: line)
    case "macro": return try macro(&parser, line: line)
    case "call": return try callBlock(&parser, line: line)
    case "filter":
      let filter = try parser.filters(on: nil)
      try parser.cursor.expectEnd()
      return .filterBlock(filter, body: try body(until: "endfilter", of: name, line: line))
    case "with": return try with(&parser, line: line)
    case "generation":
      try parser.cursor.expectEnd()
      return .generation(try body(until: "endgeneration", of: name, line: line))
    case "break":
      try parser.cursor.expectEnd()
      return .leave
    case "continue":
      try parser.cursor.expectEnd()
      return .next
    default:
      throw TemplateFault("a tag \"\(name)\" is not expected here, or not known", line: line)
    }
  }

  private mutating func branches(
    _ first: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    var branches: [TemplateBranch] = []
    var condition = try first.tuple(allowsChoice: false)
    try first.cursor.expectEnd()
    while true {
      let (body, end) = try statements(
        until: ["elif", "else", "endif"], of: "\"if\"", line: line)
      branches.append(TemplateBranch(condition: condition, body: body))
      if end == "elif" { condition = try endTag.tuple(allowsChoice: false) }
      try endTag.cursor.expectEnd()
      switch end {
      case "elif": continue
      case "else":
        return .branches(branches, otherwise: try self.body(until: "endif", of: "else", line: line))
      default: return .branches(branches, otherwise: [])
      }
    }
  }

  private mutating func loop(
    _ parser: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    let target = try Self.target(&parser)
    try parser.cursor.expect(name: "in")
    let items = try parser.tuple(allowsChoice: false)
    let condition = parser.cursor.take(name: "if") ? try parser.expression() : nil
    let isRecursive = parser.cursor.take(name: "recursive")
    try parser.cursor.expectEnd()
    let (body, end) = try statements(until: ["else", "endfor"], of: "\"for\"", line: line)
    try endTag.cursor.expectEnd()
    let otherwise = end == "else" ? try self.body(until: "endfor", of: "else", line: line) : []
    return .loop(
      TemplateLoopSyntax(
        target: target, items: items, condition: condition, isRecursive: isRecursive, body: body,
        otherwise: otherwise))
  }

  private mutating func assignment(
    _ parser: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    let target = try Self.target(&parser)
    if parser.cursor.take(sign: "=") {
      let value = try parser.tuple()
      try parser.cursor.expectEnd()
      return .set(target, value)
    }
    var filter: TemplateExpression?
    if parser.cursor.take(sign: "|") { filter = try parser.filters(on: nil) }
    try parser.cursor.expectEnd()
    return .setText(target, filter: filter, body: try body(until: "endset", of: "set", line: line))
  }

  private mutating func macro(
    _ parser: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    let name = try parser.cursor.anyName()
    let parameters = try Self.parameters(&parser)
    try parser.cursor.expectEnd()
    return .macro(
      TemplateMacroSyntax(
        name: name, parameters: parameters,
        body: try body(until: "endmacro", of: "macro", line: line)))
  }

  private mutating func callBlock(
    _ parser: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    let parameters = parser.cursor.isSign("(") ? try Self.parameters(&parser) : []
    let call = try parser.expression()
    try parser.cursor.expectEnd()
    guard case .call = call else { throw parser.cursor.unexpected("a call") }
    let body = try body(until: "endcall", of: "call", line: line)
    return .callBlock(
      call, TemplateMacroSyntax(name: "caller", parameters: parameters, body: body))
  }

  private mutating func with(
    _ parser: inout ExpressionParser, line: Int
  ) throws(TemplateFault) -> TemplateStatement.Kind {
    var values: [(TemplateTarget, TemplateExpression)] = []
    while !parser.cursor.isAtEnd {
      let target = TemplateTarget.name(try parser.cursor.anyName())
      try parser.cursor.expect(sign: "=")
      values.append((target, try parser.expression()))
      guard parser.cursor.take(sign: ",") else { break }
    }
    try parser.cursor.expectEnd()
    return .with(values, body: try body(until: "endwith", of: "with", line: line))
  }

  private static func parameters(
    _ parser: inout ExpressionParser
  ) throws(TemplateFault) -> [TemplateMacroSyntax.Parameter] {
    var parameters: [TemplateMacroSyntax.Parameter] = []
    try parser.cursor.expect(sign: "(")
    while !parser.cursor.isSign(")") {
      let name = try parser.cursor.anyName()
      let fallback = parser.cursor.take(sign: "=") ? try parser.expression() : nil
      parameters.append(.init(name: name, fallback: fallback))
      guard parser.cursor.take(sign: ",") else { break }
    }
    try parser.cursor.expect(sign: ")")
    return parameters
  }

  /// A name, a member of a namespace, or several with commas between them.
  private static func target(
    _ parser: inout ExpressionParser
  ) throws(TemplateFault) -> TemplateTarget {
    let first = try oneTarget(&parser)
    guard parser.cursor.isSign(",") else { return first }
    var targets = [first]
    while parser.cursor.take(sign: ",") {
      guard !parser.cursor.isAtEnd, !parser.cursor.isName("in"), !parser.cursor.isSign("=") else {
        break
      }
      targets.append(try oneTarget(&parser))
    }
    return .tuple(targets)
  }

  private static func oneTarget(
    _ parser: inout ExpressionParser
  ) throws(TemplateFault) -> TemplateTarget {
    if parser.cursor.take(sign: "(") {
      let inner = try target(&parser)
      try parser.cursor.expect(sign: ")")
      return inner
    }
    let name = try parser.cursor.anyName()
    return parser.cursor.take(sign: ".") ? .member(name, try parser.cursor.anyName()) : .name(name)
  }
}
