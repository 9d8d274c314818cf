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

  /// Whoever writes to /dev/null must find it there afterwards.
  @Test func aDeviceIsWrittenToAndStays() throws {
    try AtomicFile.write(Array("a".utf8), to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(throws: AssayError.self) { try AtomicFile.write([0x61], to: "/dev/full") }
    #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func aLinkStaysALink() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "real.txt")
    let link = folder.url.appending(path: "link.txt").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.txt")
    try AtomicFile.write(Array("new".utf8), to: link)
    #expect(try folder.text(of: "real.txt") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.txt")
  }

  @Test func namesTheFolderThatCannotBeWritten() {
    #expect(throws: AssayError.self) { try AtomicFile(path: "/nowhere/out.txt") }
  }
}
