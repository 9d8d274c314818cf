// SPDX-License-Identifier: Apache-2.0

/// The methods of mappings and lists. Those that change their receiver are refused, as in
/// transformers' sandbox.
enum ValueMethods {
  private static let ofMappings: Set<String> = ["get", "items", "keys", "values", "copy"]
  private static let ofLists: Set<String> = ["index", "count", "copy"]
  private static let changing: Set<String> = [
    "append", "clear", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault",
    "sort",
    "update",
  ]

  /// A method with its receiver; nil where there is none of that name.
  static func method(_ name: String, of receiver: TemplateValue) -> TemplateValue? {
    switch receiver {
    case .text, .markup:
      guard TextMethods.names.contains(name) else { return nil }
      return bound(name) { (given) throws(TemplateFault) in
        try TextMethods.call(name, on: receiver, given: given)
      }
    case .mapping(let mapping):
      guard ofMappings.contains(name) || changing.contains(name) else { return nil }
      return bound(name) { (given) throws(TemplateFault) in
        try call(name, on: mapping, given: given)
      }
    case .list(let items), .tuple(let items):
      guard ofLists.contains(name) || changing.contains(name) else { return nil }
      return bound(name) { (given) throws(TemplateFault) in
        try call(name, on: items, receiver: receiver, given: given)
      }
    default: return nil
    }
  }

  private static func bound(
    _ name: String,
    _ body: @escaping (TemplateArguments) throws(TemplateFault) -> TemplateValue
  ) -> TemplateValue {
    .function(TemplateFunction(name, body: body))
  }

  private static func call(
    _ name: String, on mapping: TemplateMapping, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    switch name {
    case "get":
      guard let key = given.value(0, "key") else { throw TemplateFault("\"get\" needs a key") }
      return mapping[key] ?? given.value(1, "default") ?? .nothing
    case "items": return .list(mapping.entries.map { .tuple([$0.key, $0.value]) })
    case "keys": return .list(mapping.entries.map(\.key))
    case "values": return .list(mapping.entries.map(\.value))
    case "copy": return .mapping(mapping)
    default: throw refusal(name)
    }
  }

  private static func call(
    _ name: String, on items: [TemplateValue], receiver: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    if name == "copy" { return receiver }
    guard let wanted = given.value(0, "value"), name == "index" || name == "count" else {
      throw refusal(name)
    }
    if name == "count" { return .integer(items.count { $0.equals(wanted) }) }
    guard let place = items.firstIndex(where: { $0.equals(wanted) }) else {
      throw TemplateFault("the item is not in the list")
    }
    return .integer(place)
  }

  private static func refusal(_ name: String) -> TemplateFault {
    TemplateFault("\"\(name)\" would change a value, which templates may not")
  }
}
