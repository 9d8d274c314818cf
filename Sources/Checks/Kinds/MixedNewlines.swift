// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Some texts break lines by CR LF or CR, others by LF.
struct MixedNewlines: TextCheck {
  static let kind = "mixed-newlines"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func mayConcern(_ traits: TextTraits) -> Bool { traits.hasControls }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    if let start = text.firstIndex(of: 0x0D) {
      let isPair = start + 1 < text.count && text[start + 1] == 0x0A
      tally.add(record, field, range: start..<start + (isPair ? 2 : 1))
    }
    if Self.hasPlainLineFeed(text) { tally.addOther(record) }
  }

  /// Rows with a plain line feed are counted aside; they are right as soon as there are any.
  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard tally.others.count > 0 else { return [] }
    return [Field.prompt, .completion, nil].compactMap { Conclusion(tally, $0) }
  }

  private static func hasPlainLineFeed(_ text: Bytes) -> Bool {
    text.indices.contains { text[$0] == 0x0A && ($0 == 0 || text[$0 - 1] != 0x0D) }
  }
}
