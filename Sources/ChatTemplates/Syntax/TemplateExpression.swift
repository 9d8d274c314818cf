// SPDX-License-Identifier: Apache-2.0

/// What a template computes.
indirect enum TemplateExpression: Sendable {
  case literal(TemplateLiteral)
  case name(String)
  case list([TemplateExpression])
  case tuple([TemplateExpression])
  case mapping([TemplatePair])
  case member(TemplateExpression, String)
  case item(TemplateExpression, TemplateExpression)
  case slice(TemplateExpression, TemplateSlice)
  case call(TemplateExpression, TemplateCallSyntax)
  /// A filter's value; nil is the content of a filter block.
  case filter(TemplateExpression?, String, TemplateCallSyntax)
  case test(TemplateExpression, String, TemplateCallSyntax)
  case negative(TemplateExpression)
  case positive(TemplateExpression)
  case arithmetic(TemplateOperator, TemplateExpression, TemplateExpression)
  case comparison(TemplateExpression, [TemplateComparison])
  case joined([TemplateExpression])
  case not(TemplateExpression)
  case and(TemplateExpression, TemplateExpression)
  case or(TemplateExpression, TemplateExpression)
  case choice(TemplateExpression, condition: TemplateExpression, otherwise: TemplateExpression?)
}

/// A value that stands in a template.
enum TemplateLiteral: Sendable {
  case nothing
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
}

/// A key and its value.
struct TemplatePair: Sendable {
  let key: TemplateExpression
  let value: TemplateExpression
}

/// The places `[from:to:by]`.
struct TemplateSlice: Sendable {
  var from: TemplateExpression?
  var to: TemplateExpression?
  var by: TemplateExpression?
}

/// The arguments of a call as they stand in the template.
struct TemplateCallSyntax: Sendable {
  struct Named: Sendable {
    let name: String
    let value: TemplateExpression
  }

  var positional: [TemplateExpression] = []
  var named: [Named] = []
  /// `*list`
  var rest: TemplateExpression?
  /// `**mapping`
  var namedRest: TemplateExpression?
}

/// What two numbers, texts or lists are put together by.
enum TemplateOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case divideWhole = "//"
  case remainder = "%"
  case power = "**"
}

/// One step of a chain such as `a < b <= c`.
struct TemplateComparison: Sendable {
  enum Kind: String, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case isNotIn = "not in"
  }

  let kind: Kind
  let other: TemplateExpression
}
