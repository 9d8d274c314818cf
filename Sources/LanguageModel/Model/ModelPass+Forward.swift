// SPDX-License-Identifier: Apache-2.0

import CKernels

extension ModelPass {
  /// From tokens (T) to the residual stream (R, C) at the targets and its norm.
  func forward() {
    embed()
    for layer in 0..<configuration.layers {
      attend(layer)
      transform(layer)
    }
    normalize()
  }

  /// hidden (R, C) = the final norm of the residual stream
  func normalize() {
    kernels.layernorm_forward(
      activation(activations.hidden), activation(activations.mean), activation(activations.rstd),
      activation(activations.output), parameter(layout.finalNormGain),
      parameter(layout.finalNormBias), configuration.layerNormEpsilon, rows, width)
  }

  /// x (T, C) = token vectors + position vectors
  func embed() {
    let x = activation(activations.blocks[0].input)
    kernels.embedding_forward(
      x, placed.tokens, placed.positions, parameter(layout.tokenEmbedding),
      parameter(layout.positionEmbedding), tokens, width)
    if let dropout, dropout.embedding > 0 {
      kernels.dropout(x, dropout.embedding, dropout.seed(.embedding), tokens * width)
    }
  }

  /// middle (n, C) = x + projection(attention(norm(x)))
  func attend(_ layer: Int) {
    let block = activations.blocks[layer]
    let weights = layout.blocks[layer]
    let qkv = activation(block.qkv)
    kernels.layernorm_forward(
      activation(block.norm1), activation(block.mean1), activation(block.rstd1),
      activation(block.input), parameter(weights.norm1Gain), parameter(weights.norm1Bias),
      configuration.layerNormEpsilon, tokens, width)
    kernels.linear_forward(
      qkv, activation(block.norm1), matrix(weights.attentionWeight),
      parameter(weights.attentionBias), nil, tokens, width, 3 * width)
    let isLast = layer == lastLayer
    if isLast { gatherTargets(block) }
    let (keys, values, stride) = keysAndValues(layer: layer)
    let queries = isLast ? activation(block.queries) : qkv
    withAttentionShape(layer: layer) { shape in
      kernels.attention_forward(
        activation(block.attention), width, activation(block.logSums), queries,
        isLast ? width : 3 * width, keys, values, stride, shape)
    }
    project(
      activation(block.attention), to: block.middle, weight: weights.projectionWeight,
      bias: weights.projectionBias, residual: isLast ? block.residual : block.input,
      rows: block.rows,
      from: width, seed: dropout?.seed(.projection, layer: layer))
  }

  /// The rows of the targets, for the last block.
  private func gatherTargets(_ block: ActivationLayout.Block) {
    kernels.gather_rows(
      activation(block.queries), activation(block.qkv), 3 * width, placed.rows, self.rows,
      width)
    kernels.gather_rows(
      activation(block.residual), activation(block.input), width, placed.rows, self.rows,
      width)
  }

  /// next (n, C) = middle + contraction(gelu(expansion(norm(middle))))
  func transform(_ layer: Int) {
    let block = activations.blocks[layer]
    let weights = layout.blocks[layer]
    let rows = Int64(block.rows)
    kernels.layernorm_forward(
      activation(block.norm2), activation(block.mean2), activation(block.rstd2),
      activation(block.middle), parameter(weights.norm2Gain), parameter(weights.norm2Bias),
      configuration.layerNormEpsilon, rows, width)
    kernels.linear_forward(
      activation(block.expansion), activation(block.norm2), matrix(weights.expansionWeight),
      parameter(weights.expansionBias), nil, rows, width, innerWidth)
    kernels.gelu_forward(activation(block.gelu), activation(block.expansion), rows * innerWidth)
    let next = layer == lastLayer ? activations.output : activations.blocks[layer + 1].input
    project(
      activation(block.gelu), to: next, weight: weights.contractionWeight,
      bias: weights.contractionBias,
      residual: block.middle, rows: block.rows, from: innerWidth,
      seed: dropout?.seed(.contraction, layer: layer))
  }

  /// out (n, C) = residual + dropout(in (n, M) weight (M, C) + bias)
  private func project(
    _ input: UnsafePointer<Float>, to out: Int, weight: Int, bias: Int, residual: Int,
    rows: Int, from inputWidth: Int64, seed: UInt64?
  ) {
    let drops = residualDropout > 0
    kernels.linear_forward(
      activation(out), input, matrix(weight), parameter(bias),
      drops ? nil : activation(residual), Int64(rows), inputWidth, width)
    guard drops, let seed else { return }
    let count = Int64(rows) * width
    kernels.dropout(activation(out), residualDropout, seed, count)
    kernels.add(activation(out), activation(out), activation(residual), count)
  }
}
