// SPDX-License-Identifier: Apache-2.0

/// The filters that make texts.
enum TextFilters {
  /// Nil where there is no such filter of texts.
  static func apply(
    _ name: String, to value: TemplateValue, given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue? {
    let text = value.written
    switch name {
    case "trim":
      return value.likewise(PythonString.strip(text, given.value(0, "chars")?.presence?.string))
    case "upper": return value.likewise(text.uppercased())
    case "lower": return value.likewise(text.lowercased())
    case "capitalize": return value.likewise(PythonString.capitalize(text))
    case "title": return .text(titled(text))
    case "string": return value.likewise(text)
    case "safe": return .markup(text)
    case "escape", "e": return .markup(value.escaped)
    case "forceescape": return .markup(TemplateValue.text(text).escaped)
    case "replace": return try replaced(text, given)
    case "join": return try joined(value, given)
    case "indent": return value.likewise(try indented(text, given))
    case "format": return .text(try TextFormat.percent(text, .tuple(given.positional)))
    case "truncate": return .text(try truncated(text, given))
    case "center":
      return try TextMethods.call("center", on: .text(text), given: given)
    case "wordcount": return .integer(wordCount(text))
    case "urlencode": return .text(encoded(text))
    default: return nil
    }
  }

  /// Runs of letters, digits and `_`, as Python's `\w+` finds them.
  private static func wordCount(_ text: String) -> Int {
    var count = 0
    var isInside = false
    for scalar in text.unicodeScalars {
      let isPart = scalar == "_" || TextMethods.isAlphanumeric(scalar)
      if isPart, !isInside { count += 1 }
      isInside = isPart
    }
    return count
  }

  private static func replaced(
    _ text: String, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    let (old, new) = (try given.text(0, "old"), try given.text(1, "new"))
    try TemplateSize.check(text.utf8.count + PythonString.count(of: old, in: text) * new.utf8.count)
    return .text(
      PythonString.replace(old, with: new, in: text, limit: try given.integer(2, "count")))
  }

  private static func joined(
    _ value: TemplateValue, _ given: TemplateArguments
  ) throws(TemplateFault) -> TemplateValue {
    var texts: [String] = []
    for item in try value.items() {
      let part = try given.value(1, "attribute").map { path throws(TemplateFault) in
        try MemberAccess.path(path, of: item)
      }
      texts.append((part ?? item).written)
    }
    let separator = given.value(0, "d")?.written ?? ""
    try TemplateSize.check(texts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count })
    return .text(texts.joined(separator: separator))
  }

  private static func indented(
    _ text: String, _ given: TemplateArguments
  ) throws(TemplateFault) -> String {
    let width = given.value(0, "width")
    try TemplateSize.check(width?.wholeNumber ?? 0)
    let space = width?.string ?? String(repeating: " ", count: max(0, width?.wholeNumber ?? 4))
    let (first, blank) = (given.isTrue(1, "first"), given.isTrue(2, "blank"))
    let lines = PythonString.lines(text + "\n", keepsEnds: false)
    try TemplateSize.check(text.utf8.count + lines.count * space.utf8.count)
    return lines.enumerated().map { place, line in
      (place == 0 ? first : blank || !line.isEmpty) ? space + line : line
    }.joined(separator: "\n")
  }

  /// Each word begins in upper case, and goes on in lower.
  private static func titled(_ text: String) -> String {
    var out = ""
    var isInside = false
    for scalar in text.unicodeScalars {
      let ends = PythonString.isSpace(scalar) || ["-", "(", "{", "[", "<"].contains(scalar)
      out += isInside ? scalar.properties.lowercaseMapping : scalar.properties.uppercaseMapping
      isInside = !ends
    }
    return out
  }

  private static func truncated(
    _ text: String, _ given: TemplateArguments
  ) throws(TemplateFault) -> String {
    let length = try given.integer(0, "length") ?? 255
    let end = given.value(2, "end")?.string ?? "..."
    let leeway = try given.integer(3, "leeway") ?? 5
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > length + leeway else { return text }
    let kept = scalars.prefix(max(0, length - end.unicodeScalars.count))
    if given.isTrue(1, "killwords") { return PythonString.text(kept) + end }
    let cut = kept.lastIndex(of: " ") ?? kept.endIndex
    return PythonString.text(kept[..<cut]) + end
  }

  private static func encoded(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/".utf8)
    return text.utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return plain.contains(byte)
        ? String(Character(Unicode.Scalar(byte))) : "%" + (byte < 16 ? "0" : "") + digits
    }.joined()
  }
}
