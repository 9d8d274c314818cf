// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

/// The memory that kernels take to work in. They return nothing, and count what they did not get.
enum KernelMemory {
  /// Runs kernels and gives what `body` returns.
  /// - Throws: `AssayError` when one of them did not get its memory: the results are worth nothing
  ///   then. It may be a kernel of another pass that ran at the same time.
  static func checked<Result>(
    _ body: () throws(AssayError) -> Result
  ) throws(AssayError) -> Result {
    let failures = assay_memory_failures()
    let result = try body()
    guard assay_memory_failures() == failures else {
      throw AssayError(
        "not enough memory for a pass through the model",
        remedy: "Use a smaller model, a smaller batch or shorter rows")
    }
    return result
  }
}
