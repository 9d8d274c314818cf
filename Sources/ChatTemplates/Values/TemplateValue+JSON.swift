// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform

extension TemplateValue {
  /// The value of a JSON document, as Python's `json.loads` gives it.
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .nothing
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let text): self = .text(text)
    case .array(let items): self = .list(items.map(TemplateValue.init))
    case .object(let object):
      self = .mapping(
        TemplateMapping(object.members.map { (.text($0.key), TemplateValue($0.value)) }))
    }
  }
}

/// Writes values as Python's `json.dumps` does.
struct PythonJSON {
  /// Whether letters outside ASCII are escaped.
  var isASCII = false
  /// What each level is indented by; nil writes one line.
  var indent: String?
  var itemSeparator = ", "
  var keySeparator = ": "
  var sortsKeys = false

  /// - Throws: `TemplateFault` for a value that JSON has no form for.
  func text(of value: TemplateValue) throws(TemplateFault) -> String {
    var out = ""
    try write(value, to: &out, depth: 0)
    return out
  }

  private func write(
    _ value: TemplateValue, to out: inout String, depth: Int
  ) throws(TemplateFault) {
    switch value {
    case .nothing: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .number(let value): out += Self.text(of: value)
    case .text(let text), .markup(let text): writeString(text, to: &out)
    case .list(let items), .tuple(let items): try writeList(items, to: &out, depth: depth)
    case .mapping(let mapping): try writeMapping(mapping, to: &out, depth: depth)
    case .undefined(let what): throw TemplateFault("JSON cannot hold it: \(what)")
    default: throw TemplateFault("JSON cannot hold a value of type \(value.typeName)")
    }
  }

  private static func text(of value: Double) -> String {
    value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : "\(value)"
  }

  private func writeList(
    _ items: [TemplateValue], to out: inout String, depth: Int
  ) throws(TemplateFault) {
    guard !items.isEmpty else {
      out += "[]"
      return
    }
    out += "["
    for (place, item) in items.enumerated() {
      if place > 0 { out += separator }
      breakLine(&out, depth + 1)
      try write(item, to: &out, depth: depth + 1)
    }
    breakLine(&out, depth)
    out += "]"
  }

  private func writeMapping(
    _ mapping: TemplateMapping, to out: inout String, depth: Int
  ) throws(TemplateFault) {
    guard !mapping.entries.isEmpty else {
      out += "{}"
      return
    }
    var entries = mapping.entries
    if sortsKeys {
      try TemplateOrder.sort(&entries) { (one, another) throws(TemplateFault) in
        try one.key.isLess(than: another.key)
      }
    }
    out += "{"
    for (place, entry) in entries.enumerated() {
      if place > 0 { out += separator }
      breakLine(&out, depth + 1)
      writeString(try Self.key(entry.key), to: &out)
      out += keySeparator
      try write(entry.value, to: &out, depth: depth + 1)
    }
    breakLine(&out, depth)
    out += "}"
  }

  private var separator: String { itemSeparator }

  private static func key(_ key: TemplateValue) throws(TemplateFault) -> String {
    switch key {
    case .text(let text), .markup(let text): text
    case .nothing: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): text(of: value)
    default: throw TemplateFault("a key of JSON cannot be of type \(key.typeName)")
    }
  }

  private func breakLine(_ out: inout String, _ depth: Int) {
    guard let indent else { return }
    out += "\n" + String(repeating: indent, count: depth)
  }

  private func writeString(_ text: String, to out: inout String) {
    var bytes: [UInt8] = []
    JSONValue.writeString(text.utf8, to: &bytes)
    let escaped = String(decoding: bytes, as: UTF8.self)
    guard isASCII else {
      out += escaped
      return
    }
    for unit in escaped.utf16 {
      if unit < 0x80 {
        out.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        out += "\\u\(Hexadecimal.digits(unit, count: 4))"
      }
    }
  }
}
