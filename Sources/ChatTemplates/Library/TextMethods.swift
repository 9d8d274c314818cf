// SPDX-License-Identifier: Apache-2.0

/// The methods of texts.
enum TextMethods {
  static let names: Set<String> = [
    "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines", "startswith", "endswith", "upper",
    "lower", "title", "capitalize", "swapcase", "casefold", "replace", "find", "rfind", "index",
    "count", "join", "format", "isdigit", "isnumeric", "isdecimal", "isalpha", "isalnum", "isspace",
    "islower", "isupper", "partition", "rpartition", "zfill", "ljust", "rjust", "center",
    "removeprefix", "removesuffix",
  ]

  static func call(
    _ name: String, on receiver: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    let text = receiver.string ?? ""
    switch name {
    case "strip", "lstrip", "rstrip":
      let letters = given.value(0, "chars")?.presence?.string
      return receiver.likewise(
        PythonString.strip(text, letters, left: name != "rstrip", right: name != "lstrip"))
    case "split", "rsplit", "splitlines", "partition", "rpartition":
      return try parts(name, text, given: given)
    case "startswith", "endswith": return .bool(try hasEdge(name, text, given: given))
    case "upper", "lower", "title", "capitalize", "swapcase", "casefold":
      return receiver.likewise(cased(name, text))
    case "find", "rfind", "index", "count": return try found(name, text, given: given)
    case "isdigit", "isnumeric", "isdecimal", "isalpha", "isalnum", "isspace", "islower", "isupper":
      return .bool(has(name, text))
    case "zfill", "ljust", "rjust", "center": return .text(try filled(name, text, given: given))
    default: return try edited(name, receiver, text: text, given: given)
    }
  }

  private static func edited(
    _ name: String, _ receiver: TemplateValue, text: String, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    switch name {
    case "replace":
      let old = try given.text(0, "old")
      let limit = try given.integer(2, "count").flatMap { $0 < 0 ? nil : $0 }
      var new = try given.text(1, "new")
      if case .markup = receiver { new = TemplateValue.text(new).escaped }
      try TemplateSize.check(
        text.utf8.count + PythonString.count(of: old, in: text) * new.utf8.count)
      return receiver.likewise(PythonString.replace(old, with: new, in: text, limit: limit))
    case "join":
      guard let list = given.value(0, "iterable") else {
        throw TemplateFault("\"join\" needs a list")
      }
      return .text(try joined(try list.items(), by: text))
    case "removeprefix":
      let start = try given.text(0, "prefix")
      let has = PythonString.hasPrefix(text, start)
      return .text(
        has ? String(decoding: text.utf8.dropFirst(start.utf8.count), as: UTF8.self) : text)
    case "removesuffix":
      let end = try given.text(0, "suffix")
      let has = PythonString.hasSuffix(text, end)
      return .text(has ? String(decoding: text.utf8.dropLast(end.utf8.count), as: UTF8.self) : text)
    default: return .text(try TextFormat.braces(text, given))
    }
  }

  private static func joined(
    _ items: [TemplateValue], by separator: String
  ) throws(TemplateFault) -> String {
    var texts: [String] = []
    for item in items {
      guard let text = item.string else {
        throw TemplateFault("\"join\" found a \(item.typeName) among the texts")
      }
      texts.append(text)
    }
    try TemplateSize.check(texts.count * separator.utf8.count)
    return texts.joined(separator: separator)
  }

  private static func parts(
    _ name: String, _ text: String, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    if name == "splitlines" {
      let lines = PythonString.lines(text, keepsEnds: given.isTrue(0, "keepends"))
      return .list(lines.map(TemplateValue.text))
    }
    if name == "partition" || name == "rpartition" {
      return try partition(name, text, given: given)
    }
    let limit = try given.integer(1, "maxsplit").flatMap { $0 < 0 ? nil : $0 }
    guard given.value(0, "sep")?.presence != nil else {
      guard name == "split" || limit == nil else {
        throw TemplateFault("\"rsplit\" at white space takes no limit here")
      }
      return .list(PythonString.words(text, limit: limit).map(TemplateValue.text))
    }
    let separator = try given.text(0, "sep")
    guard !separator.isEmpty else { throw TemplateFault("the separator of \"\(name)\" is empty") }
    let parts =
      name == "rsplit"
      ? PythonString.splitFromEnd(text, by: separator, limit: limit)
      : PythonString.split(text, by: separator, limit: limit)
    return .list(parts.map(TemplateValue.text))
  }

