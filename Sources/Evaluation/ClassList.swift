// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
import JSON

/// The names of classes, sorted by code point and told apart by it.
package struct ClassList: Sendable, Equatable {
  /// The names in ascending order, each once.
  package let names: [String]
  private let places: [ExactName: Int]

  /// Sorts the names and drops repetitions.
  package init(_ names: some Sequence<String>) {
    let sorted = Set(names.lazy.map(ExactName.init)).sorted()
    self.names = sorted.map(\.text)
    places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
  }

  package var count: Int { names.count }

  package subscript(index: Int) -> String { names[index] }

  /// The first names, quoted as JSON, so that spaces are seen.
  package var summary: String {
    Plural.listed(names, most: 5) { JSONValue.string($0).text() }
  }

  /// The place of a name; nil when it is not a class.
  package func index(of name: String) -> Int? {
    places[ExactName(name)]
  }
}
