// SPDX-License-Identifier: Apache-2.0

/// The tokens that a file uses, numbered from 0. A model that learns everything from the file cannot
/// tell the others apart, so leaving them out takes nothing but time.
struct VocabularySubset: Sendable, Equatable {
  private let places: [Int32: Int32]
  /// The end-of-text token's number.
  let endToken: Int32

  /// - Parameter endToken: kept whether the texts have it or not.
  init(_ texts: some Sequence<[Int32]>, endToken: Int32) {
    var places: [Int32: Int32] = [endToken: 0]
    for text in texts {
      for token in text where places[token] == nil { places[token] = Int32(places.count) }
    }
    self.places = places
    self.endToken = 0
  }

  var count: Int { places.count }

  /// The tokens by their own numbers. Tokens outside the subset are dropped; there are none in the
  /// texts it was made of.
  func renumbered(_ tokens: [Int32]) -> [Int32] {
    tokens.compactMap { places[$0] }
  }
}
