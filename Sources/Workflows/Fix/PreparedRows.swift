// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Records
package import RuleEngine

/// Rows as they are after a fix, in memory, for those who go on with them. Rows without a completion
/// are left out: they say nothing about any.
package struct PreparedRows: Sendable {
  package private(set) var prompts: [String] = []
  package private(set) var completions: [String] = []
  /// The places that the rows had in the file.
  package private(set) var numbers: [Int] = []
  /// The lines where they began there, from 1.
  package private(set) var lines: [Int] = []

  private init() {}

  /// - Throws: `AssayError` when the file cannot be read again.
  package init(_ outcome: Fixer.Outcome) throws(AssayError) {
    var rows = PreparedRows()
    let stream = outcome.rows
    try stream.mapInOrder { batch in
      var part = PreparedRows()
      stream.plan.visit(batch) { part.add($1) }
      return part
    } consume: { part in
      rows.append(part)
    }
    self = rows
  }

  private mutating func add(_ record: borrowing EditableRecord) {
    guard !record.isDropped, !record.completion.isEmpty else { return }
    prompts.append(String(decoding: record.prompt, as: UTF8.self))
    completions.append(String(decoding: record.completion, as: UTF8.self))
    numbers.append(record.number)
    lines.append(record.line)
  }

  private mutating func append(_ next: PreparedRows) {
    prompts += next.prompts
    completions += next.completions
    numbers += next.numbers
    lines += next.lines
  }
}
