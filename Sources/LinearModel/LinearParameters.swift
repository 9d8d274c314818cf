// SPDX-License-Identifier: Apache-2.0

/// All numbers of a linear model, as a file keeps them.
package struct LinearParameters: Sendable, Equatable {
  /// [columns] The hash of each part that it knows: words in ascending order, then characters.
  package var hashes: [UInt64]
  /// How many of the parts are words and pairs of words.
  package var wordCount: Int
  /// [columns] What each part weighs in a text.
  package var inverseFrequencies: [Float]
  /// [columns + 1, classes] The last row is the bias.
  package var weights: [Float]
  package var classCount: Int
  /// How strongly the model followed its rows: scikit-learn's `C`.
  package var strength: Double

  package init(
    hashes: [UInt64], wordCount: Int, inverseFrequencies: [Float], weights: [Float],
    classCount: Int, strength: Double
  ) {
    self.hashes = hashes
    self.wordCount = wordCount
    self.inverseFrequencies = inverseFrequencies
    self.weights = weights
    self.classCount = classCount
    self.strength = strength
  }

  /// What does not fit together, in words; nil when all is as it must be.
  package var fault: String? {
    guard classCount > 1 else { return "it has fewer than two classes" }
    guard inverseFrequencies.count == hashes.count else {
      return "it has \(inverseFrequencies.count) frequencies for \(hashes.count) parts of texts"
    }
    guard weights.count == (hashes.count + 1) * classCount else {
      return
        "it has \(weights.count) weights for \(hashes.count) parts of texts and \(classCount) classes"
    }
    guard (0...hashes.count).contains(wordCount) else {
      return "it counts \(wordCount) words among \(hashes.count) parts of texts"
    }
    guard Set(hashes).count == hashes.count else { return "a part of texts stands in it twice" }
    return nil
  }
}

extension LinearClassifier {
  /// - Parameter parameters: without a fault.
  package init(_ parameters: LinearParameters) {
    self.init(
      hashes: parameters.hashes,
      weighing: GramWeights(
        inverseFrequencies: parameters.inverseFrequencies, wordCount: parameters.wordCount),
      regression: SoftmaxRegression(
        weights: parameters.weights, columnCount: parameters.hashes.count + 1,
        classCount: parameters.classCount),
      strength: parameters.strength)
  }

  /// All of its numbers.
  package var parameters: LinearParameters {
    LinearParameters(
      hashes: hashes, wordCount: weighing.wordCount,
      inverseFrequencies: weighing.inverseFrequencies, weights: regression.weights,
      classCount: classCount, strength: strength)
  }
}
