// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Runs the built `assay` binary as a user would.
package enum BuiltBinary {
  package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// The binary beside the test bundle.
  package static var url: URL {
    Bundle.main.executableURL!.deletingLastPathComponent().appending(path: "assay")
  }

  /// Runs it in a folder and waits for its end.
  package static func run(
    _ arguments: [String], in folder: URL, input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(url, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs a line of the shell, for redirections.
  package static func runShell(_ line: String, in folder: URL) throws -> Outcome {
    try run(URL(filePath: "/bin/sh"), ["-c", line], in: folder)
  }

  private static func run(
    _ program: URL, _ arguments: [String], in folder: URL, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let files = try ["in", "out", "err"].map { name in
      let file = FileManager.default.temporaryDirectory
        .appending(path: "assay-\(name)-\(UUID().uuidString)")
      try Data(name == "in" ? Array(input.utf8) : []).write(to: file)
      return file
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}
