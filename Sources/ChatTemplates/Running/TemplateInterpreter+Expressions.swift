// SPDX-License-Identifier: Apache-2.0

extension TemplateInterpreter {
  /// - Parameter content: what a filter block filters.
  func evaluate(
    _ expression: TemplateExpression, in scope: TemplateScope, content: TemplateValue = .nothing
  ) throws(TemplateFault) -> TemplateValue {
    try charge()
    return try deeper { () throws(TemplateFault) in
      try value(of: expression, in: scope, content: content)
    }
  }

  private func value(
    of expression: TemplateExpression, in scope: TemplateScope, content: TemplateValue
  ) throws(TemplateFault) -> TemplateValue {
    switch expression {
    case .literal(let literal): return Self.value(literal)
    case .name(let name): return scope[name] ?? .undefined("\"\(name)\" is not defined")
    case .list(let items): return .list(try evaluate(items, in: scope))
    case .tuple(let items): return .tuple(try evaluate(items, in: scope))
    case .mapping(let pairs): return try mapping(pairs, in: scope)
    case .member(let value, let name):
      return try MemberAccess.member(name, of: try evaluate(value, in: scope))
    case .item(let value, let key):
      return try MemberAccess.item(try evaluate(key, in: scope), of: try evaluate(value, in: scope))
    case .slice(let value, let slice): return try sliced(value, slice, in: scope)
    case .call(let callee, let syntax):
      let value = try evaluate(callee, in: scope)
      return try invoke(value, try arguments(syntax, in: scope))
    case .filter(let value, let name, let syntax):
      let input = try value.map { value throws(TemplateFault) in
        try evaluate(value, in: scope, content: content)
      }
      return try weighed(
        try TemplateFilters.apply(
          name, to: input ?? content, given: try arguments(syntax, in: scope)))
    case .test(let value, let name, let syntax):
      let tested = try evaluate(value, in: scope)
      return .bool(
        try TemplateTests.holds(name, of: tested, given: try arguments(syntax, in: scope)))
    default: return try evaluateSigns(expression, in: scope)
    }
  }

  private func evaluateSigns(
    _ expression: TemplateExpression, in scope: TemplateScope
  ) throws(TemplateFault) -> TemplateValue {
    switch expression {
    case .negative(let value):
      let value = try evaluate(value, in: scope)
      // Of 0.0 the sign is left.
      if case .number(let number) = value { return .number(-number) }
      return try Arithmetic.apply(.subtract, .integer(0), right: value)
    case .positive(let value):
      return try Arithmetic.apply(.add, .integer(0), right: try evaluate(value, in: scope))
    case .arithmetic(let sign, let left, let right):
      return try weighed(
        try Arithmetic.apply(
          sign, try evaluate(left, in: scope), right: try evaluate(right, in: scope)))
    case .joined(let parts):
      let texts = try evaluate(parts, in: scope).map(\.written)
      return try weighed(.text(texts.joined()))
    case .comparison(let left, let steps): return .bool(try compare(left, steps, in: scope))
    case .not(let value): return .bool(try !evaluate(value, in: scope).isTrue)
    case .and(let left, let right):
      let value = try evaluate(left, in: scope)
      return value.isTrue ? try evaluate(right, in: scope) : value
    case .or(let left, let right):
      let value = try evaluate(left, in: scope)
      return value.isTrue ? value : try evaluate(right, in: scope)
    case .choice(let value, let condition, let otherwise):
      if try evaluate(condition, in: scope).isTrue { return try evaluate(value, in: scope) }
      guard let otherwise else { return .undefined("the condition does not hold") }
      return try evaluate(otherwise, in: scope)
    default: return .nothing
    }
  }

  private static func value(_ literal: TemplateLiteral) -> TemplateValue {
    switch literal {
    case .nothing: .nothing
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    }
  }

  private func evaluate(
    _ expressions: [TemplateExpression], in scope: TemplateScope
  ) throws(TemplateFault) -> [TemplateValue] {
    var values: [TemplateValue] = []
    for expression in expressions { values.append(try evaluate(expression, in: scope)) }
    return values
  }

  private func mapping(
    _ pairs: [TemplatePair], in scope: TemplateScope
  ) throws(TemplateFault) -> TemplateValue {
    var mapping = TemplateMapping()
    for pair in pairs {
      mapping[try evaluate(pair.key, in: scope)] = try evaluate(pair.value, in: scope)
    }
    return .mapping(mapping)
  }

  private func sliced(
    _ value: TemplateExpression, _ slice: TemplateSlice, in scope: TemplateScope
  ) throws(TemplateFault) -> TemplateValue {
    let places = try [slice.from, slice.to, slice.by].map { place throws(TemplateFault) -> Int? in
      guard let place, let value = try evaluate(place, in: scope).presence else { return nil }
      guard let number = value.wholeNumber else {
        throw TemplateFault("a slice is cut at a \(value.typeName), where a whole number is needed")
      }
      return number
    }
    return try weighed(
      try MemberAccess.slice(
        of: try evaluate(value, in: scope), from: places[0], to: places[1], by: places[2]))
  }

  private func compare(
    _ first: TemplateExpression, _ steps: [TemplateComparison], in scope: TemplateScope
  ) throws(TemplateFault) -> Bool {
    var left = try evaluate(first, in: scope)
    for step in steps {
      let right = try evaluate(step.other, in: scope)
      let holds =
        switch step.kind {
        case .equal: left.equals(right)
        case .unequal: !left.equals(right)
        case .less: try left.isLess(than: right)
        case .greater: try right.isLess(than: left)
        case .lessOrEqual: left.equals(right) ? true : try left.isLess(than: right)
        case .greaterOrEqual: left.equals(right) ? true : try right.isLess(than: left)
        case .isIn: try right.contains(left)
        case .isNotIn: try !right.contains(left)
        }
      guard holds else { return false }
      left = right
    }
    return true
  }

  // MARK: Calls

  func arguments(
    _ syntax: TemplateCallSyntax, in scope: TemplateScope
  ) throws(TemplateFault) -> TemplateArguments {
    var given = TemplateArguments(positional: try evaluate(syntax.positional, in: scope))
    for named in syntax.named {
      given.named.append((named.name, try evaluate(named.value, in: scope)))
    }
    if let rest = syntax.rest { given.positional += try evaluate(rest, in: scope).items() }
    if let rest = syntax.namedRest, case .mapping(let mapping) = try evaluate(rest, in: scope) {
      given.named += mapping.entries.map { ($0.key.written, $0.value) }
    }
    return given
  }

  func invoke(
    _ callee: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    switch callee {
    case .function(let function): return try weighed(try function.body(given))
    case .object(let object):
      if let again = (object as? LoopState)?.again { return try again.body(given) }
      throw TemplateFault("this loop is not recursive, and cannot be called")
    case .undefined(let what): throw TemplateFault(what)
    default: throw TemplateFault("a value of type \(callee.typeName) cannot be called")
    }
  }

  /// Charges for the size of a value that was made.
  private func weighed(_ value: TemplateValue) throws(TemplateFault) -> TemplateValue {
    switch value {
    case .text(let text), .markup(let text):
      try TemplateSize.check(text.utf8.count)
      try charge(text.utf8.count >> 5)
    case .list(let items), .tuple(let items), .stream(let items):
      try TemplateSize.check(items.count)
      try charge(items.count)
    default: break
    }
    return value
  }
}
