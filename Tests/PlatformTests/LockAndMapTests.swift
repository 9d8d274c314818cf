// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing

@Suite struct FileLockTests {
  @Test func oneHolderAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "lock").path
    var first = try FileLock(path: path, permissions: 0o600)
    #expect(first != nil)
    #expect(FileStatus(path)?.permissions == 0o600)
    #expect(try FileLock(path: path) == nil)
    first = nil
    #expect(first == nil)
    #expect(try FileLock(path: path) != nil)
  }

  /// The system drops the lock of a process that was killed.
  @Test func aKilledProcessHoldsNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "lock").path
    let ready = folder.url.appending(path: "ready").path
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec 9>'\(path)'; flock -n 9 && : >'\(ready)'; exec sleep 1000"]
    try process.run()
    while process.isRunning, !Files.exists(ready) { WallClock.sleep(.milliseconds(10)) }
    try #require(Files.exists(ready))
    #expect(try FileLock(path: path) == nil)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try FileLock(path: path) != nil)
  }

  @Test func aFolderThatCannotBeWrittenIsAnError() {
    #expect(throws: AssayError.self) { try FileLock(path: "/nowhere/lock") }
  }
}

@Suite struct MappedFileTests {
  @Test(arguments: [1, 4095, 4096, 4097])
  func holdsTheBytes(count: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 11) }
    let file = try MappedFile(path: try folder.write(Data(bytes), to: "a"))
    #expect(withExtendedLifetime(file) { Array(file.bytes) } == bytes)
  }

  @Test func anEmptyFileHasNoBytes() throws {
    let folder = try TemporaryFolder()
    let file = try MappedFile(path: try folder.write("", to: "a"))
    #expect(file.bytes.isEmpty)
  }

  @Test func onlyRegularFilesAreMapped() throws {
    let folder = try TemporaryFolder()
    for path in ["/dev/null", folder.url.path, "/nowhere"] {
      #expect(throws: AssayError.self) { try MappedFile(path: path) }
    }
  }
}

@Suite struct TemporaryFileTests {
  @Test func elementsComeBack() throws {
    let file = try #require(TemporaryFile())
    let numbers = (0..<100_000).map { Int32(truncatingIfNeeded: $0 &* 77_777) }
    var end = 0
    #expect(file.write(numbers, at: &end))
    #expect(end == 400_000)
    #expect(file.write([UInt8(7), 8, 9], at: &end))
    #expect(end == 400_003)
    var place = 0
    let first: [Int32]? = file.read(100_000, at: &place)
    #expect(first == numbers)
    let rest: [UInt8]? = file.read(3, at: &place)
    #expect(rest == [7, 8, 9])
    #expect(place == 400_003)
  }

  @Test func writesOverAPlace() throws {
    let file = try #require(TemporaryFile())
    var end = 0
    #expect(file.write([UInt8(1), 2, 3, 4], at: &end))
    var place = 1
    #expect(file.write([UInt8(9), 8], at: &place))
    place = 0
    #expect(file.read(4, at: &place) == [UInt8(1), 9, 8, 4])
  }

  @Test func nothingIsThereBehindTheEnd() throws {
    let file = try #require(TemporaryFile())
    var end = 0
    #expect(file.write([UInt8(1)], at: &end))
    #expect(file.write([UInt8](), at: &end))
    var place = 0
    let tooMany: [UInt8]? = file.read(2, at: &place)
    #expect(tooMany == nil)
  }
}
