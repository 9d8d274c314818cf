// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import Platform

/// JSON lines to standard output, or to a file that appears when all are written.
package final class LineWriter {
  private let file: AtomicFile?

  /// - Parameter path: nil or `-` is standard output.
  package init(path: String?) throws(AssayError) {
    file = try path.flatMap { $0 == "-" ? nil : $0 }.map { path throws(AssayError) in
      try AtomicFile(path: path)
    }
  }

  package func write(_ value: JSONValue) throws(AssayError) {
    let line = value.text() + "\n"
    if let file { try file.write(line) } else { Terminal.printResult(line) }
  }

  package func finish() throws(AssayError) { try file?.commit() }
}
