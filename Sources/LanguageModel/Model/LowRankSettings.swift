// SPDX-License-Identifier: Apache-2.0

/// What a low-rank adapter changes, and how much room it gets (LoRA: Hu et al., 2021).
package struct LowRankSettings: Sendable, Equatable {
  /// The linear layers of a block, by the names of GPT-2's modules.
  package enum Target: String, Sendable, CaseIterable {
    /// Queries, keys and values.
    case attention = "c_attn"
    /// What writes into the residual stream: the outputs of attention and of the MLP.
    case projection = "c_proj"
    /// The first layer of the MLP.
    case expansion = "c_fc"
  }

  /// The width of the thin matrices.
  package var rank: Int
  /// The change of a weight is alpha / rank times the product of its two thin matrices.
  package var alpha: Double
  package var targets: [Target]

  package init(rank: Int, alpha: Double? = nil, targets: [Target] = Target.allCases) {
    self.rank = rank
    self.alpha = alpha ?? Double(2 * rank)
    self.targets = targets
  }

  /// The floats of an adapter for a model of this shape, and of the weights that it changes.
  package func sizes(in configuration: GPT2Configuration) -> (adapter: Int, adapted: Int) {
    let (width, inner) = (configuration.width, configuration.innerWidth)
    let shapes: [(target: Target, inWidth: Int, outWidth: Int)] = [
      (.attention, width, 3 * width), (.projection, width, width), (.expansion, width, inner),
      (.projection, inner, width),
    ]
    return shapes.filter { targets.contains($0.target) }.reduce((0, 0)) { sum, shape in
      (
        sum.0 + configuration.layers * rank * (shape.inWidth + shape.outWidth),
        sum.1 + configuration.layers * shape.inWidth * shape.outWidth
      )
    }
  }
}
