// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ServiceLifecycle
package import ServiceStore

/// The events of a job from the first to the last. It ends when the job is over and all was told.
package struct EventStream: Sendable {
  package let store: Store
  package let jobID: String
  let keepAliveSeconds: Int
  private static let pause = Duration.milliseconds(200)

  package init(store: Store, jobID: String, keepAliveSeconds: Int = 15) {
    self.store = store
    self.jobID = jobID
    self.keepAliveSeconds = keepAliveSeconds
  }

  /// Hands on each event; `idle` is called now and then while there is none, and may end the wait
  /// by answering false.
  package func follow(
    _ handle: (EventRecord) async throws -> Void, idle: () async throws -> Bool = { true }
  ) async throws {
    var last = 0
    while true {
      // The status is read first: an event that came with the last status is then seen below.
      let isOver = try await store.job(jobID)?.status.isFinal ?? true
      for event in try await store.events(of: jobID, after: last) {
        last = event.id ?? last
        try await handle(event)
      }
      guard !isOver, try await idle() else { return }
      try await Task.sleep(for: Self.pause)
    }
  }

  /// Sends the events to a client, with a comment from time to time while a job is silent. A server
  /// that stops ends the stream; the client's next call shows where the job stands.
  func write(to writer: inout EventWriter) async throws {
    var lastSign = ContinuousClock.now
    var output = writer
    try await follow {
      try await output.send($0.json)
      lastSign = .now
    } idle: {
      if lastSign.duration(to: .now) >= .seconds(keepAliveSeconds) {
        try await output.keepAlive()
        lastSign = .now
      }
      return !Task.isShuttingDownGracefully
    }
    try await output.done()
    writer = output
  }
}
