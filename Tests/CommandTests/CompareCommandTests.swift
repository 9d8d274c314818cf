// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct CompareCommandTests {
  @Test func comparesTwoFilesOfTheSameRows() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"label": "yes", "prediction": "no"}
      {"label": "no", "prediction": "no"}

      """, to: "a.jsonl")
    try folder.write(
      """
      {"label": "yes", "prediction": "yes"}
      {"label": "no", "prediction": "no"}

      """, to: "b.jsonl")
    let outcome = try BuiltBinary.run(
      ["compare", "a.jsonl", "b.jsonl", "--format", "json", "--bootstrap", "20"], in: folder.url)
    #expect(outcome.status == 0 && outcome.errors == "")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["figures"]?["accuracy"]?["difference"] == .number(0.5))
    #expect(json["changed"]?.array?.count == 1)
  }

  @Test func otherRowsEndWith2() throws {
    let folder = try TemporaryFolder()
    try folder.write("{\"label\": \"yes\", \"prediction\": \"no\"}\n", to: "a.jsonl")
    try folder.write("{\"label\": \"no\", \"prediction\": \"no\"}\n", to: "b.jsonl")
    let outcome = try BuiltBinary.run(["compare", "a.jsonl", "b.jsonl"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("row 1"))
  }
}
