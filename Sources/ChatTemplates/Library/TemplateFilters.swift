// SPDX-License-Identifier: Apache-2.0

/// What stands behind a bar: one value in, one out.
enum TemplateFilters {
  /// - Throws: `TemplateFault` where there is no such filter, or it cannot take the value.
  static func apply(
    _ name: String, to value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    if let text = try TextFilters.apply(name, to: value, given: given) { return text }
    if let list = try ListFilters.apply(name, to: value, given: given) { return list }
    if let number = try NumberFilters.apply(name, to: value, given: given) { return number }
    switch name {
    case "default", "d":
      let isMissing = value.isUndefined || (given.isTrue(1, "boolean") && !value.isTrue)
      return isMissing ? given.value(0, "default_value") ?? .text("") : value
    case "length", "count": return .integer(try length(of: value))
    case "attr": return try MemberAccess.member(try given.text(0, "name"), of: value)
    case "tojson": return .text(try json(value, given))
    case "map": return try mapped(value, given)
    case "select", "reject", "selectattr", "rejectattr":
      return try selected(name, value, given: given)
    default: throw TemplateFault("there is no filter \"\(name)\"")
    }
  }

  private static func length(of value: TemplateValue) throws(TemplateFault) -> Int {
    switch value {
    case .undefined: 0
    case .list(let items), .tuple(let items): items.count
    case .mapping(let mapping): mapping.entries.count
    case .text(let text), .markup(let text): text.unicodeScalars.count
    default: throw TemplateFault("a value of type \(value.typeName) has no length")
    }
  }

  /// The filter of transformers, whose options are those of Python's `json.dumps`.
  private static func json(
    _ value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> String {
    var writer = PythonJSON()
    writer.isASCII = given.isTrue(0, "ensure_ascii")
    if let indent = given.value(1, "indent")?.presence {
      let width = indent.wholeNumber ?? 0
      try TemplateSize.check(width)
      writer.indent = indent.string ?? String(repeating: " ", count: max(0, width))
      writer.itemSeparator = ","
    }
    if let separators = try given.value(2, "separators")?.presence?.items(), separators.count == 2 {
      writer.itemSeparator = separators[0].written
      writer.keySeparator = separators[1].written
    }
    writer.sortsKeys = given.isTrue(3, "sort_keys")
    return try writer.text(of: value)
  }

  private static func mapped(
    _ value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    var out: [TemplateValue] = []
    if given.positional.isEmpty, let path = given.named("attribute") {
      for item in try value.items() {
        let found = try MemberAccess.path(path, of: item)
        out.append(found.isUndefined ? given.named("default") ?? found : found)
      }
      return .stream(out)
    }
    let name = try given.text(0, "filter")
    for item in try value.items() {
      out.append(try apply(name, to: item, given: given.dropping(1)))
    }
    return .stream(out)
  }

  private static func selected(
    _ name: String, _ value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    let byMember = name.hasSuffix("attr")
    let keeps = name.hasPrefix("select")
    let rest = given.dropping(byMember ? 1 : 0)
    var out: [TemplateValue] = []
    for item in try value.items() {
      let tested =
        byMember ? try MemberAccess.path(given.value(0, "attr") ?? .nothing, of: item) : item
      let holds =
        rest.positional.isEmpty
        ? tested.isTrue
        : try TemplateTests.holds(try rest.text(0, "test"), of: tested, given: rest.dropping(1))
      if holds == keeps { out.append(item) }
    }
    return .stream(out)
  }
}
