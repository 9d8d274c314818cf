// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import Records
package import Tables

/// Which columns the rows have: how many rows there are of each shape, and the first of them.
package struct ShapeTable: Mergeable {
  package struct Shape: Sendable {
    /// The columns that are there, by their places.
    package let columns: [Int]
    package var count = 0
    package var places: [Finding.Place] = []

    fileprivate mutating func merge(_ next: Shape) {
      count += next.count
      places += next.places.prefix(Finding.shownPlaces - places.count)
    }
  }

  /// More shapes than this are not told apart.
  package static let limit = 1000

  package private(set) var shapes: [[Int]: Shape] = [:]

  package mutating func add(_ row: Row) {
    let columns = row.batch.columns.indices.filter { row.kind($0) != .missing }
    guard shapes[columns] != nil || shapes.count < Self.limit else { return }
    let place = Finding.Place(row: row.number, line: row.line)
    shapes[columns, default: Shape(columns: columns)]
      .merge(Shape(columns: columns, count: 1, places: [place]))
  }

  package mutating func merge(_ next: ShapeTable) {
    for (columns, shape) in next.shapes where shapes[columns] != nil || shapes.count < Self.limit {
      shapes[columns, default: Shape(columns: columns)].merge(shape)
    }
  }

  /// The shape of most rows first, then by first row.
  package var ranked: [Shape] {
    shapes.values.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : ($0.places.first?.row ?? 0) < ($1.places.first?.row ?? 0)
    }
  }
}
