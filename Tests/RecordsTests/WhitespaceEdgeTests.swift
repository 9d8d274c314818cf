// SPDX-License-Identifier: Apache-2.0

import Dataset
import Testing

@testable import Records

@Suite struct WhitespaceEdgeTests {
  private func fault(_ edge: WhitespaceEdge, _ text: String, _ ending: String?) -> Range<Int>? {
    Array(text.utf8).withUnsafeBufferPointer {
      edge.fault(in: $0, ending.map { Array($0.utf8) })
    }
  }

  @Test(arguments: [
    ("  a", 0..<2), (" \ta", 0..<2), ("   a b", 0..<3), (" a", nil), ("a  ", nil), ("\t a", nil),
    ("  ", nil), ("", nil),
  ])
  func doubledLeads(_ text: String, _ expected: Range<Int>?) {
    #expect(fault(.doubledLead, text, nil) == expected)
  }

  @Test(arguments: [
    ("\ta", 0..<1), ("\n a", 0..<2), ("\u{A0}a", 0..<2), ("\u{A0} a", 0..<3), (" \ta", nil),
    ("a", nil), ("\t", nil),
  ])
  func oddLeads(_ text: String, _ expected: Range<Int>?) {
    #expect(fault(.oddLead, text, nil) == expected)
  }

  @Test(arguments: [
    ("a  ->", "->", 1..<3), ("a ->", " ->", nil), ("a \t", nil, 1..<3), ("a", nil, nil),
    ("  ->", "->", nil), ("a \n", nil, nil), ("a  b", "->", nil),
    // Without the space the two marks would be another one.
    ("a -> :", ":", nil), ("a -> ->", "->", nil), ("a ->  ->", " ->", 4..<5), ("a. :", ":", 2..<3),
  ])
  func spacesBeforeSeparators(_ text: String, _ ending: String?, _ expected: Range<Int>?) {
    #expect(fault(.beforeSeparator, text, ending) == expected)
  }

  @Test func halfANoBreakSpaceIsNone() {
    func starts(_ text: [UInt8]) -> Bool {
      text.withUnsafeBufferPointer { WhitespaceEdge.startsWithNoBreakSpace($0) }
    }
    #expect(starts([0xC2, 0xA0]) && starts([0xC2, 0xA0, 0x61]))
    #expect(!starts([]) && !starts([0xC2]) && !starts([0xC2, 0xA1]))
    #expect(!starts([0x61, 0xC2, 0xA0]))
  }

  @Test func edgesAreOfTheirFields() {
    #expect(WhitespaceEdge.beforeSeparator.field == .prompt)
    #expect(WhitespaceEdge.doubledLead.field == .completion)
    #expect(WhitespaceEdge.oddLead.field == .completion)
  }
}
