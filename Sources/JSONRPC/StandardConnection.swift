// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// Messages over standard input and output, as a program that started this one expects them.
package enum StandardConnection {
  private static let pieceSize = 1 << 16

  /// - Throws: `AssayError` when standard input is closed.
  package static func reader(_ framing: MessageFraming) throws(AssayError) -> MessageReader {
    let file = try OpenFile.input("-", remedy: "Start it from an editor or an agent")
    return MessageReader(framing) { () throws(AssayError) in
      var piece = [UInt8](repeating: 0, count: pieceSize)
      let count = try piece.withUnsafeMutableBytes { buffer in
        Result { () throws(AssayError) in try file.read(into: buffer) }
      }.get()
      piece.removeSubrange(count...)
      return piece
    }
  }

  /// A program that has gone reads nothing more, which the reader will notice.
  package static func writer(_ framing: MessageFraming) -> MessageWriter {
    MessageWriter(framing) { bytes in _ = StandardStream.output.write(bytes) }
  }
}
