// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension AdamW {
  /// Hands out the moments as raw bytes, for a checkpoint from which a run goes on to the same bits.
  package func withState<Failure: Error>(
    _ body: (_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) throws(Failure) ->
      Void
  ) throws(Failure) {
    try body(UnsafeRawBufferPointer(first.values), UnsafeRawBufferPointer(second.values))
  }

  /// Takes over what `withState` gave and the number of steps taken.
  /// - Throws: `AssayError` when the state is of another model.
  package func restore(
    step: Int, first: UnsafeRawBufferPointer, second: UnsafeRawBufferPointer
  ) throws(AssayError) {
    let own = UnsafeMutableRawBufferPointer(self.first.values)
    guard first.count == own.count, second.count == own.count else {
      throw AssayError(
        "the optimizer state belongs to another model",
        remedy: "Resume with the model and configuration of the run that was saved")
    }
    own.copyMemory(from: first)
    UnsafeMutableRawBufferPointer(self.second.values).copyMemory(from: second)
    self.step = step
  }
}
