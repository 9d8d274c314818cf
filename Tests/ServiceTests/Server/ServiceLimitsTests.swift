// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct ServiceLimitsTests {
  /// What clients and machines are promised where nobody says otherwise.
  @Test func limitsThatNobodySets() {
    let limits = ServiceLimits()
    #expect(limits.bodyBytes == 64 << 20 && limits.uploadBytes == 1 << 30)
    #expect(limits.requestBytes > 0 && limits.requestBytes <= 1 << 30)
    #expect(limits.connections == 1024 && limits.queuedCompletions == 256)
    #expect(limits.batchedSequences == 32 && limits.loadedModels == 2)
    #expect(limits.idleSeconds == 60 && limits.keepAliveSeconds == 15)
    #expect(limits.bodyGraceSeconds == 20 && limits.bodyBytesPerSecond == 1024)
  }
}
