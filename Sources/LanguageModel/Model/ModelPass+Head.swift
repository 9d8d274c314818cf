// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

extension ModelPass {
  /// Logits, probabilities and cross-entropy of the targets, in blocks of rows. With `gradients` the
  /// way back too: the head's gradient is stored, that of the hidden states (R, C) left in `dRows`.
  /// - Parameter alternatives: how many of the likeliest tokens to tell at each target.
  func head(gradients: GradientStore?, beta: Float, alternatives: Int = 0) -> BatchResult {
    var result = BatchResult(capacity: geometry.targets.count)
    var nextTarget = 0
    forEachBlock { rows, block in
      let targets = targets(of: rows, from: nextTarget)
      for index in targets {
        let row = geometry.targetRows[index] - rows.lowerBound
        result.append(geometry.targets[index], block[row], alternatives: alternatives)
      }
      nextTarget = targets.upperBound
      guard let gradients else { return }
      crossEntropyBackward(
        activation(activations.logits), block.logSums, rows: rows, targets: targets)
      headBackward(gradients, rows, beta: rows.lowerBound == 0 ? beta : 1)
    }
    return result
  }

  /// The logits of each row, in order; they are gone after the call.
  func forEachRow(_ body: (LogitRow) -> Void) {
    forEachBlock { rows, block in
      for row in 0..<rows.count { body(block[row]) }
    }
  }

  /// The logits (R, outputs) of all rows.
  func logits() -> [Float] {
    let count = Int(rows * outputs)
    return [Float](unsafeUninitializedCapacity: count) { out, initialized in
      for rows in blocks {
        computeLogits(out.baseAddress! + rows.lowerBound * Int(outputs), rows)
      }
      initialized = count
    }
  }

  /// Hands out the logits (rows, outputs), some rows at a time; they are gone after each call.
  func forEachLogits(
    _ body: (Range<Int>, UnsafeBufferPointer<Float>) throws(AssayError) -> Void
  ) throws(AssayError) {
    let logits = activation(activations.logits)
    for rows in blocks {
      computeLogits(logits, rows)
      try body(rows, UnsafeBufferPointer(start: logits, count: rows.count * Int(outputs)))
    }
  }

  /// The hidden states (R, C) of all rows.
  func hiddenStates() -> [Float] {
    Array(UnsafeBufferPointer(start: activation(activations.hidden), count: Int(rows * width)))
  }

  /// Computes logits and log-sums of block after block in the same memory.
  private func forEachBlock(_ body: (Range<Int>, LogitBlock) -> Void) {
    let logits = activation(activations.logits)
    var block = LogitBlock(logits, rows: activations.logitRows, outputs: Int(outputs))
    for rows in blocks {
      computeLogits(logits, rows)
      block.measure(rows: rows.count)
      body(rows, block)
    }
  }

  /// The rows, some at a time.
  private var blocks: [Range<Int>] {
    let size = max(activations.logitRows, 1)
    return stride(from: 0, to: Int(rows), by: size).map { $0..<min($0 + size, Int(rows)) }
  }

  /// The targets whose rows are in a block.
  private func targets(of rows: Range<Int>, from first: Int) -> Range<Int> {
    var last = first
    while last < geometry.targetRows.count && geometry.targetRows[last] < rows.upperBound {
      last += 1
    }
    return first..<last
  }

  /// logits (rows, outputs) = hidden (rows, C) head^T
  private func computeLogits(_ logits: UnsafeMutablePointer<Float>, _ rows: Range<Int>) {
    assay_head_forward(
      logits, activation(activations.hidden) + rows.lowerBound * Int(width), matrix(layout.head),
      Int64(rows.count), width, outputs)
  }

  /// dlogits (rows, outputs) = sum of weights softmax(logits) - weights at the targets
  private func crossEntropyBackward(
    _ logits: UnsafeMutablePointer<Float>, _ logSums: [Double], rows: Range<Int>,
    targets: Range<Int>
  ) {
    geometry.rowWeights.withUnsafeBufferPointer { weights in
      assay_softmax_backward(
        logits, logSums, weights.baseAddress! + rows.lowerBound, Int64(rows.count), outputs)
    }
    for index in targets {
      let target = geometry.targets[index]
      let row = geometry.targetRows[index] - rows.lowerBound
      logits[row * Int(outputs) + Int(target.token)] -= target.weight
    }
  }

  /// dhidden (rows, C) = dlogits head; dhead (outputs, C) = dlogits^T hidden + beta dhead
  private func headBackward(_ gradients: GradientStore, _ rows: Range<Int>, beta: Float) {
    let dLogits = activation(activations.logits)
    let offset = rows.lowerBound * Int(width)
    assay_head_backward(
      activation(activations.dRows) + offset, gradients.place(of: layout.head), dLogits,
      activation(activations.hidden) + offset, matrix(layout.head), beta, Int64(rows.count), width,
      outputs)
  }
}
