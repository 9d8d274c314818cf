// SPDX-License-Identifier: Apache-2.0

/// A value as Python holds it after reading JSON or a workbook.
indirect enum PythonValue: Sendable, Equatable {
  case none
  /// NaN standing for a value that is absent.
  case missing
  case bool(Bool)
  case integer(Int64)
  /// A whole number from 2^63 to 2^64 - 1.
  case unsigned(UInt64)
  case float(Double)
  /// UTF-8, with lone surrogates as three bytes.
  case text([UInt8])
  case list([PythonValue])
  /// Keys in the order of their first appearance, each once.
  case dictionary([(key: [UInt8], value: PythonValue)])

  static func == (left: PythonValue, right: PythonValue) -> Bool {
    left.string == right.string
  }

  /// What `str()` gives.
  var string: [UInt8] {
    if case .text(let text) = self { return text }
    var output: [UInt8] = []
    writeRepresentation(to: &output)
    return output
  }

  /// What `repr()` gives.
  private func writeRepresentation(to output: inout [UInt8]) {
    switch self {
    case .none: output += "None".utf8
    case .missing: output += "nan".utf8
    case .bool(let value): output += (value ? "True" : "False").utf8
    case .integer(let value): output += value.description.utf8
    case .unsigned(let value): output += value.description.utf8
    case .float(let value): output += PythonFloat.representation(value).utf8
    case .text(let text): PythonText.writeRepresentation(of: text, to: &output)
    case .list(let items): Self.write(items, to: &output)
    case .dictionary(let members): Self.write(members, to: &output)
    }
  }

  private static func write(_ items: [PythonValue], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for (position, item) in items.enumerated() {
      if position > 0 { output += ", ".utf8 }
      item.writeRepresentation(to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private static func write(
    _ members: [(key: [UInt8], value: PythonValue)], to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    for (position, member) in members.enumerated() {
      if position > 0 { output += ", ".utf8 }
      PythonText.writeRepresentation(of: member.key, to: &output)
      output += ": ".utf8
      member.value.writeRepresentation(to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }
}
