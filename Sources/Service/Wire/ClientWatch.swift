// SPDX-License-Identifier: Apache-2.0

import ServiceStore
import Synchronization

/// Whether a client still waits for its answer.
final class ClientWatch: Sendable {
  private let hasHungUp = Atomic(false)

  /// - Throws: `APIError` 499 when it has hung up.
  func check() throws(APIError) {
    if hasHungUp.load(ordering: .relaxed) { throw .hungUp }
  }

  func hangUp() {
    hasHungUp.store(true, ordering: .relaxed)
  }
}

extension APIContext {
  /// Watches the client of a request whose answer is sent whole.
  func watchClient() -> ClientWatch {
    let watch = ClientWatch()
    onHangUp(probe: nil) { watch.hangUp() }
    return watch
  }
}
