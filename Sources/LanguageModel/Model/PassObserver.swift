// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Takes values out of the pass of one text while they are there. T is the number of its tokens.
package struct PassObserver {
  /// Values of a layer, valid during the call.
  package typealias Taker = (_ layer: Int, UnsafeBufferPointer<Float>) throws(AssayError) -> Void

  /// Gets hidden states (T, C) as transformers numbers them: 0 is what goes into the first block, the
  /// number of a block what comes out of it, of the last block after the final norm.
  package var states: Taker?
  /// Gets the attention weights (H, T, T) of each block, counted from 0: how much a token, by row,
  /// looks at each token, by column.
  package var attentions: Taker?
  /// Gets the logits (rows, outputs) of some tokens at a time.
  package var logits: ((_ rows: Range<Int>, UnsafeBufferPointer<Float>) throws(AssayError) -> Void)?

  package init() {}
}

extension GPT2Model {
  /// Runs a text through the model and lets an observer take what is computed on the way.
  /// - Parameter tokens: one at least.
  /// - Throws: `AssayError` when the text does not fit the model, memory has run out, what comes out
  ///   are no numbers, or the observer throws.
  package func observe(_ tokens: [Int32], _ observer: PassObserver) throws(AssayError) {
    var batch = PackedBatch()
    batch.append(
      tokens, targets: tokens.indices.map { PackedBatch.Target(position: $0, token: 0) })
    // Classifiers have another output, whose number 0 there always is.
    try batch.validate(for: configuration)
    let pass = try makePass(batch, training: false, dropout: nil)
    let checked = Self.checked(observer)
    try device.checked { () throws(AssayError) in try pass.forward(observer: checked) }
  }

  /// The observer, which is given finite numbers alone.
  private static func checked(_ observer: PassObserver) -> PassObserver {
    func require(_ values: UnsafeBufferPointer<Float>) throws(AssayError) {
      guard let start = values.baseAddress,
        BrokenValue(in: start, count: values.count) == nil
      else { throw overflow }
    }
    var checked = PassObserver()
    if let take = observer.states {
      checked.states = { layer, values throws(AssayError) in
        try require(values)
        try take(layer, values)
      }
    }
    checked.attentions = observer.attentions
    if let take = observer.logits {
      checked.logits = { rows, values throws(AssayError) in
        try require(values)
        try take(rows, values)
      }
    }
    return checked
  }
}
