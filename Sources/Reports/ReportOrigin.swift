// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// How a report came to be: enough to make it again, and to tell whether the data is still the same.
package struct ReportOrigin: Sendable, Equatable {
  /// A file with the hash of its bytes.
  package struct Input: Sendable, Equatable {
    package var path: String
    package var hash: String

    package init(path: String, hash: String) {
      self.path = path
      self.hash = hash
    }
  }

  /// The program with its version.
  package var program: String
  /// The command line; empty where there was none.
  package var command: String
  /// Such as `2026-11-21 09:30 UTC`.
  package var date: String
  package var inputs: [Input]

  /// - Parameters:
  ///   - program: the program with its version.
  ///   - command: the command line.
  ///   - seconds: the moment, since 1970.
  ///   - inputs: the files with their hashes.
  package init(program: String, command: String, seconds: Int, inputs: [Input]) {
    self.program = program
    self.command = command
    date = String(WallClock.text(seconds, in: .utc).prefix(16)) + " UTC"
    self.inputs = inputs
  }

  /// The moment that reports are said to be made at: now, or what `SOURCE_DATE_EPOCH` says, by which
  /// builds that are repeated to the byte name their time.
  package static var moment: Int {
    Environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) } ?? WallClock.now
  }

  /// The files among the paths with their hashes. A stream is gone and has none, as a folder.
  /// - Throws: `AssayError` when a file cannot be read.
  package static func inputs(_ paths: [String]) throws(AssayError) -> [Input] {
    var inputs: [Input] = []
    for path in paths where Files.isFile(path) {
      let digest = MessageDigest()
      try digest.update(file: path)
      inputs.append(Input(path: path, hash: digest.finish()))
    }
    return inputs
  }

  /// Each thing with its name, in the order in which readers want them.
  package var lines: [(name: String, value: String)] {
    [("Made", date), ("By", program)] + (command.isEmpty ? [] : [("Command", command)])
      + inputs.map { ("Data", "\($0.path), SHA-256 \($0.hash)") }
  }
}
