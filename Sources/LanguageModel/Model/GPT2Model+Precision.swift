// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

extension GPT2Model {
  /// The numbers that products are taken in: f32 until another is set.
  package var precision: Precision { halves == nil ? .f32 : .bf16 }

  /// Sets the precision of all passes from now on.
  /// - Throws: `AssayError` when this machine cannot compute in it or memory has run out.
  package func setPrecision(_ precision: Precision) throws(AssayError) {
    guard device.supports(precision) else {
      throw AssayError(
        "this machine has no products in \(precision.rawValue)",
        remedy: "Use --precision f32 or auto: bf16 needs a CPU with AVX512-BF16 or AMX, and oneDNN")
    }
    halves = precision == .bf16 ? try HalfBlock(count: layout.count, on: device) : nil
    roundParameters()
  }

  /// Renews the rounded parameters; to be called when something other than the optimizer has
  /// changed the parameters.
  package func roundParameters() {
    guard let halves else { return }
    device.kernels.round(halves.pointer, parameters.pointer, Int64(layout.count))
  }
}
