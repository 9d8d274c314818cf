// SPDX-License-Identifier: Apache-2.0

import Foundation
import Platform

/// The built binary on a terminal of its own, whose keys a test presses.
final class PseudoTerminal {
  private let master: Int32
  private let process = Process()
  private(set) var shown = ""

  /// TIOCSPTLCK and TIOCGPTN of Linux, which Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// - Parameter columns: how wide it is; nil leaves that open.
  init(_ arguments: [String], in folder: URL, binary: URL, columns: Int? = nil) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: Int32 = 0
    var number: Int32 = 0
    guard ioctl(master, Self.setLock, &lock) == 0, ioctl(master, Self.getNumber, &number) == 0
    else { throw CocoaError(.fileReadUnknown) }
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    if let columns {
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["COLUMNS": "\(columns)"]
      ) { $1 }
    }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    try handle.close()
  }

  deinit {
    if process.isRunning { process.terminate() }
    close(master)
  }

  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Waits until something is shown that was not before.
  /// - Returns: false when the program ends without showing it.
  func waits(for text: String) -> Bool {
    var recent = ""
    while !recent.contains(text) {
      guard let more = read() else { return false }
      recent += more
    }
    return true
  }

  /// The exit status, once the program has ended.
  func status() -> Int32 {
    while read() != nil {}
    process.waitUntilExit()
    return process.terminationStatus
  }

  func kill() { _ = Platform.kill(process.processIdentifier, SIGKILL) }

  private func read() -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Platform.read(master, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    shown += text
    return text
  }
}
