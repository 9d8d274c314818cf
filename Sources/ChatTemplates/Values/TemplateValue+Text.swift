// SPDX-License-Identifier: Apache-2.0

extension TemplateValue {
  /// What Python's `str` gives, and what `{{ value }}` writes.
  var written: String {
    switch self {
    case .undefined: ""
    case .text(let text), .markup(let text): text
    default: representation
    }
  }

  /// What Python's `repr` gives.
  var representation: String {
    switch self {
    case .undefined: "Undefined"
    case .nothing: "None"
    case .bool(let value): value ? "True" : "False"
    case .integer(let value): String(value)
    case .number(let value): "\(value)"
    case .text(let text): PythonString.quoted(text)
    case .markup(let text): "Markup(\(PythonString.quoted(text)))"
    case .list(let items): "[" + Self.joined(items) + "]"
    case .tuple(let items): "(" + Self.joined(items) + (items.count == 1 ? ",)" : ")")
    case .stream: "<generator>"
    case .mapping(let mapping):
      "{"
        + mapping.entries.map { "\($0.key.representation): \($0.value.representation)" }
        .joined(separator: ", ") + "}"
    case .object: "<object>"
    case .function(let function): "<function \(function.name)>"
    }
  }

  private static func joined(_ items: [TemplateValue]) -> String {
    items.map(\.representation).joined(separator: ", ")
  }

  /// The text with the five letters that HTML reads in another way written as entities; as it is where
  /// it is safe already.
  var escaped: String {
    if case .markup(let text) = self { return text }
    var out = ""
    for scalar in written.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "'": out += "&#39;"
      case "\"": out += "&#34;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
