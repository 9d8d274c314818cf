// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics

/// Finds for each row of the new side the one that it was: by keys where columns are named for that,
/// else by content.
struct RowMatching {
  private let old: DiffTable
  private let new: DiffTable
  /// The columns that both sides have, and where they stand.
  private let shared: [(name: String, old: Int, new: Int)]
  /// [new rows] The old row.
  private(set) var partners: [Int?]
  private var isTaken: [Bool]

  /// - Parameter keys: columns that together tell rows apart; empty: the content does.
  /// - Throws: `AssayError` when a key is missing, or stands for two rows of one file.
  init(_ old: DiffTable, _ new: DiffTable, keys: [String]) throws(AssayError) {
    self.old = old
    self.new = new
    shared = old.columns.enumerated().compactMap { place, name in
      new.index(of: name).map { (name, place, $0) }
    }
    partners = Array(repeating: nil, count: new.lines.count)
    isTaken = Array(repeating: false, count: old.lines.count)
    guard keys.isEmpty else {
      try matchKeys(keys)
      return
    }
    match { $0.map(\.name) }
    if let label = new.label.map({ new.columns[$0] }) {
      // The same but for the label: somebody changed it.
      match { $0.map(\.name).filter { $0 != label } }
    }
    matchPlaces()
  }

  // MARK: Keys

  private mutating func matchKeys(_ keys: [String]) throws(AssayError) {
    let places = try Self.places(keys, old)
    let known = try Self.rows(old, places, keys: keys)
    let newPlaces = try Self.places(keys, new)
    for (key, row) in try Self.rows(new, newPlaces, keys: keys) {
      guard let partner = known[key] else { continue }
      pair(row, with: partner)
    }
  }

  private static func places(
    _ keys: [String], _ table: DiffTable
  ) throws(AssayError) -> [Int] {
    var places: [Int] = []
    for key in keys {
      guard let place = table.index(of: key) else {
        throw AssayError(
          "there is no column '\(key)'", at: Location(file: table.file),
          remedy: "Name with --key one of \(table.columns.joined(separator: ", "))")
      }
      places.append(place)
    }
    return places
  }

  private static func rows(
    _ table: DiffTable, _ places: [Int], keys: [String]
  ) throws(AssayError) -> [ExactName: Int] {
    var rows: [ExactName: Int] = [:]
    for (row, line) in table.lines.enumerated() {
      let cells = places.map { line.cells[$0] }
      let name = keys.joined(separator: ",")
      let place = Location(file: table.file, row: line.number, line: line.line, field: name)
      guard cells.contains(where: { !$0.isEmpty }) else {
        throw AssayError(
          "the row has no key", at: place, remedy: "Fill the column, or leave out --key")
      }
      if let first = rows.updateValue(row, forKey: Self.joined(cells)) {
        throw AssayError(
          "the key '\(cells.joined(separator: ", "))' stands in line \(table.lines[first].line) already",
          at: place, remedy: "Name with --key columns that tell all rows apart, or leave it out")
      }
    }
    return rows
  }

  // MARK: Content

  /// Pairs rows that are free yet and have the same cells in some columns, in the order of the files.
  private mutating func match(
    by columns: ([(name: String, old: Int, new: Int)]) -> [String]
  ) {
    let names = Set(columns(shared))
    let chosen = shared.filter { names.contains($0.name) }
    guard !chosen.isEmpty else { return }
    var free: [ExactName: [Int]] = [:]
    for row in old.lines.indices.reversed() where !isTaken[row] {
      free[Self.joined(chosen.map { old.lines[row].cells[$0.old] }), default: []].append(row)
    }
    for row in new.lines.indices where partners[row] == nil {
      let key = Self.joined(chosen.map { new.lines[row].cells[$0.new] })
      if let partner = free[key]?.popLast() { pair(row, with: partner) }
    }
  }

  /// Pairs rows that stand at the same place among their neighbors and are alike: somebody edited them.
  private mutating func matchPlaces() {
    var expected = 0
    for row in new.lines.indices {
      if let partner = partners[row] {
        expected = partner + 1
        continue
      }
      guard expected < old.lines.count, !isTaken[expected] else { continue }
      if areAlike(expected, row) { pair(row, with: expected) }
      expected += 1
    }
  }

  /// Whether two rows have at least as many words in common as not.
  private func areAlike(_ oldRow: Int, _ newRow: Int) -> Bool {
    // Files without a column in common, such as chats and pairs, have no row in common.
    guard !shared.isEmpty else { return false }
    let before = Set(shared.flatMap { Self.words(old.lines[oldRow].cells[$0.old]) })
    let after = Set(shared.flatMap { Self.words(new.lines[newRow].cells[$0.new]) })
    return 2 * before.intersection(after).count >= before.union(after).count
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private mutating func pair(_ row: Int, with partner: Int) {
    partners[row] = partner
    isTaken[partner] = true
  }

  private static func joined(_ cells: [String]) -> ExactName {
    ExactName(cells.map { "\($0.utf8.count):\($0)" }.joined())
  }

  // MARK: Changes

  /// How many rows are the same on both sides.
  var unchanged: Int {
    partners.enumerated().count { row, partner in
      partner.map { differences($0, row).isEmpty } ?? false
    }
  }

  /// What became of all other rows: those of the new side in their order, then those that are gone.
  /// - Parameter areLabels: whether the completions are classes, as far as that can be told.
  func changes(areLabels: Bool) -> [RowChange] {
    let labels = LabelCounts(old, new)
    let kept = new.lines.indices.compactMap { row -> RowChange? in
      guard let partner = partners[row] else {
        return RowChange(kind: .added, old: nil, new: side(new, row), columns: [])
      }
      let columns = differences(partner, row)
      guard !columns.isEmpty else { return nil }
      let isLabel =
        columns == new.label.map { [new.columns[$0]] }
        && (areLabels || labels.recur(side(old, partner).label, side(new, row).label))
      return RowChange(
        kind: isLabel ? .relabelled : .edited, old: side(old, partner), new: side(new, row),
        columns: columns)
    }
    let gone = old.lines.indices.filter { !isTaken[$0] }.map {
      RowChange(kind: .gone, old: side(old, $0), new: nil, columns: [])
    }
    return kept + gone
  }

  private func differences(_ oldRow: Int, _ newRow: Int) -> [String] {
    shared.filter {
      ExactName(old.lines[oldRow].cells[$0.old]) != ExactName(new.lines[newRow].cells[$0.new])
    }.map(\.name)
  }

  /// How often each label stands in both files. In a file of few rows a label is what recurs.
  private struct LabelCounts {
    private var counts: [ExactName: Int] = [:]

    init(_ old: DiffTable, _ new: DiffTable) {
      for label in old.labeled.labels + new.labeled.labels {
        counts[ExactName(label), default: 0] += 1
      }
    }

    func recur(_ labels: String...) -> Bool {
      labels.allSatisfy { counts[ExactName($0), default: 0] > 1 }
    }
  }

  private func side(_ table: DiffTable, _ row: Int) -> RowChange.Side {
    let line = table.lines[row]
    let shown = table.prompt.map { line.cells[$0] } ?? Self.others(line, but: table.label)
    return RowChange.Side(
      number: line.number, line: line.line, prompt: shown,
      label: table.label.map { line.cells[$0] } ?? "")
  }

  /// The cells of a row that has no prompt.
  private static func others(_ line: DiffTable.Line, but label: Int?) -> String {
    line.cells.enumerated().filter { $0.offset != label && !$0.element.isEmpty }.map(\.element)
      .joined(separator: " | ")
  }
}
