// SPDX-License-Identifier: Apache-2.0

import Dataset
import Testing

@testable import Analyzers

@Suite struct MajorityEndingsTests {
  @Test func majorityEndingsKeepWhatIsShared() {
    var left = MajorityEndings()
    var right = MajorityEndings()
    for number in 0..<100 {
      let text = Array((number % 6 == 0 ? "text \(number)" : "\(number) ->").utf8)
      text.withUnsafeBufferPointer { number < 30 ? left.add($0) : right.add($0) }
    }
    left.merge(right)
    #expect(left.candidates(sharedBy: 0.8).contains(Array(" ->".utf8)))
  }
}
