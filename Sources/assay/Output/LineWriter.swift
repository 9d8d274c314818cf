// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// JSON lines to standard output, or to a file that appears when all are written.
final class LineWriter {
  private let file: AtomicFile?

  /// - Parameter path: nil or `-` is standard output.
  init(path: String?) throws(AssayError) {
    file = try path.flatMap { $0 == "-" ? nil : $0 }.map { path throws(AssayError) in
      try AtomicFile(path: path)
    }
  }

  func write(_ value: JSONValue) throws(AssayError) {
    let line = value.text() + "\n"
    if let file { try file.write(line) } else { Terminal.printResult(line) }
  }

  func finish() throws(AssayError) { try file?.commit() }
}
