// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Synchronization
import Testing

@Suite struct OpenFileTests {
  private let folder: TemporaryFolder
  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func createMakesANewFileOnly() throws {
    let file = try OpenFile(path("a"), for: .create(permissions: 0o600))
    try file.write([0x61, 0x62])
    #expect(file.status?.size == 2)
    #expect(file.status?.permissions == 0o600)
    let error = #expect(throws: AssayError.self) {
      try OpenFile(path("a"), for: .create(), failure: "cannot keep it", remedy: "Go away")
    }
    #expect(error?.message == "cannot keep it: File exists")
    #expect(error?.remedy == "Go away")
  }

  @Test func appendAddsToTheEnd() throws {
    try folder.write("one\n", to: "log")
    let file = try OpenFile(path("log"), for: .append())
    try file.write("two\n".utf8)
    try OpenFile(path("log"), for: .append()).write("three\n".utf8)
    try file.write("four\n".utf8)
    #expect(try folder.text(of: "log") == "one\ntwo\nthree\nfour\n")
  }

  @Test func updateGoesOnWhereItIsTold() throws {
    try folder.write("0123456789", to: "part")
    let file = try OpenFile(path("part"), for: .update())
    #expect(try file.seekToEnd() == 10)
    try file.write("ab".utf8)
    #expect(try folder.text(of: "part") == "0123456789ab")
    try file.clear()
    try file.write("x".utf8)
    #expect(try folder.text(of: "part") == "x")
    try file.sync()
  }

  @Test func readsFromAPlaceOrOn() throws {
    let file = try OpenFile(try folder.write("0123456789", to: "a"), for: .read)
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0, at: 8) } == 2)
    #expect(buffer[..<2] == [0x38, 0x39])
    #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0, at: 10) } == 0)
    for expected in ["0123", "4567", "89"] {
      let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
      #expect(String(decoding: buffer[..<count], as: UTF8.self) == expected)
    }
    #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0) } == 0)
  }

  @Test func aFullDiskIsAnError() throws {
    let file = try OpenFile("/dev/full", for: .write)
    let error = #expect(throws: AssayError.self) { try file.write([1]) }
    #expect(error?.message == "cannot write: No space left on device")
    #expect(error?.remedy?.contains("free space") == true)
  }

  @Test func aFileForReadingCannotBeWritten() throws {
    let file = try OpenFile(try folder.write("a", to: "a"), for: .read)
    #expect(throws: AssayError.self) { try file.write([1]) }
    #expect(throws: AssayError.self) { try file.clear() }
  }

  @Test func aMissingFileIsNilWithAReason() {
    #expect(OpenFile.reading(path("missing")) == nil)
    #expect(SystemError.last.number == ENOENT)
    #expect(SystemError.last.reason == "No such file or directory")
  }

  @Test func aTemporaryFileHasNoName() throws {
    let file = try #require(OpenFile.temporary(for: "input"))
    try file.write(Array("abc".utf8))
    #expect(file.status?.size == 3)
    #expect(file.status?.permissions == 0o600)
    let name = try FileManager.default.destinationOfSymbolicLink(
      atPath: "/proc/self/fd/\(file.descriptor)")
    #expect(name.hasSuffix("(deleted)"))
  }

  /// A descriptor of a started process would keep a pipe open or a lock held.
  @Test func startedProcessesGetNoDescriptors() throws {
    let files = [
      try OpenFile(path("a"), for: .create()), try OpenFile(path("a"), for: .read),
      try #require(OpenFile.temporary(for: "input")),
    ]
    for file in files { #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0) }
  }

  @Test func itIsClosedWithItsValue() throws {
    var file: OpenFile? = try OpenFile(path("a"), for: .create())
    let descriptor = try #require(file?.descriptor)
    #expect(fcntl(descriptor, F_GETFD) >= 0)
    let node = file?.status?.node
    file = nil
    // Another test may have been given the number since.
    var status = stat()
    #expect(fstat(descriptor, &status) != 0 || UInt64(status.st_ino) != node)
  }

  /// A pipe that is full makes a writer wait, and a signal wakes it up with EINTR.
  @Test func signalsDoNotCutAWrite() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let source = try #require(OpenFile(descriptor: ends[0], path: "pipe"))
    let target = try #require(OpenFile(descriptor: ends[1], path: "pipe"))
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGUSR2, &action, nil)
    let bytes = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ $0 >> 8) }
    let writer = SignaledThread { try? target.write(bytes) }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while received.count < bytes.count {
      writer.signal(SIGUSR2)
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      received += buffer[..<count]
    }
    writer.join()
    #expect(received == bytes)
  }
}

/// A thread that a test can send signals to.
private final class SignaledThread: @unchecked Sendable {
  private var thread = pthread_t()
  private let body: () -> Void

  init(_ body: @escaping () -> Void) {
    self.body = body
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<SignaledThread>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, context)
  }

  func signal(_ number: Int32) {
    pthread_kill(thread, number)
  }

  func join() {
    pthread_join(thread, nil)
  }
}
