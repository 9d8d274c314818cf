// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Analyzers

@Suite struct CompletionRunTests {
  /// Whatever parts the rows are read in.
  @Test(arguments: [
    ("a", 1), ("aaaa", 1), ("aabb", 2), ("abab", 4), ("aaabbbccc", 3), ("aabbaa", 3),
    ("abbbbbbbbbba", 3),
  ])
  func runsAreCounted(_ completions: String, _ runs: Int) throws {
    for size in [1, 2, 3, 100] {
      let rows = completions.map { (prompt: "p", completion: String($0)) }
      let profile = try Profiling.profile(rows, [CompletionRuns()], batchSize: size)
      #expect(profile[CompletionRuns.self] == runs, "\(size) rows at a time")
    }
  }
}
