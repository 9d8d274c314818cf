// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore
import LanguageModel
import Platform

/// The optimizer's state in a file: the number of steps and the size of a moment as 64-bit
/// little-endian numbers, then the first and the second moment as 32-bit floats.
enum OptimizerFile {
  private static let headerSize = 16
  private static let chunkSize = 1 << 20

  static func save(_ optimizer: AdamW, to path: String) throws(AssayError) {
    let file = try AtomicFile(path: path)
    try optimizer.withState { first, second throws(AssayError) in
      let header = [UInt64(optimizer.step), UInt64(first.count)].map(\.littleEndian)
      try file.write(header.withUnsafeBytes { Array($0) })
      for moment in [first, second] {
        for piece in moment.chunks(ofCount: chunkSize) { try file.write(piece) }
      }
    }
    try file.commit()
  }

  static func load(_ optimizer: AdamW, from path: String) throws(AssayError) {
    let file = try MappedFile(path: path)
    guard file.bytes.count >= headerSize else { throw damaged(path) }
    try withExtendedLifetime(file) { () throws(AssayError) in
      try restore(optimizer, from: file.bytes, path: path)
    }
  }

  private static func restore(
    _ optimizer: AdamW, from bytes: UnsafeRawBufferPointer, path: String
  ) throws(AssayError) {
    let step = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    let count = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard let step = Int(exactly: step), let count = Int(exactly: count),
      count <= bytes.count, bytes.count == headerSize + 2 * count
    else { throw damaged(path) }
    let moments = UnsafeRawBufferPointer(rebasing: bytes[headerSize...])
    try optimizer.restore(
      step: step, first: UnsafeRawBufferPointer(rebasing: moments[..<count]),
      second: UnsafeRawBufferPointer(rebasing: moments[count...]))
  }

  private static func damaged(_ path: String) -> AssayError {
    AssayError(
      "not the state of an optimizer, or cut short", at: Location(file: path),
      remedy: "Start anew with --overwrite")
  }
}
