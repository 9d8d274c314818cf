// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Most texts have the separator or stop sequence, some lack it.
struct PartialEnding: EndingCheck {
  static let kind = "partial-ending"
  let field: Field

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let ending = profile.ending(of: field) else { return }
    let text = record.text(of: field)
    if !text.ends(in: ending.bytes) {
      tally.add(record, field, range: max(0, text.count - 1)..<text.count)
    }
  }
}
