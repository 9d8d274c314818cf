// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dispatch

/// Long work on threads of its own: the few threads that answer requests must never wait for it.
enum Offload {
  private static let queue = DispatchQueue(label: "assay.work", attributes: .concurrent)

  /// Does work on a queue and waits without holding a thread.
  static func run<Value: Sendable>(
    on queue: DispatchQueue = queue, _ body: @escaping @Sendable () throws(AssayError) -> Value
  ) async throws(AssayError) -> Value {
    let result: Result<Value, AssayError> = await withCheckedContinuation { continuation in
      queue.async {
        do throws(AssayError) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}