  private static func partition(
    _ name: String, _ text: String, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    let separator = try given.text(0, "sep")
    guard !separator.isEmpty else { throw TemplateFault("the separator of \"\(name)\" is empty") }
    let parts =
      name == "partition"
      ? PythonString.split(text, by: separator, limit: 1)
      : PythonString.splitFromEnd(text, by: separator, limit: 1)
    let three =
      parts.count == 2
      ? [parts[0], separator, parts[1]] : name == "partition" ? [text, "", ""] : ["", "", text]
    return .tuple(three.map(TemplateValue.text))
  }

  private static func hasEdge(
    _ name: String, _ text: String, given: TemplateArguments
  ) throws(TemplateFault) -> Bool {
    let edges: [TemplateValue]
    if case .tuple(let several) = given.value(0, "prefix") {
      edges = several
    } else {
      edges = [.text(try given.text(0, name == "endswith" ? "suffix" : "prefix"))]
    }
    return edges.contains { edge in
      let edge = edge.string ?? ""
      return name == "endswith"
        ? PythonString.hasSuffix(text, edge) : PythonString.hasPrefix(text, edge)
    }
  }

  private static func cased(_ name: String, _ text: String) -> String {
    switch name {
    case "upper": return text.uppercased()
    case "lower", "casefold": return text.lowercased()
    case "capitalize": return PythonString.capitalize(text)
    case "swapcase":
      return text.unicodeScalars.map {
        $0.properties.isUppercase ? $0.properties.lowercaseMapping : $0.properties.uppercaseMapping
      }.joined()
    default: return titled(text)
    }
  }

  /// Each run of letters begins in upper case.
  private static func titled(_ text: String) -> String {
    var out = ""
    var isInside = false
    for scalar in text.unicodeScalars {
      let traits = scalar.properties
      out += isInside ? traits.lowercaseMapping : traits.titlecaseMapping
      isInside = traits.isCased
    }
    return out
  }

  private static func found(
    _ name: String, _ text: String, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    let part = try given.text(0, "sub")
    if name == "count" { return .integer(PythonString.count(of: part, in: text)) }
    if name == "rfind" {
      let (whole, wanted) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
      let place = PythonString.find(Array(wanted.reversed()), in: Array(whole.reversed()), from: 0)
      return .integer(place.map { whole.count - $0 - wanted.count } ?? -1)
    }
    let place = PythonString.find(part, in: text, from: try given.integer(1, "start") ?? 0)
    guard name == "find" || place != nil else { throw TemplateFault("the part is not in the text") }
    return .integer(place ?? -1)
  }

  static func has(_ name: String, _ text: String) -> Bool {
    let scalars = text.unicodeScalars
    switch name {
    case "islower":
      return scalars.contains { $0.properties.isLowercase }
        && !scalars.contains { $0.properties.isUppercase }
    case "isupper":
      return scalars.contains { $0.properties.isUppercase }
        && !scalars.contains { $0.properties.isLowercase }
    default: break
    }
    return !scalars.isEmpty
      && scalars.allSatisfy { scalar in
        switch name {
        case "isspace": PythonString.isSpace(scalar)
        case "isalpha": isLetter(scalar)
        case "isalnum": isAlphanumeric(scalar)
        case "isdecimal": scalar.properties.numericType == .decimal
        case "isdigit": [.decimal, .digit].contains(scalar.properties.numericType)
        default: scalar.properties.numericType != nil
        }
      }
  }

  /// Whether Python's `isalnum` holds.
  static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || scalar.properties.numericType != nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  private static func filled(
    _ name: String, _ text: String, given: TemplateArguments
  ) throws(TemplateFault) -> String {
    let width = try given.integer(0, "width") ?? 0
    try TemplateSize.check(width)
    let missing = max(0, width - text.unicodeScalars.count)
    if name == "zfill" {
      let sign = text.first.map { "+-".contains($0) } ?? false ? 1 : 0
      return text.prefix(sign) + String(repeating: "0", count: missing) + text.dropFirst(sign)
    }
    let letter = given.value(1, "fillchar")?.string ?? " "
    let left =
      name == "rjust"
      ? missing : name == "ljust" ? 0 : missing / 2 + (missing & width & 1)
    return String(repeating: letter, count: left) + text
      + String(repeating: letter, count: missing - left)
  }
}
