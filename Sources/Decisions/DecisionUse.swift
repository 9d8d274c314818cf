// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records
import Tables

/// Decisions as they apply to the rows of a file.
package struct DecisionUse: Sendable {
  /// By the number of the row.
  private let actions: [Int: RowDecision.Action]
  /// Decisions about rows that the file does not have, or not as they were.
  package let stale: [RowDecision]
  private let path: String

  /// The code under which rows are reported that a decision changed or dropped.
  package static let code = "decision"

  /// - Parameter rows: as they stand in the file.
  /// - Throws: `AssayError` when they cannot be read.
  package init(_ file: DecisionFile, rows: RecordStream) throws(AssayError) {
    let wanted = Dictionary(uniqueKeysWithValues: file.decisions.map { ($0.row, $0) })
    var identities = RowIdentities()
    var actions: [Int: RowDecision.Action] = [:]
    var met: Set<RowIdentity> = []
    try rows.mapInOrder { batch in
      (0..<batch.count).map { (batch.number(of: $0), RowKey(batch.rows[$0], in: batch)) }
    } consume: { keys in
      for (number, key) in keys {
        let identity = identities.next(key)
        guard let decision = wanted[identity] else { continue }
        met.insert(identity)
        actions[number] = decision.action
      }
    }
    self.actions = actions
    stale = file.decisions.filter { !met.contains($0.row) }
    path = file.path
  }

  package var changed: Int { actions.values.count { if case .change = $0 { true } else { false } } }
  package var dropped: Int { actions.values.count { $0 == .drop } }
  package var kept: Int { actions.values.count { $0 == .keep } }

  /// The edits; none where all labels are kept.
  package var steps: [FixStep] {
    var steps: [FixStep] = []
    let actions = actions
    if dropped > 0 {
      steps.append(
        FixStep(.dropRows, "drop the rows that \(path) decides to drop") { record in
          guard actions[record.number] == .drop else { return false }
          record.isDropped = true
          return true
        })
    }
    if changed > 0 {
      steps.append(
        FixStep(.columns, "change the labels that \(path) decides to change") { record in
          guard record.chat == nil, case .change(let label)? = actions[record.number] else {
            return false
          }
          record.completion = Array(label.utf8)
          record.becomeText(.completion)
          return true
        })
    }
    return steps.map { step in
      var step = step
      step.code = Self.code
      return step
    }
  }

  /// What the decisions do, in words.
  package var lines: [String] {
    var lines = [
      "decisions   \(path): \(Plural.counted(changed, "label")) changed, "
        + "\(Plural.counted(dropped, "row")) dropped, \(Plural.counted(kept, "label")) kept"
    ]
    guard let first = stale.first else { return lines }
    let many = stale.count == 1 ? "decision is" : "decisions are"
    lines.append(
      "warning: \(Plural.grouped(stale.count)) \(many) about rows that the file does not have as they"
        + " were, and left out; the first was row \(first.number + 1), \"\(first.text)\"")
    return lines
  }
}
