// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// A text is nothing but the separator or stop sequence of its column, once or more often, and space.
struct EndingAlone: EndingCheck {
  static let kind = "ending-alone"
  let field: Field

  func inspect(_ record: Record, _ ending: [UInt8], into tally: inout Tally) {
    guard record.kind(of: field) == .text, Self.holdsOnly(ending, record.text(of: field)) else {
      return
    }
    tally.add(record, field)
  }

  /// Where all texts are the same, another rule says so.
  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let ending = profile.ending(of: field)?.bytes ?? []
    guard tally[field].count < profile.survey(of: field).edges.count else { return [] }
    return Conclusion(tally, field, values: ["ending": quoted(ending)]).map { [$0] } ?? []
  }

  private static func holdsOnly(_ ending: [UInt8], _ text: Bytes) -> Bool {
    ending.withUnsafeBufferPointer { ending in
      let mark = ending.visible
      guard !mark.isEmpty else { return false }
      var rest = text.visible
      guard !rest.isEmpty else { return false }
      while rest.suffix(mark.count).elementsEqual(mark) {
        rest = Bytes(rebasing: rest.dropLast(mark.count)).visible
      }
      return rest.isEmpty
    }
  }
}
