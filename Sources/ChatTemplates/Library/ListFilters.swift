// SPDX-License-Identifier: Apache-2.0

/// The filters that take lists and mappings.
enum ListFilters {
  /// Nil where there is no such filter of lists.
  static func apply(
    _ name: String, to value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue? {
    switch name {
    case "list": return .list(try value.items())
    case "first": return try value.items().first ?? .undefined("there is no first item")
    case "last": return try value.items().last ?? .undefined("there is no last item")
    case "reverse":
      if let text = value.string { return .text(PythonString.text(text.unicodeScalars.reversed())) }
      return .stream(try value.items().reversed())
    case "items": return .stream(try pairs(of: value).map { .tuple([$0.key, $0.value]) })
    case "dictsort": return try sortedPairs(value, given)
    case "sort": return .list(try sorted(try value.items(), given))
    case "unique": return .stream(try unique(try value.items(), given))
    case "min", "max": return try edge(name, try value.items(), given: given)
    case "sum": return try sum(try value.items(), given)
    case "batch": return .stream(try batches(try value.items(), given))
    case "slice": return .stream(try slices(try value.items(), given))
    case "groupby": return try groups(try value.items(), given)
    default: return nil
    }
  }

  private static func pairs(
    of value: TemplateValue
  ) throws(TemplateFault) -> [(key: TemplateValue, value: TemplateValue)] {
    switch value {
    case .mapping(let mapping): mapping.entries
    case .undefined: []
    default: throw TemplateFault("a value of type \(value.typeName) has no pairs")
    }
  }

  /// What items are ordered by: a member where one is named, texts without their case unless it counts.
  private static func key(
    _ item: TemplateValue, _ given: TemplateArguments, at caseIndex: Int, member: Int?
  ) throws(TemplateFault) -> TemplateValue {
    var key = item
    if let member, let path = given.value(member, "attribute")?.presence {
      key = try MemberAccess.path(path, of: item)
    }
    guard let text = key.string, !given.isTrue(caseIndex, "case_sensitive") else { return key }
    return .text(text.lowercased())
  }

  private static func sorted(
    _ items: [TemplateValue], _ given: TemplateArguments
  ) throws(TemplateFault) -> [TemplateValue] {
    var keyed: [(key: TemplateValue, value: TemplateValue)] = []
    for item in items { keyed.append((try key(item, given, at: 1, member: 2), item)) }
    try order(&keyed, isReversed: given.isTrue(0, "reverse"))
    return keyed.map(\.value)
  }

  /// Items that are equal keep their order, also from the largest to the smallest.
  private static func order(
    _ keyed: inout [(key: TemplateValue, value: TemplateValue)], isReversed: Bool
  ) throws(TemplateFault) {
    try TemplateOrder.sort(&keyed) { (one, another) throws(TemplateFault) in
      try isReversed ? another.key.isLess(than: one.key) : one.key.isLess(than: another.key)
    }
  }

  private static func sortedPairs(
    _ value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    let byValue = given.value(1, "by")?.string == "value"
    var keyed: [(key: TemplateValue, value: TemplateValue)] = []
    for pair in try pairs(of: value) {
      let wanted = byValue ? pair.value : pair.key
      keyed.append(
        (try key(wanted, given, at: 0, member: nil), .tuple([pair.key, pair.value])))
    }
    try order(&keyed, isReversed: given.isTrue(2, "reverse"))
    return .list(keyed.map(\.value))
  }

  private static func unique(
    _ items: [TemplateValue], _ given: TemplateArguments
  ) throws(TemplateFault) -> [TemplateValue] {
    var seen: [TemplateValue] = []
    var kept: [TemplateValue] = []
    for item in items {
      let key = try key(item, given, at: 0, member: 1)
      guard !seen.contains(where: { $0.equals(key) }) else { continue }
      seen.append(key)
      kept.append(item)
    }
    return kept
  }

  private static func edge(
    _ name: String, _ items: [TemplateValue], given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    var best: (key: TemplateValue, value: TemplateValue)?
    for item in items {
      let key = try key(item, given, at: 0, member: 1)
      if let best {
        let isBetter = try name == "min" ? key.isLess(than: best.key) : best.key.isLess(than: key)
        guard isBetter else { continue }
      }
      best = (key, item)
    }
    return best?.value ?? .undefined("there is no item")
  }

  private static func sum(
    _ items: [TemplateValue], _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    var total = given.value(1, "start") ?? .integer(0)
    for item in items {
      let part = try given.value(0, "attribute")?.presence.map { path throws(TemplateFault) in
        try MemberAccess.path(path, of: item)
      }
      total = try Arithmetic.apply(.add, total, right: part ?? item)
    }
    return total
  }

  private static func batches(
    _ items: [TemplateValue], _ given: TemplateArguments
  ) throws(TemplateFault) -> [TemplateValue] {
    let size = max(1, try given.integer(0, "linecount") ?? 1)
    var batches: [TemplateValue] = []
    var start = 0
    while start < items.count {
      var batch = Array(items[start...].prefix(size))
      if let fill = given.value(1, "fill_with")?.presence, batch.count < size {
        try TemplateSize.check(size)
        batch += Array(repeating: fill, count: size - batch.count)
      }
      batches.append(.list(batch))
      start += min(size, items.count - start)
    }
    return batches
  }

  private static func slices(
    _ items: [TemplateValue], _ given: TemplateArguments
  ) throws(TemplateFault) -> [TemplateValue] {
    let count = max(1, try given.integer(0, "slices") ?? 1)
    try TemplateSize.check(count)
    let fill = given.value(1, "fill_with")?.presence
    var start = 0
    return (0..<count).map { index in
      let isLonger = index < items.count % count
      let size = items.count / count + (isLonger ? 1 : 0)
      defer { start += size }
      let slice = Array(items[start..<start + size])
      return .list(slice + (isLonger ? [] : fill.map { [$0] } ?? []))
    }
  }

  private static func groups(
    _ items: [TemplateValue], _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    var groups: [(key: TemplateValue, name: TemplateValue, members: [TemplateValue])] = []
    let path = given.value(0, "attribute") ?? .nothing
    let fallback = given.value(1, "default")?.presence
    var keyed: [(key: TemplateValue, value: TemplateValue)] = []
    for item in items {
      let found = try MemberAccess.path(path, of: item)
      let name = found.isUndefined ? fallback ?? found : found
      let key = try key(name, given, at: 2, member: nil)
      keyed.append((key, .tuple([name, item])))
    }
    try order(&keyed, isReversed: false)
    for (key, pair) in keyed {
      guard case .tuple(let parts) = pair else { continue }
      if let last = groups.last, last.key.equals(key) {
        groups[groups.count - 1].members.append(parts[1])
      } else {
        groups.append((key, parts[0], [parts[1]]))
      }
    }
    return .list(groups.map { .tuple([$0.name, .list($0.members)]) })
  }
}
