// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

extension GPT2Model {
  /// The log-probabilities of a batch's targets.
  /// - Parameter alternatives: how many of the likeliest tokens to tell at each target.
  /// - Throws: `AssayError` when a token or a length does not fit the model, memory has run out, or what
  ///   comes out are no numbers.
  package func evaluate(
    _ batch: PackedBatch, alternatives: Int = 0
  ) throws(AssayError) -> BatchResult {
    try batch.validate(for: configuration)
    guard !batch.targets.isEmpty else { return BatchResult(capacity: 0) }
    let pass = try makePass(batch, training: false, dropout: nil)
    let result = try KernelMemory.checked {
      pass.forward()
      return pass.head(gradients: nil, beta: 0, alternatives: alternatives)
    }
    guard result.logProbabilities.allSatisfy(\.isFinite) else { throw Self.overflow }
    return result
  }

  /// Weights that are numbers may be so large that their products are none.
  static var overflow: AssayError {
    AssayError(
      "the model's output is not a number: its weights are damaged or too large",
      remedy: "Fetch the model again, or train it anew with a lower learning rate")
  }

  private static func finite(_ values: [Float]) throws(AssayError) -> [Float] {
    let isFinite = values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { BrokenValue(in: $0, count: buffer.count) == nil } ?? true
    }
    guard isFinite else { throw overflow }
    return values
  }

  /// Evaluates a batch and adds to `gradients` the gradient of the sum over its targets of weight
  /// times cross-entropy.
  /// - Throws: `AssayError` when a token or a length does not fit the model, a sequence continues
  ///   another, or memory has run out.
  package func forwardBackward(
    _ batch: PackedBatch, into gradients: GradientStore, dropout: Dropout? = nil
  ) throws(AssayError) -> BatchResult {
    try batch.validate(for: configuration)
    guard !batch.targets.isEmpty else { return BatchResult(capacity: 0) }
    guard batch.prefixes.allSatisfy({ $0 == nil }) else {
      throw AssayError("sequences that continue others are for evaluation only")
    }
    let pass = try makePass(batch, training: true, dropout: dropout)
    return try KernelMemory.checked {
      pass.forward()
      let beta = gradients.prepareToAccumulate()
      let result = pass.head(gradients: gradients, beta: beta)
      pass.backward(gradients: gradients, beta: beta)
      return result
    }
  }

  /// The logits (R, outputs) at the R distinct positions of a batch's targets; their tokens and weights
  /// are not looked at.
  package func logits(_ batch: PackedBatch) throws(AssayError) -> [Float] {
    try outputs(batch) { $0.logits() }
  }

  /// The hidden states (R, C) after the last norm at the R distinct positions of a batch's
  /// targets.
  package func hiddenStates(_ batch: PackedBatch) throws(AssayError) -> [Float] {
    try outputs(batch) { $0.hiddenStates() }
  }

  /// What is read from a pass over a batch that has targets.
  private func outputs(
    _ batch: PackedBatch, _ read: (ModelPass) -> [Float]
  ) throws(AssayError) -> [Float] {
    try batch.validate(for: configuration)
    guard !batch.targets.isEmpty else { return [] }
    let pass = try makePass(batch, training: false, dropout: nil)
    return try Self.finite(
      try KernelMemory.checked {
        pass.forward()
        return read(pass)
      })
  }

  /// A pass over new tokens of sequences whose earlier tokens are in a cache.
  func makePass(
    _ batch: PackedBatch, cache: KeyValueCache, sequences: [Int]
  ) throws(AssayError) -> ModelPass {
    try requireLanguageModel()
    let activations = try workspace.prepare(batch, configuration: configuration, training: false)
    workspace.geometry.shift(behind: cache, sequences: sequences)
    var pass = makePass(activations, dropout: nil)
    pass.cache = cache
    return pass
  }

  func makePass(
    _ batch: PackedBatch, training: Bool, dropout: Dropout?
  ) throws(AssayError) -> ModelPass {
    let activations = try workspace.prepare(
      batch, configuration: configuration, training: training)
    return makePass(activations, dropout: dropout)
  }

  private func makePass(_ activations: ActivationLayout, dropout: Dropout?) -> ModelPass {
    ModelPass(
      configuration: configuration, layout: layout, parameters: parameters.pointer,
      halves: halves?.pointer, activations: activations, memory: workspace.pointer,
      geometry: workspace.geometry,
      dropout: dropout)
  }
}
