// SPDX-License-Identifier: Apache-2.0

/// A value within a template: what Python's would be, since templates are written for Python.
enum TemplateValue {
  /// A name or member that is not there; holds what a message says of it.
  case undefined(String)
  case nothing
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  /// A text that passed for safe; what is joined to it is escaped as HTML.
  case markup(String)
  case list([TemplateValue])
  case tuple([TemplateValue])
  /// What a filter gives one by one: true even when empty, without a length.
  case stream([TemplateValue])
  case mapping(TemplateMapping)
  /// The loop that runs, or a namespace.
  case object(any TemplateObject)
  case function(TemplateFunction)
}

/// A value with members of its own.
protocol TemplateObject: AnyObject {
  /// Nil where there is no such member.
  func member(_ name: String) -> TemplateValue?
}

/// What a template can call: a macro, a function, or a method with its receiver.
final class TemplateFunction {
  let name: String
  let body: (TemplateArguments) throws(TemplateFault) -> TemplateValue

  init(
    _ name: String, body: @escaping (TemplateArguments) throws(TemplateFault) -> TemplateValue
  ) {
    self.name = name
    self.body = body
  }
}

/// A namespace, whose members can be set from within loops.
final class TemplateNamespace: TemplateObject {
  private var members: [String: TemplateValue] = [:]

  func member(_ name: String) -> TemplateValue? { members[name] }

  /// - Throws: `TemplateFault` where the name begins with an underscore, which templates may not use.
  func set(_ name: String, to value: TemplateValue) throws(TemplateFault) {
    guard !name.hasPrefix("_") else {
      throw TemplateFault("a namespace has no member \"\(name)\" that begins with an underscore")
    }
    members[name] = value
  }
}

extension TemplateValue {
  /// The text of a text.
  var string: String? {
    switch self {
    case .text(let text), .markup(let text): text
    default: nil
    }
  }

  /// A text that is safe where this value is.
  func likewise(_ text: String) -> TemplateValue {
    if case .markup = self { .markup(text) } else { .text(text) }
  }

  var isUndefined: Bool { if case .undefined = self { true } else { false } }

  /// The whole number that a number or a truth value is.
  var wholeNumber: Int? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .integer(let value): value
    default: nil
    }
  }

  /// The number that a number or a truth value is.
  var anyNumber: Double? {
    if case .number(let value) = self { value } else { wholeNumber.map(Double.init) }
  }

  /// What a condition makes of it.
  var isTrue: Bool {
    switch self {
    case .undefined, .nothing: false
    case .bool(let value): value
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .text(let text), .markup(let text): !text.isEmpty
    case .list(let items), .tuple(let items): !items.isEmpty
    case .mapping(let mapping): !mapping.entries.isEmpty
    case .stream, .object, .function: true
    }
  }

  /// The name of Python's type, as its messages say it.
  var typeName: String {
    switch self {
    case .undefined: "Undefined"
    case .nothing: "NoneType"
    case .bool: "bool"
    case .integer: "int"
    case .number: "float"
    case .text, .markup: "str"
    case .list: "list"
    case .tuple: "tuple"
    case .stream: "generator"
    case .mapping: "dict"
    case .object: "object"
    case .function: "function"
    }
  }

  /// What a loop goes through: items, keys, characters.
  /// - Throws: `TemplateFault` for a value that has no parts.
  func items() throws(TemplateFault) -> [TemplateValue] {
    switch self {
    case .undefined: []
    case .list(let items), .tuple(let items), .stream(let items): items
    case .text(let text), .markup(let text):
      text.unicodeScalars.map { .text(String(Character($0))) }
    case .mapping(let mapping): mapping.entries.map(\.key)
    default: throw TemplateFault("a value of type \(typeName) cannot be gone through")
    }
  }
}
