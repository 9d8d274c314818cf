// SPDX-License-Identifier: Apache-2.0

import CKernels

/// One pass of a batch through a model: where everything lies while it runs. Forward and backward
/// come in pairs in its extensions.
struct ModelPass {
  let device: Device
  let configuration: GPT2Configuration
  let layout: ParameterLayout
  let parameters: UnsafeMutablePointer<Float>
  /// The parameters in bf16 where products are taken in it.
  let halves: UnsafeMutablePointer<UInt16>?
  let activations: ActivationLayout
  let memory: UnsafeMutablePointer<Float>
  let geometry: BatchGeometry
  let placed: PlacedGeometry
  let dropout: Dropout?
  /// Where keys and values of earlier tokens are, and those of new ones go.
  var cache: KeyValueCache?

  /// The operations that the pass consists of.
  var kernels: assay_device { device.kernels }
  var tokens: Int64 { Int64(geometry.tokens.count) }
  /// R: distinct positions of targets.
  var rows: Int64 { Int64(geometry.rows.count) }
  var width: Int64 { Int64(configuration.width) }
  var innerWidth: Int64 { Int64(configuration.innerWidth) }
  var outputs: Int64 { Int64(configuration.outputs) }
  var lastLayer: Int { configuration.layers - 1 }
  var residualDropout: Float { dropout?.residual ?? 0 }

  func parameter(_ offset: Int) -> UnsafeMutablePointer<Float> { parameters + offset }
  func matrix(_ offset: Int) -> assay_matrix {
    assay_matrix(values: parameters + offset, halves: halves.map { UnsafePointer($0 + offset) })
  }
  func activation(_ offset: Int) -> UnsafeMutablePointer<Float> { memory + offset }

  /// The keys (., C) of a layer, the values that follow them, and the distance of rows.
  func keysAndValues(
    layer: Int
  ) -> (keys: UnsafeMutablePointer<Float>, values: UnsafeMutablePointer<Float>, stride: Int64) {
    let qkv = activation(activations.blocks[layer].qkv)
    guard let cache else { return (qkv + Int(width), qkv + Int(2 * width), 3 * width) }
    cache.store(qkv, rows: placed.cacheRows, count: geometry.cacheRows.count, layer: layer)
    let keys = cache.keys(layer)
    return (keys, keys + Int(width), 2 * width)
  }

  /// Calls `body` with the geometry of attention in a layer.
  func withAttentionShape(
    layer: Int, _ body: (UnsafePointer<assay_attention_shape>) -> Void
  ) {
    let isLast = layer == lastLayer
    let sequences = isLast ? geometry.rowSequences : geometry.sequences
    var shape = assay_attention_shape(
      sequences: isLast ? placed.rowSequences : placed.sequences,
      sequence_count: Int64(sequences.count),
      key_counts: isLast ? placed.rowKeyCounts : placed.keyCounts,
      query_rows: isLast ? rows : tokens,
      longest: sequences.map { $0.query_end - $0.query_begin }.max() ?? 0,
      most_keys: sequences.map { $0.key_end - $0.key_begin }.max() ?? 0,
      heads: Int64(configuration.heads), head_width: Int64(configuration.headWidth),
      dropout: dropout?.attention ?? 0,
      dropout_seed: dropout?.seed(.attention, layer: layer) ?? 0,
      takes_halves: halves == nil ? 0 : 1)
    body(&shape)
  }
}
