// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Console
import JSON
import Testing

@Suite struct LineWriterTests {
  /// The file appears when all lines are written.
  @Test func linesAreWrittenToAFile() throws {
    let folder = try TemporaryFolder()
    let writer = try LineWriter(path: folder.path("out.jsonl"))
    try writer.write(["a": 1])
    try writer.write(["text": "two\nlines"])
    #expect(!(try folder.names.contains("out.jsonl")))
    try writer.finish()
    #expect(try folder.text(of: "out.jsonl") == "{\"a\":1}\n{\"text\":\"two\\nlines\"}\n")
  }

  @Test func aFileThatIsNotFinishedIsNone() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try LineWriter(path: folder.path("out.jsonl"))
      try writer.write(["a": 1])
    }
    #expect(try !folder.names.contains("out.jsonl"))
  }

  @Test func whereNothingCanBeWrittenIsAnError() throws {
    let folder = try TemporaryFolder()
    #expect(throws: AssayError.self) { try LineWriter(path: folder.path("none/out.jsonl")) }
  }
}
