// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Dataset
import Records

/// What a check concludes; the rule turns it into a finding.
package struct Conclusion: Sendable, Equatable {
  /// The field that is meant, when it is one.
  package var field: Field?
  package var places: [Finding.Place]
  /// How many rows are meant.
  package var rows: Int
  /// What goes into the holes of the message.
  package var values: [String: String]
  /// What is said in place of the rule's message.
  package var message: String?
  /// Whether the rule's fix, if it has one, may be made.
  package var isRepairable = true

  package init(
    _ field: Field? = nil, places: [Finding.Place] = [], rows: Int = 0,
    values: [String: String] = [:]
  ) {
    self.field = field
    self.places = places
    self.rows = rows
    self.values = values
  }

  /// The marks of a field; nil when there are none.
  package init?(_ tally: Tally, _ field: Field?, values: [String: String] = [:]) {
    let marks = tally[field]
    guard marks.count > 0 else { return nil }
    self.init(field, places: marks.places, rows: marks.count, values: values)
  }
}
