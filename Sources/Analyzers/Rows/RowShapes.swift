// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Records
import Tables

/// Finds out which columns the rows of a JSON file have: how many rows there are of each shape, and the
/// first of them.
package struct RowShapes: Analyzer {
  /// Rows that have the same columns.
  package struct Shape: Sendable {
    /// The columns that are there, by their places.
    package let columns: [Int]
    package fileprivate(set) var count = 0
    package fileprivate(set) var places: [Finding.Place] = []

    fileprivate mutating func merge(_ next: Shape) {
      count += next.count
      places += next.places.prefix(Finding.shownPlaces - places.count)
    }
  }

  /// The shape of most rows first, then by first row.
  package typealias Fact = [Shape]

  /// More shapes than this are not told apart.
  static let limit = 1000
  private var shapes: [[Int]: Shape] = [:]

  package init() {}

  /// Rows of other formats cannot lack a column, and after fixes none does.
  package func starting(on stream: RecordStream, _ settings: Settings) -> RowShapes? {
    stream.plan.isEmpty && [.json, .jsonl].contains(stream.source.format) ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    let rows = batch.records.rows
    for index in 0..<rows.count {
      let row = rows[index]
      let columns = rows.columns.indices.filter { row.kind($0) != .missing }
      let place = Finding.Place(row: row.number, line: row.line)
      merge(Shape(columns: columns, count: 1, places: [place]))
    }
  }

  package mutating func merge(_ next: RowShapes) {
    for shape in next.shapes.values { merge(shape) }
  }

  private mutating func merge(_ shape: Shape) {
    guard shapes[shape.columns] != nil || shapes.count < Self.limit else { return }
    shapes[shape.columns, default: Shape(columns: shape.columns)].merge(shape)
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> [Shape] {
    shapes.values.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : ($0.places.first?.row ?? 0) < ($1.places.first?.row ?? 0)
    }
  }
}
