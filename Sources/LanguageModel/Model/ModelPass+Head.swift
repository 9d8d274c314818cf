// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

extension ModelPass {
  /// Logits, probabilities and cross-entropy of the targets, in blocks of rows. With `gradients` the
  /// way back too: the head's gradient is stored, that of the hidden states (R, C) left in `dRows`.
  /// - Parameter alternatives: how many of the likeliest tokens to tell at each target.
  func head(
    gradients: GradientStore?, beta: Float, alternatives: Int = 0
  ) throws(AssayError) -> BatchResult {
    var result = BatchResult(capacity: geometry.targets.count)
    var nextTarget = 0
    for rows in blocks {
      computeLogits(rows)
      let sums = measure(rows)
      let targets = targets(of: rows, from: nextTarget)
      nextTarget = targets.upperBound
      append(to: &result, targets, sums: sums, firstRow: rows.lowerBound)
      if alternatives > 0 {
        try readLogits(rows, sums) { block in
          for index in targets {
            let row = Int(geometry.targetRows[index]) - rows.lowerBound
            result.append(alternatives: block[row].top(alternatives))
          }
        }
      }
      guard let gradients else { continue }
      crossEntropyBackward(rows, targets)
      headBackward(gradients, rows, beta: rows.lowerBound == 0 ? beta : 1)
    }
    return result
  }

  /// The logits of each row, in order; they are gone after the call.
  func forEachRow(_ body: (LogitRow) -> Void) throws(AssayError) {
    for rows in blocks {
      computeLogits(rows)
      try readLogits(rows, measure(rows)) { block in
        for row in 0..<rows.count { body(block[row]) }
      }
    }
  }

  /// The logits (R, outputs) of all rows.
  func logits() throws(AssayError) -> [Float] {
    var logits: [Float] = []
    logits.reserveCapacity(Int(rows * outputs))
    try forEachLogits { _, values in logits.append(contentsOf: values) }
    return logits
  }

  /// Hands out the logits (rows, outputs), some rows at a time; they are gone after each call.
  func forEachLogits(
    _ body: (Range<Int>, UnsafeBufferPointer<Float>) throws(AssayError) -> Void
  ) throws(AssayError) {
    for rows in blocks {
      computeLogits(rows)
      try device.read(activation(activations.logits), count: rows.count * Int(outputs)) {
        values throws(AssayError) in try body(rows, values)
      }
    }
  }

  /// The hidden states (R, C) of all rows.
  func hiddenStates() -> [Float] {
    device.array(UnsafePointer(activation(activations.hidden)), count: Int(rows * width))
  }

  /// What a block of logits sums up to, in the device's memory.
  private var logSums: UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(activation(activations.logSums)).assumingMemoryBound(to: Double.self)
  }

  /// Takes the log-sums and the likeliest outputs of a block that was computed.
  private func measure(_ rows: Range<Int>) -> LogitSums {
    let likeliest = UnsafeMutableRawPointer(activation(activations.likeliest))
      .assumingMemoryBound(to: Int32.self)
    kernels.softmax_forward(
      logSums, likeliest, activation(activations.logits), Int64(rows.count), outputs)
    return LogitSums(
      logSums: device.array(UnsafePointer(logSums), count: rows.count),
      likeliest: device.array(UnsafePointer(likeliest), count: rows.count))
  }

  /// Appends what a block says about its targets.
  private func append(
    to result: inout BatchResult, _ targets: Range<Int>, sums: LogitSums, firstRow: Int
  ) {
    let picked = activation(activations.picked)
    kernels.pick_targets(
      picked, activation(activations.logits), placed.targetRows + targets.lowerBound,
      placed.targetTokens + targets.lowerBound, Int64(targets.count), Int64(firstRow), outputs)
    let logits = device.array(UnsafePointer(picked), count: targets.count)
    for (index, logit) in zip(targets, logits) {
      let row = Int(geometry.targetRows[index]) - firstRow
      result.append(
        geometry.targets[index], logProbability: Double(logit) - sums.logSums[row],
        likeliest: sums.likeliest[row])
    }
  }

  /// Hands out a block that was computed and measured, row by row.
  private func readLogits(
    _ rows: Range<Int>, _ sums: LogitSums, body: (LogitBlock) -> Void
  ) throws(AssayError) {
    try device.read(activation(activations.logits), count: rows.count * Int(outputs)) { values in
      body(LogitBlock(logits: values, outputs: Int(outputs), sums: sums))
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
    while last < geometry.targetRows.count && Int(geometry.targetRows[last]) < rows.upperBound {
      last += 1
    }
    return first..<last
  }

  /// logits (rows, outputs) = hidden (rows, C) head^T
  private func computeLogits(_ rows: Range<Int>) {
    kernels.head_forward(
      activation(activations.logits),
      activation(activations.hidden) + rows.lowerBound * Int(width), matrix(layout.head),
      Int64(rows.count), width, outputs)
  }

  /// dlogits (rows, outputs) = sum of weights softmax(logits) - weights at the targets
  private func crossEntropyBackward(_ rows: Range<Int>, _ targets: Range<Int>) {
    let logits = activation(activations.logits)
    kernels.softmax_backward(
      logits, logSums, placed.rowWeights + rows.lowerBound, Int64(rows.count), outputs)
    let first = targets.lowerBound
    kernels.subtract_targets(
      logits, placed.targetRows + first, placed.targetTokens + first,
      placed.targetWeights + first, Int64(targets.count), Int64(rows.lowerBound), outputs)
  }

  /// dhidden (rows, C) = dlogits head; dhead (outputs, C) = dlogits^T hidden + beta dhead
  private func headBackward(_ gradients: GradientStore, _ rows: Range<Int>, beta: Float) {
    let dLogits = activation(activations.logits)
    let offset = rows.lowerBound * Int(width)
    kernels.head_backward(
      activation(activations.dRows) + offset, gradients.place(of: layout.head), dLogits,
      activation(activations.hidden) + offset, matrix(layout.head), beta, Int64(rows.count), width,
      outputs)
  }
}
