// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import LanguageModel

/// Streams against a plain search in the whole.
struct StopMatcherTests {
  @Test func streamsEndWhereASearchEnds() {
    var generator = SeededGenerator(seed: 11)
    func bytes(_ length: Int) -> [UInt8] {
      (0..<length).map { _ in UInt8(generator.next(below: 3)) }
    }
    for _ in 0..<500 {
      let stops = (0..<generator.next(below: 4)).map { _ in bytes(1 + generator.next(below: 4)) }
      let stream = bytes(generator.next(below: 12))
      var matcher = StopMatcher(stops)
      var found: [UInt8] = []
      var index = 0
      while index < stream.count {
        let end = min(stream.count, index + 1 + generator.next(below: 3))
        found += matcher.feed(stream[index..<end])
        index = end
      }
      found += matcher.finish()
      let expected = stream.indices.first { start in
        stops.contains { stream[start...].starts(with: $0) }
      }
      #expect(found == Array(stream[..<(expected ?? stream.count)]))
      #expect(matcher.isStopped == (expected != nil))
    }
  }

  @Test func certainBytesComeAtOnce() {
    var matcher = StopMatcher([Array("END".utf8)])
    #expect(matcher.feed("abE".utf8) == Array("ab".utf8))
    #expect(matcher.feed("Nx".utf8) == Array("ENx".utf8))
    #expect(matcher.feed("E".utf8).isEmpty)
    #expect(matcher.finish() == Array("E".utf8))
  }
}
