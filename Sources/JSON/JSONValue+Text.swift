// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
  /// The document as text: compact, or indented by two spaces. Only `"`, `\` and control characters
  /// are escaped; all other text stays as it is. Numbers print in the shortest form that reads back
  /// to the same value.
  package func text(indented: Bool = false) -> String {
    var out: [UInt8] = []
    write(to: &out, indented: indented)
    return String(decoding: out, as: UTF8.self)
  }

  /// The document as a file or a person gets it: indented, with a line break at its end.
  package var indented: String { text(indented: true) + "\n" }

  /// Adds the document's text to `out` as UTF-8.
  package func write(to out: inout [UInt8], indented: Bool = false) {
    write(to: &out, indent: indented ? 0 : nil)
  }

  /// Adds a JSON string with its quotes.
  package static func writeString(_ utf8: some Collection<UInt8>, to out: inout [UInt8]) {
    let isWritten: Void? = utf8.withContiguousStorageIfAvailable { writeString($0, to: &out) }
    if isWritten == nil { Array(utf8).withUnsafeBufferPointer { writeString($0, to: &out) } }
  }

  /// Adds a JSON string with its quotes.
  package static func writeString(_ utf8: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    JSONEscaper.append(utf8, to: &out)
  }

  private func write(to out: inout [UInt8], indent: Int?) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .number(let value): out.append(contentsOf: Self.numberText(value).utf8)
    case .string(let value): Self.writeString(value.utf8, to: &out)
    case .array(let values):
      Self.writeList(values, between: "[", and: "]", to: &out, indent: indent) {
        value, out, indent in
        value.write(to: &out, indent: indent)
      }
    case .object(let object):
      Self.writeList(object.members, between: "{", and: "}", to: &out, indent: indent) {
        member, out, indent in
        Self.writeString(member.key.utf8, to: &out)
        out.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
        member.value.write(to: &out, indent: indent)
      }
    }
  }

  private static func numberText(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    return "\(value)"
  }

  private static func writeList<Item>(
    _ items: [Item], between open: String, and close: String, to out: inout [UInt8], indent: Int?,
    writeItem: (Item, inout [UInt8], Int?) -> Void
  ) {
    out.append(contentsOf: open.utf8)
    let inner = indent.map { $0 + 2 }
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      writeBreak(to: &out, indent: inner)
      writeItem(item, &out, inner)
    }
    if !items.isEmpty { writeBreak(to: &out, indent: indent) }
    out.append(contentsOf: close.utf8)
  }

  private static func writeBreak(to out: inout [UInt8], indent: Int?) {
    guard let indent else { return }
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }
}
