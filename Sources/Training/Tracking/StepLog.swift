// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// The run's log: a JSON object a line for each step, on the disk as soon as the step is done.
package final class StepLog {
  private let file: OpenFile

  /// Opens the log for a run that stands after `step` steps: what it says of later ones, left by a
  /// session that was killed, is dropped, and so is a line cut in the middle.
  /// - Throws: `AssayError` when the file cannot be written.
  package init(path: String, afterStep step: Int) throws(AssayError) {
    let kept = step > 0 && Files.exists(path) ? try Self.lines(of: path, upTo: step) : []
    try AtomicFile.write(kept.map { $0 + "\n" }.joined().utf8, to: path)
    file = try OpenFile(path, for: .append())
  }

  package func append(_ record: StepRecord) throws(AssayError) {
    try file.write((record.json.text() + "\n").utf8)
  }

  private static func lines(of path: String, upTo step: Int) throws(AssayError) -> [String] {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    return text.split(separator: "\n").map(String.init).filter { line in
      guard let value = try? JSONParser.parse(Array(line.utf8), file: path),
        let logged = value["step"]?.integer
      else { return false }
      return logged <= step
    }
  }
}
