// SPDX-License-Identifier: Apache-2.0

/// Members and items of values.
enum MemberAccess {
  /// `value.name`: a method comes before a key, as in Python.
  static func member(
    _ name: String, of value: TemplateValue
  ) throws(TemplateFault) -> TemplateValue {
    if case .undefined(let what) = value { throw TemplateFault(what) }
    if case .object(let object) = value, let member = object.member(name) { return member }
    if let method = ValueMethods.method(name, of: value) { return method }
    if case .mapping(let mapping) = value, let item = mapping[name] { return item }
    return missing(name, in: value)
  }

  /// `value[key]`
  static func item(
    _ key: TemplateValue, of value: TemplateValue
  ) throws(TemplateFault) -> TemplateValue {
    switch value {
    case .undefined(let what): throw TemplateFault(what)
    case .mapping(let mapping): if let item = mapping[key] { return item }
    case .list(let items), .tuple(let items):
      if let place = key.wholeNumber { return item(at: place, of: items) }
    case .text(let text), .markup(let text):
      if let place = key.wholeNumber {
        return item(at: place, of: try TemplateValue.text(text).items())
      }
    default: break
    }
    guard let name = key.string else { return missing(key.representation, in: value) }
    if case .object(let object) = value, let member = object.member(name) { return member }
    return ValueMethods.method(name, of: value) ?? missing(name, in: value)
  }

  private static func item(at place: Int, of items: [TemplateValue]) -> TemplateValue {
    let index = place < 0 ? place + items.count : place
    return items.indices.contains(index)
      ? items[index] : .undefined("a list of \(items.count) has no item \(place)")
  }

  private static func missing(_ name: String, in value: TemplateValue) -> TemplateValue {
    .undefined("a value of type \(value.typeName) has no member \"\(name)\"")
  }

  /// The value that a dotted path such as `function.name` leads to.
  static func path(
    _ path: TemplateValue, of value: TemplateValue
  ) throws(TemplateFault) -> TemplateValue {
    guard let text = path.string else { return try item(path, of: value) }
    var found = value
    for part in PythonString.split(text, by: ".") {
      found = try item(Int(part).map(TemplateValue.integer) ?? .text(part), of: found)
    }
    return found
  }

  /// `value[from:to:by]`
  static func slice(
    of value: TemplateValue, from: Int?, to: Int?, by: Int?
  ) throws(TemplateFault) -> TemplateValue {
    let step = by ?? 1
    guard step != 0 else { throw TemplateFault("a slice cannot go by steps of 0") }
    switch value {
    case .list(let items): return .list(cut(items, from, to: to, step: step))
    case .tuple(let items): return .tuple(cut(items, from, to: to, step: step))
    case .text(let text), .markup(let text):
      return value.likewise(
        PythonString.text(cut(Array(text.unicodeScalars), from, to: to, step: step)))
    case .undefined(let what): throw TemplateFault(what)
    default: throw TemplateFault("a value of type \(value.typeName) cannot be sliced")
    }
  }

  private static func cut<Item>(_ items: [Item], _ from: Int?, to: Int?, step: Int) -> [Item] {
    let count = items.count
    let place = { (index: Int?, fallback: Int) -> Int in
      guard let index else { return fallback }
      let absolute = index < 0 ? max(index, -count - 1) + count : min(index, count)
      return step > 0 ? min(max(absolute, 0), count) : min(max(absolute, -1), count - 1)
    }
    let start = place(from, step > 0 ? 0 : count - 1)
    let end = place(to, step > 0 ? count : -1)
    guard step.magnitude <= max(1, count) else {
      return (step > 0 ? start < end : start > end) ? [items[start]] : []
    }
    return stride(from: start, to: end, by: step).map { items[$0] }
  }
}
