// SPDX-License-Identifier: Apache-2.0

/// A column, or a part of one: the elements of a list, a field of a struct.
struct ArrowField {
  let name: String
  let type: ArrowType
  let children: [ArrowField]
  /// Where the values stand once each in a dictionary: its number, and the type of the places in it.
  var dictionary: Dictionary?

  struct Dictionary {
    let id: Int64
    let places: ArrowType
  }

  /// The field of the values in the dictionary.
  var ofValues: ArrowField {
    var field = self
    field.dictionary = nil
    return field
  }

  /// Whether it is a key and a value of a map.
  var isEntry: Bool { type == .structure && children.count == 2 && dictionary == nil }

  /// Whether nothing of the values takes room in the file.
  var isRoomless: Bool {
    guard dictionary == nil else { return false }
    switch type {
    case .null, .runs: return true
    case .structure: return children.allSatisfy(\.isRoomless)
    case .fixedList(let count): return count == 0 || children.allSatisfy(\.isRoomless)
    case .fixedBytes(let count): return count == 0
    default: return false
    }
  }
}
