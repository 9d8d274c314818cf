// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct NaturalOrderTests {
  @Test func numbersStandByTheirValue() {
    let names = ["10", "2", "b10", "b9", " 1", "02", "b"]
    #expect(
      NaturalOrder.sorted(names).map { names[$0] } == ["2", "02", "10", " 1", "b", "b9", "b10"])
    #expect(NaturalOrder.sorted(["class 10", "class 9", "class"]) == [2, 1, 0])
    #expect(NaturalOrder.sorted(["a", "a"]) == [0, 1])
  }
}
