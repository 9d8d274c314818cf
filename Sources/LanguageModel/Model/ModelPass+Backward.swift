// SPDX-License-Identifier: Apache-2.0

import CKernels

extension ModelPass {
  /// From the gradient of the hidden states (R, C), which `head` left, to that of all parameters, or
  /// of an adapter's alone. With `beta` 0 the gradients of matrices and biases are overwritten, with
  /// 1 added to.
  func backward(gradients: GradientStore, beta: Float) {
    let dTargets = activation(activations.dTargets)
    clear(dTargets, rows * width)
    kernels.layernorm_backward(
      dTargets, gradients.place(of: layout.finalNormGain),
      gradients.place(of: layout.finalNormBias),
      activation(activations.dRows), activation(activations.output), activation(activations.mean),
      activation(activations.rstd), parameter(layout.finalNormGain), rows, width)
    for layer in (0..<configuration.layers).reversed() {
      transformBackward(layer, gradients, beta: beta)
      attendBackward(layer, gradients, beta: beta)
    }
    if gradients.adapter == nil { embedBackward(gradients) }
  }

  /// The gradient of the residual stream after a block; the last block has only rows of targets.
  private func stream(_ layer: Int) -> UnsafeMutablePointer<Float> {
    activation(layer == lastLayer ? activations.dTargets : activations.dStream)
  }

  private func embedBackward(_ gradients: GradientStore) {
    let dx = activation(activations.dStream)
    if let dropout, dropout.embedding > 0 {
      kernels.dropout(dx, dropout.embedding, dropout.seed(.embedding), tokens * width)
    }
    kernels.embedding_backward(
      gradients.place(of: layout.tokenEmbedding), gradients.place(of: layout.positionEmbedding), dx,
      placed.tokens,
      placed.positions, tokens, width)
  }

  /// Backward of next = middle + contraction(gelu(expansion(norm(middle))))
  private func transformBackward(
    _ layer: Int, _ gradients: GradientStore, beta: Float
  ) {
    let block = activations.blocks[layer]
    let weights = layout.blocks[layer]
    let rows = Int64(block.rows)
    let dInner = activation(activations.dInner)
    let dRows = activation(activations.dRows)
    let dBranch = branch(layer, rows, place: .contraction)
    linearBackward(
      dInner, dBranch, input: activation(block.gelu), weight: weights.contractionWeight,
      bias: weights.contractionBias, gradients: gradients, beta: beta, rows: rows,
      inWidth: innerWidth, outWidth: width)
    kernels.gelu_backward(dInner, dInner, activation(block.expansion), rows * innerWidth)
    linearBackward(
      dRows, dInner, input: activation(block.norm2), weight: weights.expansionWeight,
      bias: weights.expansionBias, gradients: gradients, beta: beta, rows: rows, inWidth: width,
      outWidth: innerWidth)
    kernels.layernorm_backward(
      stream(layer), gradients.place(of: weights.norm2Gain),
      gradients.place(of: weights.norm2Bias), dRows,
      activation(block.middle), activation(block.mean2), activation(block.rstd2),
      parameter(weights.norm2Gain), rows, width)
  }

  /// Backward of middle = x + projection(attention(norm(x)))
  private func attendBackward(
    _ layer: Int, _ gradients: GradientStore, beta: Float
  ) {
    let block = activations.blocks[layer]
    let weights = layout.blocks[layer]
    let dRows = activation(activations.dRows)
    let dQKV = activation(activations.dQKV)
    let dBranch = branch(layer, Int64(block.rows), place: .projection)
    linearBackward(
      dRows, dBranch, input: activation(block.attention), weight: weights.projectionWeight,
      bias: weights.projectionBias, gradients: gradients, beta: beta, rows: Int64(block.rows),
      inWidth: width, outWidth: width)
    attentionBackward(layer, block, dAttention: dRows)
    if layer == lastLayer { scatterTargets() }
    // Below the lowest layer of a model that stays as it is, nobody asks for gradients.
    let goesOn = layer > 0 || gradients.adapter == nil
    linearBackward(
      goesOn ? dRows : nil, dQKV, input: activation(block.norm1), weight: weights.attentionWeight,
      bias: weights.attentionBias, gradients: gradients, beta: beta, rows: tokens, inWidth: width,
      outWidth: 3 * width)
    guard goesOn else { return }
    kernels.layernorm_backward(
      activation(activations.dStream), gradients.place(of: weights.norm1Gain),
      gradients.place(of: weights.norm1Bias), dRows, activation(block.input),
      activation(block.mean1), activation(block.rstd1),
      parameter(weights.norm1Gain), tokens, width)
  }

  /// Backward of out = in weight + bias: din, unless it is nil, and the gradients of what is trained.
  private func linearBackward(
    _ din: UnsafeMutablePointer<Float>?, _ dout: UnsafePointer<Float>,
    input: UnsafePointer<Float>, weight: Int, bias: Int, gradients: GradientStore,
    beta: Float, rows: Int64, inWidth: Int64, outWidth: Int64
  ) {
    kernels.linear_backward(
      din, gradients.place(of: weight), gradients.place(of: bias), dout, input, matrix(weight),
      beta, rows, inWidth, outWidth)
    gradients.adapter?.backward(
      gradients.block.pointer, ofWeight: weight, dout: dout, input: input, beta: beta, rows: rows)
  }

  /// dqkv (T, 3C) from the gradient of attention's output (n, C). In the last block the gradient of
  /// the gathered queries goes to `dBranch`.
  private func attentionBackward(
    _ layer: Int, _ block: ActivationLayout.Block, dAttention: UnsafePointer<Float>
  ) {
    let isLast = layer == lastLayer
    let qkv = activation(block.qkv)
    let dQKV = activation(activations.dQKV)
    withAttentionShape(layer: layer) { shape in
      kernels.attention_backward(
        isLast ? activation(activations.dBranch) : dQKV, isLast ? width : 3 * width,
        dQKV + Int(width), dQKV + Int(2 * width), 3 * width, dAttention,
        activation(block.attention), width, activation(block.logSums),
        isLast ? activation(block.queries) : qkv, isLast ? width : 3 * width, qkv + Int(width),
        qkv + Int(2 * width), 3 * width, shape)
    }
  }

  /// Gradients of gathered rows go back to their places: backward of gathering.
  private func scatterTargets() {
    let dQKV = activation(activations.dQKV)
    kernels.clear_rows(dQKV, 3 * width, tokens, width)
    kernels.scatter_add_rows(
      dQKV, 3 * width, activation(activations.dBranch), placed.rows, self.rows, width)
    let dStream = activation(activations.dStream)
    clear(dStream, tokens * width)
    kernels.scatter_add_rows(
      dStream, width, activation(activations.dTargets), placed.rows, self.rows, width)
  }

  private func clear(_ values: UnsafeMutablePointer<Float>, _ count: Int64) {
    kernels.clear(values, count * Int64(MemoryLayout<Float>.stride))
  }

  /// The gradient behind the dropout of a residual branch: the stream's own without dropout.
  private func branch(
    _ layer: Int, _ rows: Int64, place: Dropout.Place
  ) -> UnsafeMutablePointer<Float> {
    guard let dropout, residualDropout > 0 else { return stream(layer) }
    let dBranch = activation(activations.dBranch)
    kernels.copy(dBranch, stream(layer), rows * width * Int64(MemoryLayout<Float>.stride))
    kernels.dropout(
      dBranch, residualDropout, dropout.seed(place, layer: layer), rows * width)
    return dBranch
  }
}
