// SPDX-License-Identifier: Apache-2.0

import LanguageModel

/// Which tensors a file of a forward pass has, and where the values of a text go. B texts of at most T
/// tokens, L layers, H heads, width C, V outputs; names and numbers are those of transformers' outputs.
struct ForwardLayout {
  /// Where the values of a layer start: in a tensor of their own, or behind those of the layer before.
  struct Slot {
    var tensor: Int
    var start: Int
  }

  private(set) var entries: [TensorFile.Entry] = []
  private(set) var logits: Slot?
  /// By the number of the hidden states, from 0 to L.
  private(set) var states: [Int: Slot] = [:]
  /// By the number of the block, from 0.
  private(set) var attentions: [Int: Slot] = [:]
  private(set) var embeddings: Slot?
  /// Tokens and mask; an array of NumPy has no room for them.
  private(set) var ids: Slot?
  private(set) var mask: Slot?
  private let stacks: Bool

  /// - Parameters:
  ///   - texts: B
  ///   - longest: T
  ///   - stacks: whether layers lie in one tensor with an axis of their own in front.
  init(
    _ outputs: [ForwardOutput], of configuration: GPT2Configuration, texts: Int, longest: Int,
    allLayers: Bool, stacks: Bool
  ) {
    self.stacks = stacks
    let layers = configuration.layers
    let rows = [texts, longest]
    if !stacks {
      ids = add(.init("input_ids", rows, isInteger: true))
      mask = add(.init("attention_mask", rows, isInteger: true))
    }
    for output in outputs {
      switch output {
      case .logits:
        let shape = configuration.isClassifier ? [texts] : rows
        logits = add(.init("logits", shape + [configuration.outputs]))
      case .embeddings: embeddings = add(.init("embeddings", rows + [configuration.width]))
      case .hidden where allLayers:
        states = add("hidden_states", rows + [configuration.width], layers: 0..<layers + 1)
      case .hidden:
        states = [layers: add(.init("last_hidden_state", rows + [configuration.width]))]
      case .attentions:
        let shape = [texts, configuration.heads, longest, longest]
        attentions = add(
          "attentions", shape, layers: (allLayers ? 0 : layers - 1)..<layers)
      }
    }
  }

  private mutating func add(_ entry: TensorFile.Entry) -> Slot {
    entries.append(entry)
    return Slot(tensor: entries.count - 1, start: 0)
  }

  private mutating func add(_ name: String, _ shape: [Int], layers: Range<Int>) -> [Int: Slot] {
    guard stacks, layers.count > 1 else {
      return Dictionary(
        uniqueKeysWithValues: layers.map { ($0, add(.init("\(name).\($0)", shape))) })
    }
    let slot = add(.init(name, [layers.count] + shape))
    let size = shape.reduce(1, *)
    return Dictionary(
      uniqueKeysWithValues: layers.map {
        ($0, Slot(tensor: slot.tensor, start: ($0 - layers.lowerBound) * size))
      })
  }
}
