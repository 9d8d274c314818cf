// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Lowers the case of texts, but not of the separator or stop sequence at their end. Not for
/// labels, which could become equal.
struct LowerCase: ColumnFix {
  static let kind = "lower-case"
  let field: Field

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard field == .prompt || profile.task != .classification else { return nil }
    let field = field
    let ending = profile.ending(of: field)?.bytes ?? []
    return FixStep(.letterCase, "lower the case of each \(field.rawValue)") { record in
      let text = record[field]
      let tail = text.suffix(ending.count).elementsEqual(ending) ? ending.count : 0
      let body = String(decoding: text.dropLast(tail), as: UTF8.self).lowercased()
      record[field] = Array(body.utf8) + text.suffix(tail)
      return record[field] != text
    }
  }
}
