// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct HubFolderCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "set/data"), withIntermediateDirectories: true)
    let rows = "prompt,completion\n" + String(repeating: "a ->, yes\nb c ->, no\n", count: 6)
    try folder.write(rows, to: "set/data/train-00000-of-00001.csv")
    try folder.write("prompt,completion\nq ->, yes\n", to: "set/data/test-00000-of-00001.csv")
    return folder
  }

  @Test func aSplitIsCheckedAlone() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["lint", "set", "--data-split", "test", "--format", "concise"], in: folder.url)
    #expect(outcome.status < 2, "\(outcome.errors)")
    #expect(!outcome.output.contains("train-00000"))
    let wrong = try BuiltBinary.run(["lint", "set", "--data-split", "tst"], in: folder.url)
    #expect(wrong.status == 2 && wrong.errors.contains("Did you mean --data-split test?"))
  }

  @Test func aSplitIsCounted() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["stats", "set", "--data-split", "train", "--format", "json"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try JSONParser.parse(Array(outcome.output.utf8), file: "output")["rows"] == 12)
    let none = try BuiltBinary.run(["stats", "set"], in: folder.url)
    #expect(none.status == 2 && none.errors.contains("is a data set with the splits test, train"))
  }

  @Test func aFileHasNoSplits() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["lint", "set/data/test-00000-of-00001.csv", "--data-split", "test"], in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("is not a folder"))
  }
}
