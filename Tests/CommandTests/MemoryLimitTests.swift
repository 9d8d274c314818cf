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
}
