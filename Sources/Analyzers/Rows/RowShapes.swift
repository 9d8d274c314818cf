// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import Platform
package import Records
import Tables

/// Finds out whether the rows of a JSON file have the same columns: how many shapes of rows there are, which
/// of them is the usual one, and the first rows of the others. A shape is a set of names, so that files with
/// their keys in another order have the same.
package struct RowShapes: StoredAnalyzer {
  package struct Fact: Sendable, Equatable {
    /// Different shapes; nil: more than are told apart, and none is usual.
    package fileprivate(set) var shapes: Int?
    /// Rows of another shape than the usual one, and the first of them.
    package fileprivate(set) var oddRows = 0
    package fileprivate(set) var places: [Finding.Place] = []
    /// Columns that some rows have and others lack.
    package fileprivate(set) var columns: [String] = []
  }

  /// More shapes than this are not told apart. What is counted is those of the whole file: which they are does
  /// not depend on the parts that it is read in.
  package static let limit = 1 << 16

  /// Rows that have the same columns.
  private struct Shape: Sendable, Codable {
    var count = 0
    /// Which shape it is, by the order of their first rows.
    let rank: Int
    /// The first rows; none of a shape of a rank that is never shown.
    var places: [Finding.Place] = []
  }

  /// By the bits of their hashes; numbers of this type are written in a settled order.
  private var shapes: [Int: Shape] = [:]
  private var hasOverflowed = false
  private var rows = 0
  private var firstPlaces: [Finding.Place] = []
  /// How many rows have each column.
  private var presence: [String: Int] = [:]

  package init() {}

  /// Rows of other formats cannot lack a column, and after fixes of pairs none does.
  package func starting(on stream: RecordStream, _ settings: Settings) -> RowShapes? {
    stream.hasAllColumns && [.json, .jsonl].contains(stream.source.format) ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    let rows = batch.records.rows
    // Mixed, since hashes of names that are nearly the same add up to the same.
    let hashes = rows.columns.map { name in
      Int(bitPattern: UInt(SplitMix64.mixed(ByteHash.hash(Array(name.utf8)))))
    }
    var counts = [Int](repeating: 0, count: hashes.count)
    for index in 0..<rows.count {
      let row = rows[index]
      var shape = 0
      for column in hashes.indices where row.kind(column) != .missing {
        // A sum: the order of the names does not matter.
        shape &+= hashes[column]
        counts[column] += 1
      }
      let place = Finding.Place(row: batch.records.number(of: index), line: row.line)
      note(shape, 1, places: [place])
    }
    for (name, count) in zip(rows.columns, counts) { presence[name, default: 0] += count }
  }

  package mutating func merge(_ next: RowShapes) {
    let (before, places) = (rows, firstPlaces)
    if next.hasOverflowed { overflow() }
    for (hash, shape) in next.shapes.sorted(by: { $0.value.rank < $1.value.rank }) {
      note(hash, shape.count, places: shape.places)
    }
    rows = before + next.rows
    firstPlaces = places + next.firstPlaces.prefix(Finding.shownPlaces - places.count)
    presence.merge(next.presence, uniquingKeysWith: +)
  }

  private mutating func note(_ hash: Int, _ count: Int, places: [Finding.Place]) {
    rows += count
    firstPlaces += places.prefix(Finding.shownPlaces - firstPlaces.count)
    guard !hasOverflowed else { return }
    var shape = shapes[hash] ?? Shape(rank: shapes.count)
    shape.count += count
    // So many shapes have the first odd rows, whichever of them is the usual one.
    if shape.rank <= Finding.shownPlaces {
      shape.places += places.prefix(Finding.shownPlaces - shape.places.count)
    }
    shapes[hash] = shape
    if shapes.count > Self.limit { overflow() }
  }

  private mutating func overflow() {
    hasOverflowed = true
    shapes = [:]
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact {
    var fact = Fact(shapes: hasOverflowed ? nil : shapes.count)
    let usual = shapes.values.max { ($0.count, $1.rank) < ($1.count, $0.rank) }
    fact.oddRows = rows - (usual?.count ?? 0)
    fact.places = usual.map(oddPlaces) ?? firstPlaces
    // Where a column is in some rows and not in all, one shape has it and another does not.
    fact.columns = profile.columns.filter { 1..<rows ~= presence[$0] ?? 0 }
    return fact
  }

  /// The first rows of other shapes than the usual one.
  private func oddPlaces(_ usual: Shape) -> [Finding.Place] {
    let places = shapes.values.filter { $0.rank != usual.rank }.flatMap(\.places)
    return Array(places.sorted { $0.row < $1.row }.prefix(Finding.shownPlaces))
  }
}
