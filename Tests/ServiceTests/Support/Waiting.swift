// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import ServiceStore
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

  /// Follows the events of a job until an epoch is over; a job that ends before has failed the test.
  func follow(_ id: String, toEpoch epoch: Int) async throws {
    do {
      try await EventStream(store: self, jobID: id).follow { event in
        let told = event.message.firstMatch(of: /^Completed epoch (\d+)\//)
        if let told, Int(told.1) ?? 0 >= epoch { throw Found() }
      }
      Issue.record("job \(id) ended before epoch \(epoch)")
    } catch is Found {
      return
    }
  }
}
