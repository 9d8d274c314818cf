// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Platform

/// A GPT-2 as plain as it can be written, in double precision: the truth for finite differences.
struct ReferenceGPT2 {
  let configuration: GPT2Configuration
  let layout: ParameterLayout
  var parameters: [Double]

  init(_ model: GPT2Model) {
    configuration = model.configuration
    layout = model.layout
    parameters = model.parameters.array.map(Double.init)
  }

  /// The sum over targets of weight times cross-entropy.
  func loss(_ batch: PackedBatch) -> Double {
    var start = 0
    var loss = 0.0
    for end in batch.sequenceEnds {
      let hidden = hiddenStates(Array(batch.tokens[start..<end]))
      for target in batch.targets where target.position >= start && target.position < end {
        let logits = logits(hidden[target.position - start])
        let top = logits.max()!
        let logSum = top + log(logits.reduce(0) { $0 + exp($1 - top) })
        loss += Double(target.weight) * (logSum - logits[Int(target.token)])
      }
      start = end
    }
    return loss
  }

  /// One row of C values per token, after the last norm.
  func hiddenStates(_ tokens: [Int32]) -> [[Double]] {
    let width = configuration.width
    var x = tokens.enumerated().map { position, token in
      (0..<width).map { column in
        parameters[layout.tokenEmbedding + Int(token) * width + column]
          + parameters[layout.positionEmbedding + position * width + column]
      }
    }
    for block in layout.blocks {
      let normed = x.map { norm($0, block.norm1Gain, block.norm1Bias) }
      let mixed = attention(
        normed.map { linear($0, block.attentionWeight, block.attentionBias, 3 * width) })
      for (index, row) in mixed.enumerated() {
        x[index] = add(x[index], linear(row, block.projectionWeight, block.projectionBias, width))
        let inner = linear(
          norm(x[index], block.norm2Gain, block.norm2Bias), block.expansionWeight,
          block.expansionBias, configuration.innerWidth)
        let out = linear(
          inner.map(gelu), block.contractionWeight, block.contractionBias, width)
        x[index] = add(x[index], out)
      }
    }
    return x.map { norm($0, layout.finalNormGain, layout.finalNormBias) }
  }

  private func logits(_ hidden: [Double]) -> [Double] {
    (0..<configuration.outputs).map { token in
      let row = layout.head + token * configuration.width
      return hidden.indices.reduce(0) { $0 + hidden[$1] * parameters[row + $1] }
    }
  }

  private func attention(_ qkv: [[Double]]) -> [[Double]] {
    let width = configuration.width
    let size = configuration.headWidth
    return qkv.indices.map { query in
      (0..<configuration.heads).flatMap { head -> [Double] in
        let first = head * size
        let scores = (0...query).map { key in
          (0..<size).reduce(0) { $0 + qkv[query][first + $1] * qkv[key][width + first + $1] }
            / Double(size).squareRoot()
        }
        let top = scores.max()!
        let weights = scores.map { exp($0 - top) }
        let sum = weights.reduce(0, +)
        return (0..<size).map { column in
          (0...query).reduce(0) {
            $0 + weights[$1] / sum * qkv[$1][2 * width + first + column]
          }
        }
      }
    }
  }

  private func linear(_ x: [Double], _ weight: Int, _ bias: Int, _ width: Int) -> [Double] {
    (0..<width).map { column in
      x.indices.reduce(parameters[bias + column]) {
        $0 + x[$1] * parameters[weight + $1 * width + column]
      }
    }
  }

  private func norm(_ x: [Double], _ gain: Int, _ bias: Int) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let deviation = (variance + Double(configuration.layerNormEpsilon)).squareRoot()
    return x.indices.map {
      (x[$0] - mean) / deviation * parameters[gain + $0] + parameters[bias + $0]
    }
  }

  private func gelu(_ x: Double) -> Double {
    0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  }

  private func add(_ left: [Double], _ right: [Double]) -> [Double] {
    zip(left, right).map { $0 + $1 }
  }
}
