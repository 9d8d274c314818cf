// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Most texts have the separator or stop sequence, some lack it.
struct PartialEnding: Check {
  static let kind = "partial-ending"
  static let holes = ["ending"]
  let field: Field

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
  }

  func isNeeded(_ profile: Profile) -> Bool {
    profile.needsEnding(field) && profile.ending(of: field) != nil
  }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    guard let ending = profile.ending(of: field) else { return }
    let text = record.text(of: field)
    if !text.ends(in: ending.bytes) {
      tally.add(record, field, max(0, text.count - 1)..<text.count)
    }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let ending = profile.ending(of: field)?.bytes ?? []
    return Conclusion(tally, field, values: ["ending": quoted(ending)]).map { [$0] } ?? []
  }
}
