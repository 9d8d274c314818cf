// SPDX-License-Identifier: Apache-2.0

import Platform

/// How much the service takes on.
package struct ServiceLimits: Sendable {
  /// The largest JSON body, in bytes.
  package var bodyBytes = 64 << 20
  /// The memory that all requests may hold together, in bytes, besides that of the models.
  package var requestBytes = standardRequestBytes
  /// The largest uploaded file, in bytes.
  package var uploadBytes = 1 << 30
  /// Connections served at once; others wait in the system's backlog.
  package var connections = 1024
  /// Completions that may wait; those over it get 429.
  package var queuedCompletions = 256
  /// Sequences generated together.
  package var batchedSequences = 32
  /// Seconds a connection may be silent before a request is whole.
  package var idleSeconds = 60
  /// Seconds after which a body must arrive at `bodyBytesPerSecond` at least.
  package var bodyGraceSeconds = 20
  package var bodyBytesPerSecond = 1024
  /// Seconds between comments that keep a silent stream alive.
  package var keepAliveSeconds = 15
  /// Models held in memory at once; the one not used for longest goes first.
  package var loadedModels = 2

  private static let standardRequestBytes = min(1 << 30, (Machine.availableMemory ?? .max) / 4)

  package init() {}
}
