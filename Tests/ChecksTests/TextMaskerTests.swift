// SPDX-License-Identifier: Apache-2.0

import Patterns
import Testing

@testable import Checks

@Suite struct TextMaskerTests {
  @Test func maskedMatchesKeepTheirLength() throws {
    let masker = TextMasker(pattern: try Pattern(#"\d{4,}"#), proof: nil)
    let masked = masker.masked(Array("a 12345 b 678901".utf8))
    #expect(String(decoding: masked, as: UTF8.self) == "a 12*** b 67****")
  }
}
