// SPDX-License-Identifier: Apache-2.0

/// Reads a text file as completions, one a line, with empty prompts. A final line break makes an
/// empty row, a byte-order mark stays in the first completion.
enum PlainTextLines {
  static func frame(_ bytes: [UInt8]) -> PairFrame {
    var completions = PandasColumn()
    completions.reserve(bytes: bytes.count, rows: 0)
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var position = 0
      while position < buffer.count {
        let byte = buffer[position]
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          completions.extend(UnsafeBufferPointer(rebasing: buffer[start..<position]))
          completions.endRow()
          let isPair =
            byte == UInt8(ascii: "\r") && position + 1 < buffer.count
            && buffer[position + 1] == UInt8(ascii: "\n")
          position += isPair ? 1 : 0
          start = position + 1
        }
        position += 1
      }
      completions.extend(UnsafeBufferPointer(rebasing: buffer[start...]))
      completions.endRow()
    }
    var prompts = PandasColumn()
    for _ in 0..<completions.count { prompts.endRow() }
    return PairFrame(
      prompt: prompts, completion: completions, index: .range(completions.count),
      columns: [PandasColumnName(text: "prompt"), PandasColumnName(text: "completion")])
  }
}
