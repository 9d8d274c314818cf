// SPDX-License-Identifier: Apache-2.0

import JSON

/// What of a file a conversion leaves out: columns, keys inside of them, and whole rows.
package struct LeftOut: Sendable, Equatable {
  /// Something that is not written, the rows that have it, and the first of its values.
  package struct Item: Sendable, Equatable {
    package let name: String
    package fileprivate(set) var rows = 0
    package let example: String
    /// The row of the example, counted from 0, and its line.
    package let firstRow: Int
    package let firstLine: Int
    fileprivate var lastRow = -1
  }

  package private(set) var columns: [Item] = []
  package private(set) var keys: [Item] = []
  /// Rows by what kept them from being written.
  package private(set) var obstacles: [(obstacle: Obstacle, item: Item)] = []
  /// The row under way.
  private var row = 0
  private var line = 0
  private static let longestExample = 60
  /// A hostile file could have a million keys.
  private static let mostItems = 200

  package init() {}

  package static func == (left: LeftOut, right: LeftOut) -> Bool {
    left.columns == right.columns && left.keys == right.keys
      && left.obstacles.map(\.item) == right.obstacles.map(\.item)
  }

  package var isEmpty: Bool { columns.isEmpty && keys.isEmpty && obstacles.isEmpty }

  /// Rows that were not written.
  package var rows: Int { obstacles.reduce(0) { $0 + $1.item.rows } }

  mutating func begin(row: Int, line: Int) {
    self.row = row
    self.line = line
  }

  mutating func addColumn(_ name: String, _ text: String) {
    add(name, text, to: \.columns)
  }

  /// Notes a key and its value, unless that is `null`, which says nothing.
  mutating func addKey(_ name: String, _ value: JSONValue) {
    if value != .null { add(name, value.string ?? value.text(), to: \.keys) }
  }

  /// Notes all members of a message that are not written.
  mutating func addKeys(of message: JSONValue, apartFrom kept: Set<String>) {
    for member in message.object?.members ?? [] where !kept.contains(member.key) {
      addKey("messages[].\(member.key)", member.value)
    }
  }

  mutating func add(_ obstacle: Obstacle) {
    if let index = obstacles.firstIndex(where: { $0.obstacle == obstacle }) {
      obstacles[index].item.rows += 1
    } else {
      obstacles.append((obstacle, item(obstacle.rawValue, "", rows: 1)))
    }
  }

  private mutating func add(
    _ name: String, _ text: String, to list: WritableKeyPath<LeftOut, [Item]>
  ) {
    guard let index = self[keyPath: list].firstIndex(where: { $0.name == name }) else {
      if self[keyPath: list].count < Self.mostItems {
        self[keyPath: list].append(item(name, text, rows: 1))
      }
      return
    }
    // A row counts once, however often it has the key.
    guard self[keyPath: list][index].lastRow != row else { return }
    self[keyPath: list][index].rows += 1
    self[keyPath: list][index].lastRow = row
  }

  private func item(_ name: String, _ text: String, rows: Int) -> Item {
    let example =
      text.count > Self.longestExample ? text.prefix(Self.longestExample) + "..." : text
    return Item(
      name: name, rows: rows, example: example, firstRow: row, firstLine: line, lastRow: row)
  }
}
