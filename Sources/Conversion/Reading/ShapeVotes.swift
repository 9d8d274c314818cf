// SPDX-License-Identifier: Apache-2.0

import Dataset
import Tables

/// Which columns the rows of a file have, so that the shape of most rows is that of the file: one row of
/// another shape has columns of its own, which say nothing about the others.
struct ShapeVotes {
  /// Rows by the places of the columns that they have.
  private var rows: [[Int]: Int] = [:]
  /// A hostile file could have other columns in each row.
  private static let mostPatterns = 10_000

  mutating func add(_ row: Row) {
    let present = Self.present(in: row)
    guard rows[present] != nil || rows.count < Self.mostPatterns else { return }
    rows[present, default: 0] += 1
  }

  /// The columns that decide what the rows are: those of the rows whose shape is the most frequent.
  /// - Parameter names: all columns of the file.
  func columns(of names: [String]) -> [String] {
    guard rows.count > 1, let whole = DataShape(names) else { return names }
    var votes: [String: (rows: Int, places: Set<Int>)] = [:]
    for (present, count) in rows {
      guard let shape = DataShape(present.map { names[$0] }) else { continue }
      let kind = (whole.isIncomplete(shape, among: names) ? whole : shape).kind
      let vote = votes[kind] ?? (0, [])
      votes[kind] = (vote.rows + count, vote.places.union(present))
    }
    // Of two that are as frequent, that which all columns make.
    let best = votes.keys.sorted().max { left, right in
      let counts = [left, right].map { votes[$0]?.rows ?? 0 }
      return counts[0] == counts[1] ? right == whole.kind : counts[0] < counts[1]
    }
    guard let best, let places = votes[best]?.places else { return names }
    return places.sorted().map { names[$0] }
  }

  /// Whether a row is of another shape than its file.
  static func isOther(_ row: Row, than shape: DataShape) -> Bool {
    let names = row.batch.columns
    guard let own = DataShape(present(in: row).map { names[$0] }) else { return false }
    return own.kind != shape.kind && !shape.isIncomplete(own, among: names)
  }

  private static func present(in row: Row) -> [Int] {
    row.batch.columns.indices.filter { place in
      switch row.kind(place) {
      case .missing, .null: false
      default: true
      }
    }
  }
}

extension DataShape {
  /// What tells this shape from others: rows of one kind are read in the same way.
  fileprivate var kind: String {
    switch self {
    case .conversations(let column): "conversations \(column)"
    case .contents(let column): "contents \(column)"
    case .preferences(let columns): "preferences \(columns.better)"
    case .pairs(let pairs): "pairs \(pairs.answer)"
    case .texts(let column): "texts \(column)"
    }
  }

  /// Whether rows of one column are rows of this shape that lack the others.
  fileprivate func isIncomplete(_ row: DataShape, among columns: [String]) -> Bool {
    guard case .texts(let column) = row else { return false }
    return own(of: columns).contains(column)
  }

  /// The columns that a shape is read from.
  /// - Parameter columns: all of the file.
  func own(of columns: [String]) -> Set<String> {
    let names: [String?] =
      switch self {
      case .conversations(let column): [column, "system", "tools", "functions"]
      case .contents(let column): [column, "systemInstruction", "tools"]
      case .preferences(let preferences):
        [preferences.better, preferences.worse, preferences.prompt, "tools"]
      case .pairs(let pairs): pairs.parts + [pairs.answer, pairs.system, pairs.history]
      case .texts(let column): [column]
      }
    return Set(names.compactMap { $0 }).intersection(columns)
  }
}
