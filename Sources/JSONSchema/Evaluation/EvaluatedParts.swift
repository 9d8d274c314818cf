// SPDX-License-Identifier: Apache-2.0

/// The members and items of a value that some schema has looked at, for `unevaluatedProperties` and
/// `unevaluatedItems`.
struct EvaluatedParts {
  var names: Set<String> = []
  var items: Set<Int> = []

  mutating func formUnion(_ other: EvaluatedParts) {
    names.formUnion(other.names)
    items.formUnion(other.items)
  }
}
