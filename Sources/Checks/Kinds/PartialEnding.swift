// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Most texts have the separator or stop sequence, some lack it.
struct PartialEnding: EndingCheck {
  static let kind = "partial-ending"
  let field: Field

  func inspect(_ record: Record, _ ending: [UInt8], into tally: inout Tally) {
    let text = record.text(of: field)
    if !text.ends(in: ending) {
      tally.add(record, field, range: max(0, text.count - 1)..<text.count)
    }
  }
}
