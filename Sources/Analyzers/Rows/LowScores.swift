// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
package import Records
import Tables

/// Finds rows to which another tool gave a low score.
package struct LowScores: RowAnalyzer {
  /// The rows that miss a limit.
  package typealias Fact = [ScoreLimit: BitSet]

  private var limits: [ScoreLimit]
  private var missed: [ScoreLimit: [Int]] = [:]

  package init(_ limit: ScoreLimit) { limits = [limit] }

  package mutating func include(_ other: LowScores) {
    limits += other.limits.filter { !limits.contains($0) }
  }

  /// Fixes of pairs leave no column but prompt and completion.
  package func starting(on stream: RecordStream, _ settings: Settings) -> LowScores? {
    stream.hasAllColumns ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    let rows = batch.records.rows
    for limit in limits {
      guard let column = rows.columns.firstIndex(of: limit.column) else { continue }
      for index in 0..<rows.count where limit.isMissed(by: rows[index], column) {
        missed[limit, default: []].append(batch.records.number(of: index))
      }
    }
  }

  package mutating func merge(_ next: LowScores) {
    missed.merge(next.missed) { $0 + $1 }
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact {
    missed.mapValues { BitSet($0) }
  }
}

/// The column of an outside score, and the score that a row should have at least.
package struct ScoreLimit: Sendable, Hashable {
  package let column: String
  package let minimum: Double

  package init(column: String, minimum: Double) {
    self.column = column
    self.minimum = minimum
  }

  /// Whether a row has a score and it is under the minimum. Text that is a number counts as one.
  fileprivate func isMissed(by row: Row, _ column: Int) -> Bool {
    guard [.number, .text].contains(row.kind(column)), let score = Double(row.text(column)) else {
      return false
    }
    return score < minimum
  }
}
