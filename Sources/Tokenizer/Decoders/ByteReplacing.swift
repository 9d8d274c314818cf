// SPDX-License-Identifier: Apache-2.0

/// Replaces texts that are bytes.
enum ByteReplacing {
  /// All places of `old`, from the left, with `new` instead.
  static func replace(_ old: [UInt8], with new: [UInt8], in text: [UInt8]) -> [UInt8] {
    guard let first = old.first, text.contains(first) else { return text }
    var out: [UInt8] = []
    var place = 0
    while place < text.count {
      if text[place...].starts(with: old) {
        out.append(contentsOf: new)
        place += old.count
      } else {
        out.append(text[place])
        place += 1
      }
    }
    return out
  }
}
