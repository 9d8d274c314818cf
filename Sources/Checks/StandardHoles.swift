// SPDX-License-Identifier: Apache-2.0

package import Analyzers
import AssayCore
import Dataset
import Records

/// Message holes that every rule may use.
package enum StandardHoles {
  package static let names = [
    "rows", "count", "total", "share", "field", "have", "are", "s",
  ]

  package static func values(_ conclusion: Conclusion, _ profile: Profile) -> [String: String] {
    var values = [
      "rows": counted(conclusion.rows, "row"),
      "count": Plural.grouped(conclusion.rows),
      "total": Plural.grouped(profile.rows),
      "share": percent(conclusion.rows, of: profile.rows),
      "field": conclusion.field.map { name(of: $0, profile) } ?? "row",
      // What a verb is after `{rows}`.
      "have": conclusion.rows == 1 ? "has" : "have",
      "are": conclusion.rows == 1 ? "is" : "are",
      "s": conclusion.rows == 1 ? "s" : "",
    ]
    values.merge(conclusion.values) { $1 }
    return values
  }

  /// `prompt`, or the user's own name: `column `question``.
  private static func name(of field: Field, _ profile: Profile) -> String {
    guard let column = profile.column(of: field), column != field.rawValue else {
      return field.rawValue
    }
    return "column \(quoted(column.utf8))"
  }

  /// `1 row`, `2 rows`.
  package static func counted(_ count: Int, _ noun: String) -> String {
    Plural.counted(count, noun)
  }

  /// A share in whole per cent, but never 0 % or 100 % for a part that is neither.
  static func percent(_ part: Int, of total: Int) -> String {
    guard total > 0, part > 0 else { return "0 %" }
    if part >= total { return "100 %" }
    let share = Int((Double(part) / Double(total) * 100).rounded())
    return share == 0 ? "under 1 %" : share == 100 ? "over 99 %" : "\(share) %"
  }
}
