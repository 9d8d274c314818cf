// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// What commands say where the system gives them no more memory.
@Suite struct MemoryLimitTests {
  /// Whatever is enough or not: a command does its work, or says in one line that it cannot.
  @Test(arguments: [300, 400, 500, 700])
  func theEndOfMemoryIsOneMessage(megabytes: Int) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<20_000).map { "what is \($0) times \($0 % 7) ->, it is \($0 * ($0 % 7))" }
    try folder.write("prompt,completion\n" + rows.joined(separator: "\n") + "\n", to: "in.csv")
    let binary = BuiltBinary.url.path
    for arguments in ["lint in.csv", "fix in.csv --yes --no-split -o out.jsonl"] {
      let outcome = try BuiltBinary.runShell(
        "ulimit -v \(megabytes * 1024); exec '\(binary)' \(arguments)", in: folder.url)
      let errors = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
      // 127 is the system's, which could not even load the program.
      guard outcome.status != 127 else { continue }
      #expect([0, 1, 2].contains(outcome.status), "\(outcome.errors.suffix(500))")
      guard outcome.status == 2 else { continue }
      #expect(errors.count == 1, "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "out.jsonl").path))
    }
  }

  /// Hardly enough to start: threads that cannot be made are the end of memory too, and nothing hangs.
  @Test(arguments: [116, 120, 130, 145, 155, 165, 180, 200, 220])
  func threadsWithoutRoomAreOneMessage(megabytes: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na ->, b\nc ->, d\n", to: "in.csv")
    let binary = BuiltBinary.url.path
    for arguments in ["lint in.csv", "rules", "stats in.csv"] {
      let outcome = try BuiltBinary.runShell(
        "ulimit -v \(megabytes * 1024); exec '\(binary)' \(arguments)", in: folder.url)
      #expect([0, 1, 2, 127].contains(outcome.status), "\(outcome.errors.suffix(500))")
      guard outcome.status == 2 else { continue }
      #expect(outcome.errors.hasPrefix("error: the memory that this process may use"))
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }

  /// A service without room for its threads ends with the message, and not by a trap.
  @Test(arguments: [140, 150, 165])
  func aServiceWithoutRoomIsOneMessage(megabytes: Int) throws {
    let folder = try TemporaryFolder()
    // Where there is room after all, it would serve for ever.
    let outcome = try BuiltBinary.runShell(
      "ulimit -v \(megabytes * 1024); exec timeout 20 '\(BuiltBinary.url.path)' serve --port 0"
        + " --data-dir data", in: folder.url)
    #expect([2, 124, 127].contains(outcome.status), "\(outcome.errors.suffix(500))")
    guard outcome.status == 2 else { return }
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
  }
}
