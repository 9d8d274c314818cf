// SPDX-License-Identifier: Apache-2.0

/// The arguments of a call.
struct TemplateArguments {
  var positional: [TemplateValue] = []
  var named: [(name: String, value: TemplateValue)] = []

  /// The argument at a place or of a name; nil where it is not given.
  func value(_ index: Int, _ name: String) -> TemplateValue? {
    if index < positional.count { return positional[index] }
    return named.last { $0.name == name }?.value
  }

  func named(_ name: String) -> TemplateValue? { named.last { $0.name == name }?.value }

  /// - Throws: `TemplateFault` where the argument is missing or no text.
  func text(_ index: Int, _ name: String) throws(TemplateFault) -> String {
    guard let value = value(index, name) else { throw TemplateFault("\"\(name)\" is not given") }
    guard let text = value.string else {
      throw TemplateFault("\"\(name)\" is of type \(value.typeName), where a text is needed")
    }
    return text
  }

  /// - Throws: `TemplateFault` where the argument is given and is no whole number.
  func integer(_ index: Int, _ name: String) throws(TemplateFault) -> Int? {
    guard let value = value(index, name)?.presence else { return nil }
    guard let number = value.wholeNumber else {
      throw TemplateFault(
        "\"\(name)\" is of type \(value.typeName), where a whole number is needed")
    }
    return number
  }

  func isTrue(_ index: Int, _ name: String) -> Bool { value(index, name)?.isTrue ?? false }

  /// The arguments from a place on.
  func dropping(_ count: Int) -> TemplateArguments {
    TemplateArguments(positional: Array(positional.dropFirst(count)), named: named)
  }
}

extension TemplateValue {
  /// The value, unless it is `none`.
  var presence: TemplateValue? { if case .nothing = self { nil } else { self } }
}
