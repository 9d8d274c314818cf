// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import DataDiff

@Suite struct RevisionTests {
  @Test func aSideIsAFileOrARevision() throws {
    #expect(try DataRevision("a.csv") == DataRevision(revision: nil, path: "a.csv"))
    #expect(
      try DataRevision("git:v1.0:data/a.csv") == DataRevision(revision: "v1.0", path: "data/a.csv"))
    #expect(try DataRevision("git:HEAD~1:a:b.csv").path == "a:b.csv")
  }

  @Test(arguments: ["git:main", "git:main:", "git::a.csv", "git:--output=x:a.csv"])
  func whatNamesNothingIsRefused(text: String) {
    #expect(throws: AssayError.self) { try DataRevision(text) }
  }

  @Test(
    arguments: [
      ("v1..v2", "v1", "v2"), ("v1.0..v1.1", "v1.0", "v1.1"), ("main..", "main", nil),
      ("main", "main", nil),
    ] as [(String, String, String?)])
  func revisionsComeInPairs(range: String, old: String, new: String?) throws {
    let (first, second) = try DataRevision.pair(range, path: "a.csv")
    #expect(first.revision == old && second.revision == new)
  }

  @Test(arguments: ["..v2", "v1...v2", "", "v1..-x"])
  func otherRangesAreRefused(range: String) {
    #expect(throws: AssayError.self) { try DataRevision.pair(range, path: "a.csv") }
  }
}
