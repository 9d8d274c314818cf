// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

/// A weight that is infinite or no number, as damaged files and trainings that diverged have them.
/// Nothing that a model with one says means anything.
struct BrokenValue {
  /// Its place among the values that were looked at.
  let index: Int
  let value: Float

  /// The first such value in the host's memory; nil when all are finite.
  init?(in values: UnsafePointer<Float>, count: Int) {
    index = Int(assay_first_not_finite(values, Int64(count)))
    guard index >= 0 else { return nil }
    value = values[index]
  }

  func error(tensor: String, file: String) -> AssayError {
    AssayError(
      "tensor \(tensor) holds the value \(value), which is not a weight", at: Location(file: file),
      remedy: "Fetch the file again; if its own training diverged, train anew with a lower"
        + " learning rate")
  }
}

extension TensorLayout {
  /// The name of the first tensor with a value that is infinite or no number; nil when there is none.
  func brokenTensor(in block: FloatBlock) -> String? {
    withExtendedLifetime(block) {
      tensors.first {
        block.device.kernels.first_not_finite(block.pointer + $0.offset, Int64($0.count)) >= 0
      }?.name
    }
  }
}
