// SPDX-License-Identifier: Apache-2.0

/// The shape of a GPT-2, and the rates that its training uses by default.
package struct GPT2Configuration: Sendable, Equatable {
  /// V: the number of tokens.
  package var vocabularySize = 50257
  /// P: the longest sequence, in tokens.
  package var positions = 1024
  /// C: the length of a token's vector; a multiple of `heads`.
  package var width = 768
  /// L: the number of blocks.
  package var layers = 12
  /// H: the number of attention heads of a block.
  package var heads = 12
  /// The width of the hidden layer of a block's MLP; 4 C unless a checkpoint says otherwise.
  package var innerWidth = 3072
  /// Added to the variance in layer normalization.
  package var layerNormEpsilon: Float = 1e-5
  /// The share of token vectors, of block outputs and of attention weights dropped in training.
  package var embeddingDropout: Float = 0.1
  package var residualDropout: Float = 0.1
  package var attentionDropout: Float = 0.1
  /// The standard deviation of the weights of a new model.
  package var initializerRange: Float = 0.02
  /// Whether the token table is also the matrix of the head.
  package var tiesHead = true
  /// The token that ends a text, `<|endoftext|>`.
  package var endToken: Int32? = 50256
  /// The token that fills up the rows of others' batches; ours have no such rows.
  package var padToken: Int32?
  /// What a classification head tells apart, in the order of its rows; empty in a language model.
  package var classes: [String] = []

  package init() {}

  /// A shape with GPT-2's other values.
  package init(
    vocabularySize: Int = 50257, positions: Int = 1024, width: Int, layers: Int, heads: Int
  ) {
    self.vocabularySize = vocabularySize
    self.positions = positions
    self.width = width
    self.layers = layers
    self.heads = heads
    innerWidth = 4 * width
    endToken = vocabularySize > 50256 ? 50256 : nil
  }

  /// D: the length of a head's vector.
  package var headWidth: Int { width / heads }

  /// Whether the head tells classes apart instead of predicting tokens.
  package var isClassifier: Bool { !classes.isEmpty }

  /// Gives the model a head for classes, and a token that fills up batches where it has none.
  package mutating func setClasses(_ classes: [String]) {
    self.classes = classes
    padToken = padToken ?? endToken
  }

  /// Whether the classes are these in this order, byte for byte.
  package func hasSameClasses(as classes: [String]) -> Bool {
    self.classes.count == classes.count
      && zip(self.classes, classes).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  /// Rows of the head: the classes, or the tokens.
  package var outputs: Int { isClassifier ? classes.count : vocabularySize }
}
