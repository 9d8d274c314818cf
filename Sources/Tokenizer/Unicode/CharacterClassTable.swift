// SPDX-License-Identifier: Apache-2.0

import Algorithms

/// A byte for every Unicode scalar that says what a splitter has to know of it, up to the last scalar
/// of which there is something to say.
final class CharacterClassTable: Sendable {
  /// The classes of the scalars 0..<count; of all later ones there is nothing to say: 0.
  nonisolated(unsafe) let classes: UnsafePointer<UInt8>
  let count: UInt32

  /// `CharacterClass`, for GPT-2's splitter.
  static let shared = CharacterClassTable { category, isSpace in
    if isSpace { return CharacterClass.whiteSpace }
    if category.isLetter { return CharacterClass.letter }
    return category.isNumber ? CharacterClass.number : CharacterClass.other
  }

  /// `SplitTraits`, for the later splitters.
  static let split = CharacterClassTable { category, isSpace in
    SplitTraits.of(category, isSpace: isSpace)
  }

  /// - Parameter kind: the class of a scalar by its category and whether it is white space.
  private init(_ kind: (CharacterTraits.Category, Bool) -> UInt8) {
    let changes = CharacterTraits.shared.changes.map { change in
      let category = CharacterTraits.Category(rawValue: UInt8(change.traits & 0x1F))
      return (
        first: Int(change.scalar),
        kind: kind(category ?? .unassigned, change.traits & CharacterTraits.whiteSpace != 0)
      )
    }
    let lastWord = changes.lastIndex { $0.kind != 0 } ?? 0
    let last = changes[min(lastWord + 1, changes.count - 1)].first
    count = UInt32(last)
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: last)
    for (change, next) in changes.adjacentPairs() where next.first <= last {
      (table + change.first).update(repeating: change.kind, count: next.first - change.first)
    }
    classes = UnsafePointer(table)
  }

  deinit {
    classes.deallocate()
  }
}

extension CharacterTraits.Category {
  var isLetter: Bool { (Self.uppercaseLetter.rawValue...Self.otherLetter.rawValue) ~= rawValue }
  var isMark: Bool { (Self.nonspacingMark.rawValue...Self.enclosingMark.rawValue) ~= rawValue }
  var isNumber: Bool { (Self.decimalNumber.rawValue...Self.otherNumber.rawValue) ~= rawValue }
  /// `\p{P}` or `\p{S}`.
  var isSign: Bool {
    (Self.connectorPunctuation.rawValue...Self.otherSymbol.rawValue) ~= rawValue
  }
}
