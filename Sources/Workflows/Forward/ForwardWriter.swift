// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Tokenizer

/// Writes what a model computes of each text of a batch to the places of a file.
struct ForwardWriter {
  let file: TensorFile
  let layout: ForwardLayout
  let model: GPT2Model
  let texts: [[Int32]]
  /// T: tokens of the longest text.
  let longest: Int
  let padding: PaddingSide

  private var configuration: GPT2Configuration { model.configuration }

  /// The tokens and which of them are none of the texts, where the file has room for them.
  func writeTokens(padToken: Int32) throws(AssayError) {
    guard let ids = layout.ids, let mask = layout.mask else { return }
    let batch = TokenBatch(texts, padding: padding, padToken: padToken)
    try file.write(batch.ids.flatMap { $0.map { Int64($0) } }, tensor: ids.tensor, at: 0)
    try file.write(batch.mask.flatMap { $0.map { Int64($0) } }, tensor: mask.tensor, at: 0)
  }

  func write(text index: Int) throws(AssayError) {
    if configuration.isClassifier { try writeClasses(text: index) }
    let places = padding.places(of: texts[index].count, in: longest)
    let first = index * longest + places.lowerBound
    try model.observe(texts[index], observer(text: index, firstRow: first, places: places))
  }

  private func observer(text index: Int, firstRow: Int, places: Range<Int>) -> PassObserver {
    var observer = PassObserver()
    observer.states = { layer, values throws(AssayError) in
      let slots = [layout.states[layer], layer == 0 ? layout.embeddings : nil]
      for case let slot? in slots {
        try file.write(
          values, tensor: slot.tensor, at: slot.start + firstRow * configuration.width)
      }
    }
    if !layout.attentions.isEmpty {
      observer.attentions = { layer, values throws(AssayError) in
        guard let slot = layout.attentions[layer] else { return }
        try write(values, to: slot, text: index, places: places)
      }
    }
    if let slot = layout.logits, !configuration.isClassifier {
      observer.logits = { rows, values throws(AssayError) in
        let place = (firstRow + rows.lowerBound) * configuration.outputs
        try file.write(values, tensor: slot.tensor, at: slot.start + place)
      }
    }
    return observer
  }

  /// Attention weights (H, n, n) of a text of n tokens into (B, H, T, T).
  private func write(
    _ weights: UnsafeBufferPointer<Float>, to slot: ForwardLayout.Slot, text index: Int,
    places: Range<Int>
  ) throws(AssayError) {
    let count = places.count
    for head in 0..<configuration.heads {
      let matrix = (index * configuration.heads + head) * longest
      for row in 0..<count {
        let start = (head * count + row) * count
        try file.write(
          UnsafeBufferPointer(rebasing: weights[start..<start + count]), tensor: slot.tensor,
          at: slot.start + (matrix + places.lowerBound + row) * longest + places.lowerBound)
      }
    }
  }

  private func writeClasses(text index: Int) throws(AssayError) {
    guard let slot = layout.logits else { return }
    let logits = try ClassScorer(model: model).logits([texts[index]])[0]
    let result = logits.withUnsafeBufferPointer { values in
      Result { () throws(AssayError) in
        try file.write(
          values, tensor: slot.tensor, at: slot.start + index * configuration.outputs)
      }
    }
    try result.get()
  }
}
