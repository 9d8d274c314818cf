// SPDX-License-Identifier: Apache-2.0

extension TemplateInterpreter {
  func run(_ loop: TemplateLoopSyntax, in scope: TemplateScope) throws(TemplateFault) {
    try run(loop, over: try evaluate(loop.items, in: scope), in: scope, level: 0)
  }

  private func run(
    _ loop: TemplateLoopSyntax, over value: TemplateValue, in scope: TemplateScope, level: Int
  ) throws(TemplateFault) {
    let items = try kept(try value.items(), by: loop, in: scope)
    // Jinja takes `else` too where no round came to its end.
    var isEmpty = true
    let state = LoopState(items, depth: level)
    if loop.isRecursive { state.again = again(loop, in: scope, level: level + 1) }
    for (index, item) in items.enumerated() {
      try charge()
      state.index = index
      let inner = TemplateScope(["loop": .object(state)], within: scope)
      try assign(item, to: loop.target, in: inner)
      let flow = try run(loop.body, in: inner)
      if flow == .goesOn { isEmpty = false }
      if flow == .leaves { break }
    }
    if isEmpty { _ = try run(loop.otherwise, in: scope) }
  }

  /// The items for which the condition of the loop holds.
  private func kept(
    _ items: [TemplateValue], by loop: TemplateLoopSyntax, in scope: TemplateScope
  ) throws(TemplateFault) -> [TemplateValue] {
    guard let condition = loop.condition else { return items }
    var kept: [TemplateValue] = []
    for item in items {
      let inner = TemplateScope(within: scope)
      try assign(item, to: loop.target, in: inner)
      if try evaluate(condition, in: inner).isTrue { kept.append(item) }
    }
    return kept
  }

  /// `loop(items)` within a recursive loop.
  private func again(
    _ loop: TemplateLoopSyntax, in scope: TemplateScope, level: Int
  ) -> TemplateFunction {
    TemplateFunction("loop") { [unowned self] (given) throws(TemplateFault) in
      guard let items = given.value(0, "items") else { throw TemplateFault("\"loop\" needs items") }
      return .text(
        try capturing { () throws(TemplateFault) in
          try run(loop, over: items, in: scope, level: level)
        })
    }
  }

  // MARK: Macros

  func function(_ macro: TemplateMacroSyntax, in scope: TemplateScope) -> TemplateFunction {
    TemplateFunction(macro.name) { [unowned self] (given) throws(TemplateFault) in
      let inner = TemplateScope(within: scope)
      for (index, parameter) in macro.parameters.enumerated() {
        let fallback = parameter.fallback
        let value: TemplateValue =
          if let value = given.value(index, parameter.name) {
            value
          } else if let fallback {
            try evaluate(fallback, in: inner)
          } else {
            .undefined("\"\(parameter.name)\" was not given to \"\(macro.name)\"")
          }
        inner[parameter.name] = value
      }
      if let caller = given.named("caller") { inner["caller"] = caller }
      inner["varargs"] = .tuple(Array(given.positional.dropFirst(macro.parameters.count)))
      return .text(try captured(macro.body, in: inner))
    }
  }

  /// `{% call macro() %}`: the macro finds the body as `caller`.
  func run(
    _ call: TemplateExpression, with body: TemplateMacroSyntax, in scope: TemplateScope
  ) throws(TemplateFault) {
    guard case .call(let callee, let syntax) = call else { return }
    var given = try arguments(syntax, in: scope)
    given.named.append(("caller", .function(function(body, in: scope))))
    try write(try invoke(try evaluate(callee, in: scope), given).written)
  }
}
