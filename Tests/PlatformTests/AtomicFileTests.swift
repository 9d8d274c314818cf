// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
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

  /// What stood there before is there whatever becomes of the new file.
  @Test func theOldFileStaysUntilTheCommit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "out.txt")
    let file = try AtomicFile(path: path)
    try file.write(String(repeating: "n", count: 3 << 18))
    #expect(try folder.text(of: "out.txt") == "old")
    file.discard()
    #expect(try folder.names == ["out.txt"])
    #expect(try folder.text(of: "out.txt") == "old")
    // Nothing happens any more.
    file.discard()
    try AtomicFile.write([], to: path)
    #expect(try folder.text(of: "out.txt") == "")
  }

  /// Pieces below and above the size of the buffer keep their order.
  @Test(arguments: [1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 5 << 20])
  func piecesStayInOrder(count: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.bin").path
    let piece = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let file = try AtomicFile(path: path)
    try file.write([1, 2, 3])
    try file.write(piece)
    try file.write(piece.lazy.map { ~$0 })
    try file.write([4])
    try file.commit()
    #expect(try Files.read(path) == [1, 2, 3] + piece + piece.map { ~$0 } + [4])
  }

  @Test func permissionsAreKept() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "key").path
    try AtomicFile.write([0x61], to: path)
    #expect(FileStatus(path)?.permissions == 0o644)
    chmod(path, 0o600)
    try AtomicFile.write([0x62], to: path)
    #expect(FileStatus(path)?.permissions == 0o600)
    #expect(try folder.text(of: "key") == "b")
  }

  /// Whoever writes to /dev/null must find it there afterwards.
  @Test func aDeviceIsWrittenToAndStays() throws {
    try AtomicFile.write(Array("a".utf8), to: "/dev/null")
    #expect(FileStatus("/dev/null")?.kind == .stream)
    #expect(throws: AssayError.self) { try AtomicFile.write([0x61], to: "/dev/full") }
    #expect(FileStatus("/dev/full")?.kind == .stream)
  }

  @Test func aPipeIsWrittenTo() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "pipe").path
    try #require(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDWR | O_CLOEXEC)
    defer { close(reader) }
    try AtomicFile.write(Array("through".utf8), to: path)
    var buffer = [UInt8](repeating: 0, count: 16)
    #expect(read(reader, &buffer, 16) == 7)
    #expect(try folder.names == ["pipe"])
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

  @Test func namesTheFolderThatCannotBeWritten() throws {
    let error = #expect(throws: AssayError.self) { try AtomicFile(path: "/nowhere/out.txt") }
    #expect(error?.location == Location(file: "/nowhere/out.txt"))
    #expect(error?.message == "cannot write: No such file or directory")
    #expect(error?.remedy?.contains("folder") == true)
  }

  /// A folder cannot be replaced by a file, and the attempt leaves nothing behind.
  @Test func aFolderIsNotReplaced() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "taken").path
    try Files.createFolder(path)
    #expect(throws: AssayError.self) { try AtomicFile.write([1], to: path) }
    #expect(try folder.names == ["taken"])
  }
}
