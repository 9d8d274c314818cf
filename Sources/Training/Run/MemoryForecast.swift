// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
package import LanguageModel
import Platform

/// What a run will need, worked out before it starts.
package struct MemoryForecast: Sendable, Equatable {
  /// Weights, gradients and the optimizer's two moments.
  package var stateBytes: Int
  /// Intermediate values of the largest pass, forward and backward.
  package var activationBytes: Int

  package var totalBytes: Int { stateBytes + activationBytes }

  package init(
    configuration: GPT2Configuration, parameters: Int, examples: [TrainingExample],
    settings: TrainingSettings, logitRows: Int = Device.cpu.logitRows
  ) {
    // In bf16 the rounded weights too. An adapter keeps the weights it changes as they were.
    let halves = settings.precision == .bf16 ? 2 : 0
    if let (adapter, adapted) = settings.lowRank?.sizes(in: configuration) {
      stateBytes = (4 + halves) * parameters + 4 * adapted + 16 * adapter
    } else {
      stateBytes = (16 + halves) * parameters
    }
    let pass = Self.largestPass(examples, settings)
    activationBytes =
      4
      * Self.activations(
        configuration, tokens: pass.tokens, targets: pass.targets, logitRows: logitRows)
      + halves
      * Self.factors(
        configuration, tokens: pass.tokens, targets: pass.targets, logitRows: logitRows)
  }

  /// - Parameter smaller: the forecast for another micro-batch size.
  /// - Throws: `AssayError` when the run needs more memory than there is, with the largest
  ///   micro-batch that would fit.
  package func check(
    availableBytes: Int, microBatchSize: Int, smaller: (Int) -> MemoryForecast
  ) throws(AssayError) {
    guard totalBytes > availableBytes else { return }
    let fitting = (1..<max(1, microBatchSize)).last {
      smaller($0).totalBytes <= availableBytes
    }
    let advice =
      fitting.map { "Pass --micro-batch-size \($0); the result stays the same" }
      ?? "Choose a smaller model or shorter rows: weights, gradients and optimizer alone need "
      + "\(stateBytes >> 20) MiB, one row \(smaller(1).activationBytes >> 20) MiB"
    throw AssayError(
      "the run needs about \(totalBytes >> 20) MiB of memory, \(availableBytes >> 20) MiB are free",
      remedy: advice)
  }

  /// A pass that got the longest examples of all.
  private static func largestPass(
    _ examples: [TrainingExample], _ settings: TrainingSettings
  ) -> (tokens: Int, targets: Int) {
    let longest = examples.min(count: settings.microBatchSize) { $0.count > $1.count }
    let assembler = BatchAssembler(
      promptLossWeight: settings.promptLossWeight, maximumExamples: settings.microBatchSize)
    let learnsPrompts = settings.promptLossWeight > 0
    let passes = assembler.passes(of: Array(longest)).map { pass in
      let all = pass.reduce(0) { $0 + $1.count }
      let completions = pass.reduce(0) { $0 + $1.completion.count }
      return (tokens: all, targets: learnsPrompts ? all : completions)
    }
    return passes.max { $0.tokens < $1.tokens } ?? (0, 0)
  }

  /// The rounded factors of the largest product of a pass in bf16.
  private static func factors(
    _ configuration: GPT2Configuration, tokens: Int, targets: Int, logitRows: Int
  ) -> Int {
    let widths = configuration.width + configuration.innerWidth
    let head = min(targets, logitRows) * (configuration.outputs + configuration.width)
    return max(tokens * widths, head)
  }

  /// Floats of a pass. A block keeps its input, both norms, q, k, v, the attention's output, the
  /// stream between and the MLP's two layers; the way back needs each kind once more, for one block
  /// at a time.
  private static func activations(
    _ configuration: GPT2Configuration, tokens: Int, targets: Int, logitRows: Int
  ) -> Int {
    let (width, inner) = (configuration.width, configuration.innerWidth)
    let block = 8 * width + 2 * inner
    let wayBack = 7 * width + inner
    let logits = min(targets, logitRows) * configuration.outputs
    return tokens * (configuration.layers * block + wayBack) + logits + targets * 3 * width
  }
}
