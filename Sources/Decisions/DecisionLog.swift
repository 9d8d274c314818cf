// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// Adds decisions to their file, each on the disk before the next is asked for: a crash loses none.
package final class DecisionLog {
  package let path: String
  private let file: OpenFile

  /// Opens the file, or makes it.
  /// - Throws: `AssayError` when it holds anything but decisions, or cannot be written.
  package init(path: String) throws(AssayError) {
    self.path = path
    let known = Files.exists(path) ? try DecisionFile(path: path) : nil
    file = try OpenFile(path, for: .append())
    // What a crash left of a line would spoil the next one.
    if let known { try file.resize(to: known.wholeBytes) }
  }

  /// Writes a decision and waits until the disk has it.
  package func append(_ decision: RowDecision) throws(AssayError) {
    try file.write(Array((decision.json.text() + "\n").utf8))
    try file.sync()
  }
}
