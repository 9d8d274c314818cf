// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

/// The memory of a pass. It grows to the largest batch seen and is then reused, so that a training
/// loop allocates nothing.
final class Workspace {
  var geometry = BatchGeometry()
  /// What lies in the device's memory: the arrays of the geometry, and the activations.
  private let device: Device
  private var arrays: GeometryBlock
  private var block: FloatBlock?

  /// The start of the activations; valid after `prepare`.
  var pointer: UnsafeMutablePointer<Float> { block!.pointer }

  init(on device: Device) {
    self.device = device
    arrays = GeometryBlock(on: device)
  }

  /// Sends the geometry as it is now to where the kernels read it.
  func placeGeometry() throws(AssayError) -> PlacedGeometry {
    try arrays.place(geometry)
  }

  /// Makes room for a batch.
  func prepare(
    _ batch: PackedBatch, configuration: GPT2Configuration, training: Bool
  ) throws(AssayError) -> ActivationLayout {
    geometry.load(batch)
    let layout = ActivationLayout(
      configuration, tokens: batch.tokens.count, rows: geometry.rows.count,
      targets: geometry.targets.count,
      maximalLogitRows: Int(device.kernels.logit_rows), training: training)
    if (block?.count ?? -1) < layout.count {
      block = nil
      block = try FloatBlock(count: layout.count, on: device)
    }
    return layout
  }
}
