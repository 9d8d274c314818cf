// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@testable import Service

extension TestServer {
  /// The server's store, opened a second time.
  func store() throws -> Store {
    try Store(folder: try DataFolder(path: folder.url.appending(path: "data").path))
  }
}

extension Store {
  private struct Found: Error {}

  /// Follows the events of a job until it has begun.
  func followToStart(_ id: String) async throws {
    try await follow(id) { $0 == "Fine-tune started" }
  }

  /// Follows the events of a job until an epoch is over.
  func follow(_ id: String, toEpoch epoch: Int) async throws {
    try await follow(id) { message in
      guard let match = message.firstMatch(of: /^Completed epoch (\d+)\//) else { return false }
      return Int(match.1) ?? 0 >= epoch
    }
  }

  /// Follows the events of a job up to one of them; a job that ends before has failed the test.
  private func follow(_ id: String, until isReached: (String) -> Bool) async throws {
    do {
      try await EventStream(store: self, jobID: id).follow { event in
        if isReached(event.message) { throw Found() }
      }
      Issue.record("job \(id) ended too early")
    } catch is Found {
      return
    }
  }
}
