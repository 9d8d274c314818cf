// SPDX-License-Identifier: Apache-2.0

package import Tokenizer

/// What a model computes of texts, for scripts that go on with it.
package enum ForwardOutput: String, Sendable, CaseIterable {
  /// What the head gives: for each token the logits of the next one, or of a classifier those of its
  /// classes for the text.
  case logits
  /// The hidden states after the last norm; of all layers with those after each block.
  case hidden
  /// The attention weights of the last block, or of all.
  case attentions
  /// What goes into the first block: the vectors of tokens and of their places, added.
  case embeddings
}

/// Texts to run through a model, and what to keep of it.
package struct ForwardRequest: Sendable {
  package var model: String
  package var texts: TextSource
  package var outputs: [ForwardOutput] = [.logits]
  /// Whether hidden states and attentions of every layer are kept, not of the last alone.
  package var allLayers = false
  package var padding = PaddingSide.right
  /// A file that ends in `.safetensors`, or in `.npy` for one output.
  package var path: String
  package var computing = ComputeRequest()

  package init(model: String, texts: TextSource, path: String) {
    self.model = model
    self.texts = texts
    self.path = path
  }
}

/// What was written.
package struct ForwardSummary: Sendable {
  /// The names of the tensors with their shapes.
  package var tensors: [(name: String, shape: [Int])]
  package var texts: Int
  package var longest: Int
}
