// SPDX-License-Identifier: Apache-2.0

package import LanguageModel

/// How long a run will take, from the arithmetic it consists of and the speed that was measured.
package struct TimeForecast: Sendable, Equatable {
  /// Tokens and targets of one pass over the file, and the operations of attention in it.
  private var tokens = 0.0
  private var targets = 0.0
  private var attention = 0.0
  private let configuration: GPT2Configuration
  /// One forward and two on the way back, of which one is for the gradient of the weights.
  private let productsPerWeight: Double
  private let steps: Int
  private let passes: Double
  /// Parameters that the optimizer moves, and those that are renewed with them.
  private let movedParameters: Int

  package init(
    configuration: GPT2Configuration, parameters: Int, examples: [TrainingExample],
    settings: TrainingSettings
  ) {
    self.configuration = configuration
    productsPerWeight = settings.lowRank == nil ? 3 : 2
    let sizes = settings.lowRank?.sizes(in: configuration)
    // A merge reads and writes a float for each of the optimizer's seven.
    movedParameters = sizes.map { $0.adapter + $0.adapted * 2 / 7 } ?? parameters
    steps = settings.totalSteps(examples: examples.count)
    let shown = Double(steps * settings.batchSize) / Double(max(1, examples.count))
    passes = min(Double(settings.epochs), shown)
    let learnsPrompts = settings.promptLossWeight > 0
    for example in examples {
      let count = Double(example.count)
      tokens += count
      targets += learnsPrompts ? count : Double(example.predictedCount)
      attention += 6 * count * count * Double(configuration.layers * configuration.width)
    }
  }

  /// Tokens that the run will see.
  package var seenTokens: Int { Int(tokens * passes) }

  /// The operations of one pass over the file: two for each weight and row, for each product it is
  /// in. The last block takes its queries and its MLP for the targets alone.
  package var operationsPerPass: Double {
    let width = Double(configuration.width)
    let inner = Double(configuration.innerWidth)
    let keys = 3 * width * width
    let rest = width * width + 2 * width * inner
    let before = Double(configuration.layers - 1) * (keys + rest) * tokens
    let last = keys * tokens + rest * targets
    let head = Double(configuration.outputs) * width * targets
    return 2 * productsPerWeight * (before + last + head) + attention
  }

  /// - Parameters:
  ///   - productSpeed: operations a second, as `SpeedProbe.products` measures them.
  ///   - optimizerSpeed: parameters a second, as `SpeedProbe.optimizer` measures them.
  ///   - fraction: the part of the steps that is left.
  package func seconds(
    productSpeed: Double, optimizerSpeed: Double, fraction: Double = 1
  ) -> Double {
    // Norms, GELU, dropout and sums take about a fifth of the time of the products; the norm of the
    // gradient about a third of the optimizer's.
    let arithmetic = operationsPerPass * passes * 1.2 / productSpeed
    let optimizer = Double(steps) * Double(movedParameters) * 1.33 / optimizerSpeed
    return fraction * (arithmetic + optimizer)
  }
}
