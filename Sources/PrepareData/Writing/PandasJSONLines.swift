// SPDX-License-Identifier: Apache-2.0

/// Writes rows as pandas' `to_json` does for JSON Lines with raw non-ASCII text: `/` is escaped,
/// control characters below U+0020 are, nothing else; no rows give a single line break.
enum PandasJSONLines {
  static func bytes(_ frame: PairFrame, rows: some Collection<Int>) -> [UInt8] {
    guard !rows.isEmpty else { return [UInt8(ascii: "\n")] }
    var output: [UInt8] = []
    output.reserveCapacity(
      frame.prompt.bytes.count + frame.completion.bytes.count + 40 * rows.count)
    frame.prompt.bytes.withUnsafeBufferPointer { prompts in
      frame.completion.bytes.withUnsafeBufferPointer { completions in
        for row in rows {
          output.append(contentsOf: #"{"prompt":""#.utf8)
          write(UnsafeBufferPointer(rebasing: prompts[frame.prompt.range(row)]), to: &output)
          output.append(contentsOf: #"","completion":""#.utf8)
          write(
            UnsafeBufferPointer(rebasing: completions[frame.completion.range(row)]), to: &output)
          output.append(contentsOf: "\"}\n".utf8)
        }
      }
    }
    return output
  }

  private static func write(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var start = 0
    for (position, byte) in text.enumerated() {
      guard needsEscape(byte) else { continue }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
      writeEscape(byte, to: &output)
      start = position + 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      || byte == UInt8(ascii: "/")
  }

  private static func writeEscape(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0..<0x20:
      output.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 15] {
        output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: output.append(byte)
    }
  }
}
