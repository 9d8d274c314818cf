// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

extension TableSource {
  /// The whole text of a file as UTF-8, as it stands there but for a byte-order mark: for what reads
  /// text and not rows. Nothing is added, and no line end is changed.
  /// - Throws: `AssayError` when the file cannot be read or is no text.
  package func wholeText() throws(AssayError) -> String {
    var blocks = LineBlocks(try text())
    var bytes: [UInt8] = []
    var line = 1
    while let block = try blocks.next(line: line) {
      try AssayError.checkText(block, file: path, line: line, blockOffset: blocks.offset)
      bytes += block
      line += block.count { $0 == UInt8(ascii: "\n") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
