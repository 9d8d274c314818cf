// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Records

@Suite struct BytesTests {
  @Test func byteSearchFindsWhatTheStandardLibraryFinds() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let text = (0..<12).map { _ in Array("a-> \n".utf8).randomElement(using: &generator)! }
      let needle = Array(text.shuffled(using: &generator).prefix(generator.next(below: 4) + 1))
      let expected = text.indices.first { text[$0...].starts(with: needle) }
      #expect(text.withUnsafeBufferPointer { $0.firstOffset(of: needle) } == expected)
    }
  }
}
