// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Platform
import Ranks

/// The optimizer's state in a file: the number of steps and the size of a moment as 64-bit
/// little-endian numbers, then the first and the second moment as 32-bit floats.
enum OptimizerFile {
  private static let headerSize = 16
  private static let chunkSize = 1 << 20

  /// Writes the moments of all ranks, each of which holds a part.
  /// - Parameter path: nil for those that only hand over their part.
  static func save(
    _ optimizer: AdamW, of group: RankGroup, to path: String?
  ) throws(AssayError) {
    let file = try path.map { path throws(AssayError) in try AtomicFile(path: path) }
    try optimizer.withState { first, second throws(AssayError) in
      let size = optimizer.count * MemoryLayout<Float>.stride
      let header = [UInt64(optimizer.step), UInt64(size)].map(\.littleEndian)
      try file?.write(header.withUnsafeBytes { Array($0) })
      for moment in [first, second] {
        for rank in 0..<group.count {
          let part = group.part(of: optimizer.count, rank: rank)
          try collect(
            rank == group.rank ? moment : nil, size: part.count * MemoryLayout<Float>.stride,
            from: rank, of: group
          ) { piece throws(AssayError) in try file?.write(piece) }
        }
      }
    }
    try file?.commit()
  }

  /// Gives all ranks the part of one, a piece at a time.
  private static func collect(
    _ own: UnsafeRawBufferPointer?, size: Int, from rank: Int, of group: RankGroup,
    body: ([UInt8]) throws(AssayError) -> Void
  ) throws(AssayError) {
    for start in stride(from: 0, to: size, by: chunkSize) {
      let count = min(chunkSize, size - start)
      var piece =
        own.map { Array($0[start..<start + count]) } ?? [UInt8](repeating: 0, count: count)
      piece.withUnsafeMutableBytes { group.broadcast($0, from: rank) }
      try body(piece)
    }
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
