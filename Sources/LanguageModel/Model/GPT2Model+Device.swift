// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

extension GPT2Model {
  /// Moves the parameters to where the model shall compute from now on. Caches, gradients, adapters and
  /// optimizers that were made for it before are of no use to it then.
  /// - Throws: `AssayError` when the device has not enough memory; the model then stays where it is.
  package func move(to device: Device) throws(AssayError) {
    guard configuration.headWidth <= device.kernels.most_head_width else {
      throw AssayError(
        "the model has heads of \(configuration.headWidth) values, and \(device.name) computes at"
          + " most \(device.kernels.most_head_width)", remedy: "Use --device cpu")
    }
    let precision = precision
    let moved = try FloatBlock(count: layout.count, on: device)
    try parameters.read { values in
      device.kernels.upload(
        moved.pointer, values.baseAddress, Int64(values.count * MemoryLayout<Float>.stride))
    }
    parameters = moved
    workspace = Workspace(on: device)
    halves = nil
    try setPrecision(precision)
  }
}
