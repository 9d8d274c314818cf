// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Analyzers

@Suite struct SharedEdgesTests {
  private func edges(_ texts: [String]) -> SharedEdges {
    var edges = SharedEdges()
    for var text in texts { text.withUTF8 { edges.add($0) } }
    return edges
  }

  @Test(
    arguments: [
      ([], true), ([" a "], true), (["a", "b"], true), ([" a", " b"], true),
      ([" a\n", " b\n"], true),
      ([" a", "b"], false), (["a ", "b"], false), ([" a", "\tb"], false),
      ([" a", " b", "c"], false),
      (["a", "b", " c"], false), ([" a", "  b", " c"], false),
    ] as [([String], Bool)])
  func allTextsMustHaveTheSameSpace(_ texts: [String], _ areShared: Bool) {
    #expect(edges(texts).areShared == areShared)
    for cut in 0...texts.count {
      var left = edges(Array(texts[..<cut]))
      left.merge(edges(Array(texts[cut...])))
      #expect(left.areShared == areShared, "cut at \(cut)")
    }
  }
}
