// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import Records

/// A finding at one of its places, for consumers that follow each place over time.
struct Issue {
  let finding: Finding
  /// Nil when the finding is about the file as a whole.
  let place: Finding.Place?
  /// Which of the shown places it is, counted from 1.
  let number: Int
  /// Made of file, rule, column and what the row says, so that it stays when rows move. Rows that
  /// say the same are told apart by their order.
  let fingerprint: String

  /// `message (row 3 of 17 in all)`.
  var message: String {
    guard finding.rowCount > 1, let place else { return finding.message }
    return "\(finding.message) (row \(place.rowInFile + 1), \(number) of \(finding.rowCount))"
  }

  /// All places of a report's findings, as far as findings keep them.
  static func all(in report: LintReport, _ options: RenderOptions) -> [Issue] {
    var taken: [String: Int] = [:]
    let excerpts = options.excerpts[report.path]
    return report.findings.flatMap { finding in
      let places = finding.places.isEmpty ? [nil] : finding.places.map(Optional.some)
      return places.enumerated().map { index, place in
        let key = place.flatMap { excerpts?.key(row: $0.row)?.text } ?? "file"
        let identity = [finding.file, finding.code, finding.field ?? "", key]
          .joined(separator: "\u{0}")
        let turn = taken[identity, default: 0]
        taken[identity] = turn + 1
        let hash = ByteHash.hash(Array("\(identity)\u{0}\(turn)".utf8))
        return Issue(
          finding: finding, place: place, number: index + 1,
          fingerprint: Hexadecimal.digits(hash, count: 16))
      }
    }
  }
}
