// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// Duplicates are shown with the earlier row that they repeat.
@Suite struct RepeatedRowsTests {
  private static let rows = """
    prompt,completion
    the parcel came on the second day and it was all right ->, yes
    where is the blue lamp that I ordered for my desk ->, no
    The  PARCEL came on the second day and it was all right ->, yes
    where is the blue lamp that I ordered for my desk ->, no
    the parcel came on the third day and it was all right ->, yes

    """

  @Test(arguments: [
    ("full", ["rows.csv:5 (row 4, as row 2 on line 3)", "rows.csv:4 (row 3, as row 1 on line 2)"]),
    ("html", ["row 4, line 5, as row 2 on line 3", "row 3, line 4, as row 1 on line 2"]),
    ("markdown", ["line 5 (as row 2 on line 3), prompt", "line 4 (as row 1 on line 2), prompt"]),
  ])
  func theEarlierRowIsNamed(format: String, parts: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rows, to: "rows.csv")
    let outcome = try BuiltBinary.run(
      ["lint", "rows.csv", "--select", "DUP001,DUP002", "--format", format], in: folder.url)
    #expect(outcome.status == 1)
    for part in parts { #expect(outcome.output.contains(part), "\(outcome.output)") }
  }

  @Test func aNearDuplicateIsLikeTheMostSimilarRow() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rows, to: "rows.csv")
    let outcome = try BuiltBinary.run(
      ["lint", "rows.csv", "--select", "DUP003"], in: folder.url)
    #expect(
      outcome.status == 0 || outcome.output.contains("rows.csv:6 (row 5, as row 1 on line 2)"),
      "\(outcome.output)")
  }
}
