// SPDX-License-Identifier: Apache-2.0

/// Texts with places for values, as Python's `%` and `format` fill them.
enum TextFormat {
  /// `"%s has %d" % values`
  static func percent(_ text: String, _ value: TemplateValue) throws(TemplateFault) -> String {
    var values: [TemplateValue] = [value]
    if case .tuple(let several) = value { values = several }
    var out = ""
    var letters = Array(text.unicodeScalars)[...]
    while let letter = letters.popFirst() {
      guard letter == "%" else {
        out.unicodeScalars.append(letter)
        continue
      }
      let kind = letters.popFirst()
      if kind == "%" {
        out += "%"
        continue
      }
      guard !values.isEmpty else { throw TemplateFault("a text has more places than values") }
      out += try filled(kind, values.removeFirst())
    }
    guard values.isEmpty else { throw TemplateFault("a text has fewer places than values") }
    return out
  }

  private static func filled(
    _ kind: Unicode.Scalar?, _ value: TemplateValue
  ) throws(TemplateFault) -> String {
    switch kind {
    case "s": return value.written
    case "r": return value.representation
    case "d", "i":
      guard let number = value.anyNumber, let whole = Int(exactly: number.rounded(.towardZero))
      else {
        throw TemplateFault("a whole number was expected, and a \(value.typeName) is there")
      }
      return String(whole)
    default: throw TemplateFault("only %s, %r, %d and %% are known as places in a text")
    }
  }

  /// `"{} has {name}".format(values)`
  static func braces(_ text: String, _ given: TemplateArguments) throws(TemplateFault) -> String {
    var out = ""
    var next = 0
    var letters = Array(text.unicodeScalars)[...]
    while let letter = letters.popFirst() {
      guard letter == "{" || letter == "}" else {
        out.unicodeScalars.append(letter)
        continue
      }
      if letters.first == letter {
        letters.removeFirst()
        out.unicodeScalars.append(letter)
        continue
      }
      guard letter == "{", let end = letters.firstIndex(of: "}") else {
        throw TemplateFault("a brace in a text has no partner")
      }
      let name = PythonString.text(letters[..<end])
      letters = letters[(end + 1)...]
      let index = name.isEmpty ? next : Int(name)
      if name.isEmpty { next += 1 }
      guard let value = index.map({ given.value($0, "") }) ?? given.named(name) else {
        throw TemplateFault("there is no value for the place {\(name)} of a text")
      }
      out += value.written
    }
    return out
  }
}
