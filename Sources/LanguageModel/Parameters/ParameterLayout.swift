// SPDX-License-Identifier: Apache-2.0

/// Where each tensor of a GPT-2 lies in one block of floats.
package struct ParameterLayout: Sendable {
  /// The offsets of a block's tensors. Weights are (in, out), as checkpoints store them. GPT-2 calls
  /// the attention's two `c_attn` and `c_proj`, and those of the MLP, which expands and contracts,
  /// `c_fc` and `c_proj`.
  package struct Block: Sendable {
    package fileprivate(set) var norm1Gain = 0  // (C)
    package fileprivate(set) var norm1Bias = 0  // (C)
    package fileprivate(set) var attentionWeight = 0  // (C, 3C), columns q, k, v
    package fileprivate(set) var attentionBias = 0  // (3C)
    package fileprivate(set) var projectionWeight = 0  // (C, C)
    package fileprivate(set) var projectionBias = 0  // (C)
    package fileprivate(set) var norm2Gain = 0  // (C)
    package fileprivate(set) var norm2Bias = 0  // (C)
    package fileprivate(set) var expansionWeight = 0  // (C, I)
    package fileprivate(set) var expansionBias = 0  // (I)
    package fileprivate(set) var contractionWeight = 0  // (I, C)
    package fileprivate(set) var contractionBias = 0  // (C)
  }

  /// All tensors by name.
  package private(set) var table = TensorLayout()
  package private(set) var blocks: [Block] = []
  /// The embeddings of the tokens (V, C): GPT-2's `wte`.
  package private(set) var tokenEmbedding = 0
  /// The embeddings of the positions (P, C): `wpe`.
  package private(set) var positionEmbedding = 0
  package private(set) var finalNormGain = 0  // (C)
  package private(set) var finalNormBias = 0  // (C)
  /// The matrix of the head (outputs, C): that of the classes, or the tokens' embeddings when tied.
  package private(set) var head = 0

  package init(_ configuration: GPT2Configuration) {
    let width = configuration.width
    tokenEmbedding = add("transformer.wte.weight", [configuration.vocabularySize, width])
    positionEmbedding = add("transformer.wpe.weight", [configuration.positions, width])
    for layer in 0..<configuration.layers {
      blocks.append(addBlock("transformer.h.\(layer).", configuration))
    }
    finalNormGain = add("transformer.ln_f.weight", [width])
    finalNormBias = add("transformer.ln_f.bias", [width])
    head = tokenEmbedding
    if configuration.isClassifier {
      head = add("score.weight", [configuration.outputs, width])
    } else if !configuration.tiesHead {
      head = add("lm_head.weight", [configuration.vocabularySize, width])
    }
  }

  package var tensors: [TensorLayout.Tensor] { table.tensors }
  /// Floats in the block, gaps for alignment included.
  package var count: Int { table.count }
  /// The number of parameters, without gaps.
  package var parameterCount: Int { table.parameterCount }

  /// The tensor of a name, or nil.
  package subscript(name: String) -> TensorLayout.Tensor? { table[name] }

  /// The tensor that starts at an offset, or nil.
  subscript(at offset: Int) -> TensorLayout.Tensor? {
    tensors.first { $0.offset == offset }
  }

  private mutating func addBlock(_ prefix: String, _ configuration: GPT2Configuration) -> Block {
    let width = configuration.width
    let inner = configuration.innerWidth
    var block = Block()
    block.norm1Gain = add(prefix + "ln_1.weight", [width])
    block.norm1Bias = add(prefix + "ln_1.bias", [width])
    block.attentionWeight = add(prefix + "attn.c_attn.weight", [width, 3 * width])
    block.attentionBias = add(prefix + "attn.c_attn.bias", [3 * width])
    block.projectionWeight = add(prefix + "attn.c_proj.weight", [width, width])
    block.projectionBias = add(prefix + "attn.c_proj.bias", [width])
    block.norm2Gain = add(prefix + "ln_2.weight", [width])
    block.norm2Bias = add(prefix + "ln_2.bias", [width])
    block.expansionWeight = add(prefix + "mlp.c_fc.weight", [width, inner])
    block.expansionBias = add(prefix + "mlp.c_fc.bias", [inner])
    block.contractionWeight = add(prefix + "mlp.c_proj.weight", [inner, width])
    block.contractionBias = add(prefix + "mlp.c_proj.bias", [width])
    return block
  }

  private mutating func add(_ name: String, _ shape: [Int]) -> Int {
    table.add(name, shape)
  }
}
