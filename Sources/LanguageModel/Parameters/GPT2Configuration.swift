// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON

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
  /// Others that end a text too, where `config.json` names several.
  package var furtherEndTokens: [Int32] = []
  /// The token that fills up the rows of others' batches; ours have no such rows.
  package var padToken: Int32?
  /// What a classification head tells apart, in the order of its rows; empty in a language model.
  package var classes: [String] = []
  /// What `config.json` says besides, such as `task_specific_params` and `summary_type`: kept, and
  /// written again with the model.
  package var others = JSONObject()

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

extension GPT2Configuration {
  /// The shapes that have a name of their own, smallest first; there are no published weights of them,
  /// so a model of one starts from random weights.
  package static let presets: [(name: String, configuration: GPT2Configuration)] = [
    ("nano", GPT2Configuration(positions: 256, width: 128, layers: 4, heads: 4)),
    ("micro", GPT2Configuration(positions: 512, width: 256, layers: 6, heads: 8)),
  ]

  /// The shapes of published models, smallest first. Their names mean the published weights.
  package static let published: [(name: String, configuration: GPT2Configuration)] = [
    ("distilgpt2", GPT2Configuration(width: 768, layers: 6, heads: 12)),
    ("gpt2", GPT2Configuration(width: 768, layers: 12, heads: 12)),
    ("gpt2-medium", GPT2Configuration(width: 1024, layers: 24, heads: 16)),
    ("gpt2-large", GPT2Configuration(width: 1280, layers: 36, heads: 20)),
    ("gpt2-xl", GPT2Configuration(width: 1600, layers: 48, heads: 25)),
  ]

  /// The shape of a name that means random weights, or nil.
  package static func preset(_ name: String) -> GPT2Configuration? {
    presets.first { $0.name == name }?.configuration
  }

  /// The shape of any name, that of a published model too, or nil.
  package static func shape(_ name: String) -> GPT2Configuration? {
    preset(name) ?? published.first { $0.name == name }?.configuration
  }
}

extension GPT2Configuration {
  /// Checks that a model of this shape can exist.
  /// - Throws: `AssayError` naming the value at fault.
  package func validate(at location: Location? = nil) throws(AssayError) {
    let sizes = [
      ("vocab_size", vocabularySize, 1 << 24), ("n_positions", positions, 1 << 24),
      ("n_embd", width, 1 << 16), ("n_layer", layers, 1 << 12), ("n_head", heads, 1 << 16),
      ("n_inner", innerWidth, 1 << 18),
    ]
    for (name, size, limit) in sizes where size < 1 || size > limit {
      throw AssayError(
        "\(name) is \(size), which is not a possible size", at: location,
        remedy: "Use the configuration that came with the checkpoint")
    }
    guard width.isMultiple(of: heads) else {
      throw AssayError(
        "n_embd \(width) is not a multiple of n_head \(heads)", at: location,
        remedy: "Use the configuration that came with the checkpoint")
    }
  }
}
