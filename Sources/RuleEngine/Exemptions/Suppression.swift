// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Records

/// One entry of a file of suppressions: what is not to be reported, why, and until when.
package struct Suppression: Sendable {
  package enum Subject: Sendable, Equatable {
    case row(RowKey)
    /// The prompt or the completion of a row.
    case text(String)
    case file
  }

  package let pattern: FilePattern
  /// The beginning of a rule's code.
  package let code: String
  package let subject: Subject
  package let reason: String
  /// The last day on which it holds, as `YYYY-MM-DD`.
  package let until: String?
  package let location: Location

  package func hasEnded(on today: String) -> Bool { until.map { $0 < today } ?? false }

  /// Adds the entry to what is not reported.
  package func exempt(_ id: Int, in exemptions: inout Exemptions) {
    switch subject {
    case .row(let key): exemptions.add(id, code: code, row: key)
    case .text(let text): exemptions.add(id, code: code, text: text)
    case .file: exemptions.add(id, code: code)
    }
  }
}
