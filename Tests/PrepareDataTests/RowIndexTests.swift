// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct RowIndexTests {
  @Test func dropsByLabel() {
    #expect(RowIndex.range(4).keeping(withoutLabels: [2]) == [true, true, false, true])
    #expect(RowIndex.numbers([0, 2, 3]).keeping(withoutLabels: [2]) == [true, false, true])
    #expect(RowIndex.numbers([5, 5, 6]).keeping(withoutLabels: [5]) == [false, false, true])
  }

  @Test func failsOnWhatIsNoLabel() {
    #expect(RowIndex.numbers([0, 2]).keeping(withoutLabels: [1]) == nil)
    #expect(RowIndex.range(2).keeping(withoutLabels: [2]) == nil)
    #expect(RowIndex.texts([[49]]).keeping(withoutLabels: [1]) == nil)
    #expect(RowIndex.texts([[49]]).keeping(withoutLabels: []) == [true])
    #expect(RowIndex.tuples([[1], [2]]).keeping(withoutLabels: [0]) == nil)
    #expect(RowIndex.tuples([[1], [1]]).keeping(withoutLabels: [0]) == [true, true])
  }

  @Test func rowsOfOneLabelGoTogether() {
    let index = RowIndex.texts([[1], [2], [1]])
    #expect(index.keeping(without: [0]) == [false, true, false])
    #expect(index.selected([2, 1]) == .texts([[1], [2]]))
    #expect(RowIndex.range(3).selected([2, 0]) == .numbers([2, 0]))
  }
}
