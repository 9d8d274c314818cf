// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// The separator or stop sequence starts inside of what a reader sees as one character.
struct CutCharacter: EndingCheck {
  static let kind = "cut-character"
  let field: Field

  func inspect(_ record: Record, _ ending: [UInt8], into tally: inout Tally) {
    let text = record.text(of: field)
    guard text.ends(in: ending), text.count > ending.count else { return }
    let start = text.count - ending.count
    // Characters are ASCII nearly always, where only a line break has two bytes.
    if text[start] < 0x80, text[start - 1] < 0x80 {
      guard text[start] == 0x0A, text[start - 1] == 0x0D else { return }
    } else if !Self.joins(text, at: start) {
      return
    }
    tally.add(record, field, range: start - 1..<text.count)
  }

  /// Whether the text has fewer characters than its two parts.
  private static func joins(_ text: Bytes, at start: Int) -> Bool {
    let before = String(decoding: text[max(0, start - 64)..<start], as: UTF8.self)
    let after = String(decoding: text[start...].prefix(64), as: UTF8.self)
    return (before + after).count < before.count + after.count
  }
}
