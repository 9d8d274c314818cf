// SPDX-License-Identifier: Apache-2.0

/// A key that was pressed.
package enum ReviewKey: Sendable, Equatable {
  case character(Character)
  case enter, erase, escape, up, down, left, right
  /// Ctrl-C or Ctrl-D.
  case leave

  /// The keys that bytes of a terminal stand for.
  package static func keys(_ bytes: [UInt8]) -> [ReviewKey] {
    var keys: [ReviewKey] = []
    var rest = bytes[...]
    while let first = rest.first {
      if first == 0x1B {
        keys.append(sequence(&rest))
      } else if first < 0x20 || first == 0x7F {
        rest = rest.dropFirst()
        if let key = control(first) { keys.append(key) }
      } else {
        let text = rest.prefix { $0 >= 0x20 && $0 != 0x7F }
        rest = rest.dropFirst(text.count)
        keys += String(decoding: text, as: UTF8.self).map { .character($0) }
      }
    }
    return keys
  }

  /// What begins with an escape: an arrow, another key that is not used here, or the key alone.
  private static func sequence(_ rest: inout ArraySlice<UInt8>) -> ReviewKey {
    rest = rest.dropFirst()
    guard let mark = rest.first, mark == UInt8(ascii: "[") || mark == UInt8(ascii: "O") else {
      return .escape
    }
    rest = rest.dropFirst()
    let parameters = rest.prefix { (0x20...0x3F).contains($0) }
    rest = rest.dropFirst(parameters.count)
    defer { rest = rest.dropFirst() }
    switch rest.first {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return .right
    case UInt8(ascii: "D"): return .left
    default: return .escape
    }
  }

  private static func control(_ byte: UInt8) -> ReviewKey? {
    switch byte {
    case 0x03, 0x04: .leave
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .erase
    default: nil
    }
  }
}
