// SPDX-License-Identifier: Apache-2.0

/// A piece of a template in the order of its work, with its line.
struct TemplateStatement: Sendable {
  indirect enum Kind: Sendable {
    case text(String)
    case output(TemplateExpression)
    case set(TemplateTarget, TemplateExpression)
    /// The text of the body, through a filter where there is one.
    case setText(TemplateTarget, filter: TemplateExpression?, body: [TemplateStatement])
    case branches([TemplateBranch], otherwise: [TemplateStatement])
    case loop(TemplateLoopSyntax)
    case macro(TemplateMacroSyntax)
    case callBlock(TemplateExpression, TemplateMacroSyntax)
    case filterBlock(TemplateExpression, body: [TemplateStatement])
    case with([(TemplateTarget, TemplateExpression)], body: [TemplateStatement])
    /// What the assistant is to learn to write.
    case generation([TemplateStatement])
    case leave
    case next
  }

  let kind: Kind
  let line: Int
}

/// What a value is given to.
indirect enum TemplateTarget: Sendable {
  case name(String)
  case member(String, String)
  case tuple([TemplateTarget])
}

/// A condition and what is done where it holds.
struct TemplateBranch: Sendable {
  let condition: TemplateExpression
  let body: [TemplateStatement]
}

/// `{% for target in items if condition recursive %}`
struct TemplateLoopSyntax: Sendable {
  let target: TemplateTarget
  let items: TemplateExpression
  let condition: TemplateExpression?
  let isRecursive: Bool
  let body: [TemplateStatement]
  let otherwise: [TemplateStatement]
}

/// `{% macro name(parameters) %}`
struct TemplateMacroSyntax: Sendable {
  struct Parameter: Sendable {
    let name: String
    let fallback: TemplateExpression?
  }

  let name: String
  let parameters: [Parameter]
  let body: [TemplateStatement]
}
