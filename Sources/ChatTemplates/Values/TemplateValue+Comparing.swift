// SPDX-License-Identifier: Apache-2.0

extension TemplateValue {
  /// Whether Python's `==` holds. Texts are compared by their code points.
  func equals(_ other: TemplateValue) -> Bool {
    if let left = anyNumber, let right = other.anyNumber {
      guard let left = wholeNumber, let right = other.wholeNumber else { return left == right }
      return left == right
    }
    if let left = string, let right = other.string { return left.utf8.elementsEqual(right.utf8) }
    switch (self, other) {
    case (.nothing, .nothing), (.undefined, .undefined): return true
    case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.equals($1) }
    case (.mapping(let left), .mapping(let right)):
      return left.entries.count == right.entries.count
        && left.entries.allSatisfy { entry in right[entry.key]?.equals(entry.value) ?? false }
    case (.object(let left), .object(let right)): return left === right
    case (.function(let left), .function(let right)): return left === right
    default: return false
    }
  }

  /// Whether Python's `<` holds.
  /// - Throws: `TemplateFault` where the two have no order.
  func isLess(than other: TemplateValue) throws(TemplateFault) -> Bool {
    if let left = wholeNumber, let right = other.wholeNumber { return left < right }
    if let left = anyNumber, let right = other.anyNumber { return left < right }
    if let left = string, let right = other.string {
      return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    }
    switch (self, other) {
    case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
      for (one, another) in zip(left, right) where !one.equals(another) {
        return try one.isLess(than: another)
      }
      return left.count < right.count
    case (.undefined(let what), _), (_, .undefined(let what)): throw TemplateFault(what)
    default: throw TemplateFault("a \(typeName) and a \(other.typeName) have no order")
    }
  }

  /// Whether a value is in this one: an item of a list, a key, a part of a text.
  func contains(_ value: TemplateValue) throws(TemplateFault) -> Bool {
    switch self {
    case .text(let text), .markup(let text):
      guard let part = value.string else {
        throw TemplateFault("a \(value.typeName) cannot be in a text")
      }
      return PythonString.find(part, in: text) != nil
    case .mapping(let mapping): return mapping[value] != nil
    default: return try items().contains { $0.equals(value) }
    }
  }
}
