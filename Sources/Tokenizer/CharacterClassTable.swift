// SPDX-License-Identifier: Apache-2.0

import Algorithms
import CEmbedded

/// The class of every Unicode scalar, one byte each up to the last change of class.
final class CharacterClassTable: Sendable {
  /// The classes of the scalars 0..<count; all later ones are `CharacterClass.other`.
  nonisolated(unsafe) let classes: UnsafePointer<UInt8>
  let count: UInt32

  static let shared = CharacterClassTable()

  private init() {
    let file = assay_character_classes()
    let data = UnsafeRawBufferPointer(start: file.bytes, count: file.size)
    let changes = stride(from: 0, to: data.count, by: 4).map {
      UInt32(littleEndian: data.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
    }
    count = changes[changes.count - 1] >> 2
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(count))
    for (change, next) in changes.adjacentPairs() {
      let first = Int(change >> 2)
      (table + first).update(repeating: UInt8(change & 3), count: Int(next >> 2) - first)
    }
    classes = UnsafePointer(table)
  }

  deinit {
    classes.deallocate()
  }
}
