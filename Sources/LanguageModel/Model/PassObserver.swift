// SPDX-License-Identifier: Apache-2.0

import AssayCore

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
