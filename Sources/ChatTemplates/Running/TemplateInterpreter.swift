// SPDX-License-Identifier: Apache-2.0

/// Renders a template: goes through its statements and writes text.
final class TemplateInterpreter {
  /// Whether the statements behind a statement are still to be done.
  enum Flow { case goesOn, leaves, next }

  /// Steps of one rendering.
  private static let mostWork = 20_000_000
  /// Statements, macros and expressions within one another.
  private static let maximumDepth = 300

  private(set) var output: [UInt8] = []
  /// Where `{% generation %}` blocks stand in the output, in bytes.
  private(set) var generations: [Range<Int>] = []
  /// The line that is at work.
  private(set) var line = 1
  private var work = 0
  private var depth = 0
  /// Whether the output is the text itself, and not that of a macro or a block.
  private var isCapturing = false
  private let globals: TemplateScope

  init(functions: [String: TemplateValue], variables: [String: TemplateValue]) {
    globals = TemplateScope(variables, within: TemplateScope(functions))
  }

  /// - Throws: `TemplateFault` with its line.
  func render(_ statements: [TemplateStatement]) throws(TemplateFault) {
    do throws(TemplateFault) {
      _ = try run(statements, in: globals)
    } catch {
      throw error.at(line)
    }
  }

  /// Counts work, so that a template cannot go on without end.
  func charge(_ amount: Int = 1) throws(TemplateFault) {
    work += amount
    guard work <= Self.mostWork else {
      throw TemplateFault("the template takes more than \(Self.mostWork) steps")
    }
  }

  /// Does something one level deeper.
  func deeper<Result>(
    _ body: () throws(TemplateFault) -> Result
  ) throws(TemplateFault) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TemplateFault("the template is more than \(Self.maximumDepth) calls deep")
    }
    return try body()
  }

  func write(_ text: String) throws(TemplateFault) {
    try charge(1 + text.utf8.count >> 5)
    try TemplateSize.check(output.count + text.utf8.count)
    output.append(contentsOf: text.utf8)
  }

  func run(
    _ statements: [TemplateStatement], in scope: TemplateScope
  ) throws(TemplateFault) -> Flow {
    for statement in statements {
      line = statement.line
      try charge()
      let flow = try deeper { () throws(TemplateFault) in try run(statement.kind, in: scope) }
      if flow != .goesOn { return flow }
    }
    return .goesOn
  }

  private func run(
    _ kind: TemplateStatement.Kind, in scope: TemplateScope
  ) throws(TemplateFault) -> Flow {
    switch kind {
    case .text(let text): try write(text)
    case .output(let value): try write(try evaluate(value, in: scope).written)
    case .set(let target, let value):
      try assign(try evaluate(value, in: scope), to: target, in: scope)
    case .setText(let target, let filter, let body):
      let text = try captured(body, in: TemplateScope(within: scope))
      try assign(try filtered(text, by: filter, in: scope), to: target, in: scope)
    case .branches(let branches, let otherwise):
      for branch in branches where try evaluate(branch.condition, in: scope).isTrue {
        return try run(branch.body, in: scope)
      }
      return try run(otherwise, in: scope)
    case .loop(let loop): try run(loop, in: scope)
    case .macro(let macro): scope[macro.name] = .function(function(macro, in: scope))
    case .callBlock(let call, let body): try run(call, with: body, in: scope)
    case .filterBlock(let filter, let body):
      let text = try captured(body, in: TemplateScope(within: scope))
      try write(try filtered(text, by: filter, in: scope).written)
    case .with(let values, let body):
      let inner = TemplateScope(within: scope)
      for (target, value) in values {
        try assign(try evaluate(value, in: scope), to: target, in: inner)
      }
      return try run(body, in: inner)
    case .generation(let body): try generate(body, in: scope)
    case .leave: return .leaves
    case .next: return .next
    }
    return .goesOn
  }

  private func generate(
    _ body: [TemplateStatement], in scope: TemplateScope
  ) throws(TemplateFault) {
    let start = output.count
    _ = try run(body, in: TemplateScope(within: scope))
    if !isCapturing { generations.append(start..<output.count) }
  }

  // MARK: Text that is not written at once

  /// What statements write.
  func captured(
    _ body: [TemplateStatement], in scope: TemplateScope
  ) throws(TemplateFault) -> String {
    try capturing { () throws(TemplateFault) in _ = try run(body, in: scope) }
  }

  /// What is written by `body`.
  func capturing(_ body: () throws(TemplateFault) -> Void) throws(TemplateFault) -> String {
    let (outside, wasCapturing) = (output, isCapturing)
    (output, isCapturing) = ([], true)
    defer { (output, isCapturing) = (outside, wasCapturing) }
    try body()
    return String(decoding: output, as: UTF8.self)
  }

  private func filtered(
    _ text: String, by filter: TemplateExpression?, in scope: TemplateScope
  ) throws(TemplateFault) -> TemplateValue {
    guard let filter else { return .text(text) }
    return try evaluate(filter, in: scope, content: .text(text))
  }

  // MARK: Names

  func assign(
    _ value: TemplateValue, to target: TemplateTarget, in scope: TemplateScope
  ) throws(TemplateFault) {
    switch target {
    case .name(let name): scope[name] = value
    case .member(let name, let member):
      guard case .object(let object) = scope[name], let space = object as? TemplateNamespace else {
        throw TemplateFault("\"\(name)\" is not a namespace, whose members can be set")
      }
      try space.set(member, to: value)
    case .tuple(let targets):
      let values = try value.items()
      guard values.count == targets.count else {
        throw TemplateFault("\(values.count) values cannot be given to \(targets.count) names")
      }
      for (target, value) in zip(targets, values) { try assign(value, to: target, in: scope) }
    }
  }
}
