// SPDX-License-Identifier: Apache-2.0

/// A column of the file, or a part of one: a list, a struct, or a value.
struct SchemaNode {
  enum Repetition: Int {
    case required, optional, repeated
  }

  /// A column of values.
  struct Leaf {
    let type: PhysicalType
    /// The bytes of a value of fixed size.
    let width: Int
    /// The place of the column in the file.
    let index: Int
  }

  let name: String
  let repetition: Repetition
  let logical: LogicalType
  /// The level of definition from which on this is there, and the level of repetition of a further one.
  let definition: Int
  let repetitionLevel: Int
  var leaf: Leaf?
  var children: [SchemaNode] = []
  /// The columns of values inside.
  var leaves: Range<Int> = 0..<0
}
