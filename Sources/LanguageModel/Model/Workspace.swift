// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The memory of a pass. It grows to the largest batch seen and is then reused, so that a training
/// loop allocates nothing.
final class Workspace {
  var geometry = BatchGeometry()
  private var block: FloatBlock?

  /// The start of the activations; valid after `prepare`.
  var pointer: UnsafeMutablePointer<Float> { block!.pointer }

  /// Makes room for a batch.
  func prepare(
    _ batch: PackedBatch, configuration: GPT2Configuration, training: Bool
  ) throws(AssayError) -> ActivationLayout {
    geometry.load(batch)
    let layout = ActivationLayout(
      configuration, tokens: batch.tokens.count, rows: geometry.rows.count, training: training)
    if (block?.count ?? -1) < layout.count {
      block = nil
      block = try FloatBlock(count: layout.count)
    }
    return layout
  }
}
