// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct JSONLabelsTests {
  private func index(_ labels: [String]) -> RowIndex {
    JSONLabels.index(labels.map { Array($0.utf8) })
  }

  @Test func wholeNumbersAreNumbers() {
    #expect(index(["0", "1"]) == .numbers([0, 1]))
    #expect(index([" 7 ", "-3", "+4", "1_000"]) == .numbers([7, -3, 4, 1000]))
    #expect(index(["0", "31536001"]) == .numbers([0, 31_536_001]))
    #expect(index(["31536000", "31536001"]) == .numbers([31_536_000, 31_536_001]))
  }

  /// Numbers of more than a year in seconds are taken for moments.
  @Test func largeNumbersAreMoments() {
    #expect(
      index(["31536001", "31536002"]) == .texts([Array("31536001".utf8), Array("31536002".utf8)]))
  }

  @Test(arguments: ["a", "1__0", "1_", "_1", "", "-"])
  func otherTextsAreTexts(_ label: String) {
    #expect(index(["x", label]) == .texts([[0x78], Array(label.utf8)]))
  }

  @Test func equalMomentsAreOneLabel() {
    guard case .texts(let labels) = index(["1.0", "1.00", "nan", "", "NaT"]) else {
      Issue.record("labels are texts")
      return
    }
    #expect(labels[0] == labels[1] && labels[2] == labels[3] && labels[3] == labels[4])
    #expect(labels[0] != labels[2])
  }

  @Test func noLabelIsNoNumber() {
    #expect(index([]) == .texts([]))
  }
}
