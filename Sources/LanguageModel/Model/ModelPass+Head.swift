// SPDX-License-Identifier: Apache-2.0

import CKernels

extension ModelPass {
  /// Logits, probabilities and cross-entropy of the targets, in blocks of rows. With `gradients` the
  /// way back too: the head's gradient is stored, that of the hidden states (R, C) left in `dRows`.
  func head(gradients: GradientStore?, beta: Float) -> BatchResult {
    var likeliest = [Int32](repeating: 0, count: Int(targets))
    var headBeta = beta
    forEachBlock { first, rows in
      let logits = activation(activations.logits)
      let logProbabilities = activation(activations.logProbabilities) + first
      computeLogits(logits, first: first, rows: rows)
      likeliest.withUnsafeMutableBufferPointer { likeliest in
        geometry.targetTokens.withUnsafeBufferPointer { tokens in
          geometry.weights.withUnsafeBufferPointer { weights in
            assay_cross_entropy(
              logits, logProbabilities, likeliest.baseAddress! + first,
              tokens.baseAddress! + first,
              gradients == nil ? nil : weights.baseAddress! + first, Int64(rows), vocabulary)
          }
        }
      }
      guard let gradients else { return }
      headBackward(gradients, first: first, rows: Int64(rows), beta: headBeta)
      headBeta = 1
    }
    return result(likeliest)
  }

  /// The logits (R, V) of all targets.
  func logits() -> [Float] {
    [Float](unsafeUninitializedCapacity: Int(targets * vocabulary)) { out, count in
      forEachBlock { first, rows in
        computeLogits(out.baseAddress! + first * Int(vocabulary), first: first, rows: rows)
      }
      count = Int(targets * vocabulary)
    }
  }

  /// The hidden states (R, C) of all targets.
  func hiddenStates() -> [Float] {
    Array(
      UnsafeBufferPointer(start: activation(activations.hidden), count: Int(targets * width)))
  }

  private func forEachBlock(_ body: (_ first: Int, _ rows: Int) -> Void) {
    var first = 0
    while first < Int(targets) {
      let rows = min(activations.logitRows, Int(targets) - first)
      body(first, rows)
      first += rows
    }
  }

  /// logits (rows, V) = hidden (rows, C) table^T
  private func computeLogits(_ logits: UnsafeMutablePointer<Float>, first: Int, rows: Int) {
    assay_gemm(
      0, 1, Int64(rows), vocabulary, width, 1,
      activation(activations.hidden) + first * Int(width), width, parameter(layout.head), width, 0,
      logits, vocabulary)
  }

  /// dhidden (rows, C) = dlogits table; dtable (V, C) = dlogits^T hidden + beta dtable
  private func headBackward(_ gradients: GradientStore, first: Int, rows: Int64, beta: Float) {
    let dLogits = activation(activations.logits)
    let offset = first * Int(width)
    assay_gemm(
      0, 0, rows, width, vocabulary, 1, dLogits, vocabulary, parameter(layout.head), width, 0,
      activation(activations.dRows) + offset, width)
    assay_gemm(
      1, 0, vocabulary, width, rows, 1, dLogits, vocabulary,
      activation(activations.hidden) + offset, width, beta, gradients.block.pointer + layout.head,
      width)
  }

  private func result(_ likeliest: [Int32]) -> BatchResult {
    let logProbabilities = Array(
      UnsafeBufferPointer(
        start: activation(activations.logProbabilities), count: Int(targets)))
    var loss = 0.0
    var isCorrect: [Bool] = []
    isCorrect.reserveCapacity(likeliest.count)
    for index in likeliest.indices {
      loss -= Double(geometry.weights[index]) * Double(logProbabilities[index])
      isCorrect.append(likeliest[index] == geometry.targetTokens[index])
    }
    return BatchResult(
      logProbabilities: logProbabilities, likeliest: likeliest, isCorrect: isCorrect, loss: loss)
  }
}
