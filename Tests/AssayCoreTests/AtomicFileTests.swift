// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@Suite struct AtomicFileTests {
  @Test func appearsOnlyWithCommit() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.txt").path
    let file = try AtomicFile(path: path)
    try file.write("a")
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.write(String(repeating: "b", count: 1 << 20))
    try file.commit()
    #expect(try folder.text(of: "out.txt").utf8.count == 1 + (1 << 20))
    #expect(try folder.names == ["out.txt"])
  }

  @Test func leavesNothingBehindWithoutCommit() throws {
    let folder = try TemporaryFolder()
    do {
      let file = try AtomicFile(path: folder.url.appending(path: "out.txt").path)
      try file.write("half")
    }
    #expect(try folder.names == [])
  }

  @Test func namesTheFolderThatCannotBeWritten() {
    #expect(throws: AssayError.self) { try AtomicFile(path: "/nowhere/out.txt") }
  }
}
