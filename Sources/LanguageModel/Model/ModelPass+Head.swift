// SPDX-License-Identifier: Apache-2.0

import CKernels

extension ModelPass {
  /// Logits, probabilities and cross-entropy of the targets, in blocks of rows. With `gradients` the
  /// way back too: the head's gradient is stored, that of the hidden states (R, C) left in `dRows`.
  func head(gradients: GradientStore?, beta: Float) -> BatchResult {
    var result = BatchResult(capacity: geometry.targets.count)
    var logSums = [Double](repeating: 0, count: activations.logitRows)
    var likeliest = [Int32](repeating: 0, count: activations.logitRows)
    var nextTarget = 0
    forEachBlock { rows in
      let logits = activation(activations.logits)
      computeLogits(logits, rows)
      assay_softmax_forward(&logSums, &likeliest, logits, Int64(rows.count), outputs)
      let targets = targets(of: rows, from: nextTarget)
      for index in targets {
        let row = geometry.targetRows[index] - rows.lowerBound
        let logit = logits[row * Int(outputs) + Int(geometry.targets[index].token)]
        result.append(
          geometry.targets[index], logProbability: Double(logit) - logSums[row],
          likeliest: likeliest[row])
      }
      nextTarget = targets.upperBound
      guard let gradients else { return }
      crossEntropyBackward(logits, logSums, rows, targets)
      headBackward(gradients, rows, beta: rows.lowerBound == 0 ? beta : 1)
    }
    return result
  }

  /// The logits (R, outputs) of all rows.
  func logits() -> [Float] {
    let count = Int(rows * outputs)
    return [Float](unsafeUninitializedCapacity: count) { out, initialized in
      forEachBlock { rows in
        computeLogits(out.baseAddress! + rows.lowerBound * Int(outputs), rows)
      }
      initialized = count
    }
  }

  /// The hidden states (R, C) of all rows.
  func hiddenStates() -> [Float] {
    Array(UnsafeBufferPointer(start: activation(activations.hidden), count: Int(rows * width)))
  }

  private func forEachBlock(_ body: (Range<Int>) -> Void) {
    var first = 0
    while first < Int(rows) {
      let last = min(first + activations.logitRows, Int(rows))
      body(first..<last)
      first = last
    }
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
    _ logits: UnsafeMutablePointer<Float>, _ logSums: [Double], _ rows: Range<Int>,
    _ targets: Range<Int>
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
