// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// A window over an input: bytes are added behind by `fill` and given back in front by `consume`.
final class InputBuffer {
  /// simdjson may look this far behind the last byte.
  static let padding = 64

  let file: String
  /// Where in the text the window starts.
  private(set) var offset = 0
  /// True when the window reaches to the end of the text.
  private(set) var isAtEnd = false
  private let input: any ByteInput
  private let limits: TableLimits
  private var storage: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0

  init(_ input: any ByteInput, file: String, limits: TableLimits) {
    self.input = input
    self.file = file
    self.limits = limits
    storage = .allocate(byteCount: 2 * limits.chunkBytes + Self.padding, alignment: 64)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit {
    storage.deallocate()
  }

  /// The window. It holds until the next `fill`.
  var bytes: UnsafeBufferPointer<UInt8> {
    let window = UnsafeRawBufferPointer(rebasing: storage[start..<end])
    return window.assumingMemoryBound(to: UInt8.self)
  }

  /// Drops bytes at the front.
  func consume(_ count: Int) {
    start += count
    offset += count
  }

  /// Whether the text started with a byte-order mark.
  var hadByteOrderMark = false

  /// Drops UTF-8's byte-order mark. Call it before anything is read.
  func skipByteOrderMark() throws(AssayError) {
    // Programs that add a mark to a text that has one write two.
    while true {
      while bytes.count < 3, !isAtEnd { try fill(line: 1) }
      guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
      hadByteOrderMark = true
      consume(3)
    }
  }

  /// Adds bytes behind; `line` is where the row starts that needs them.
  func fill(line: Int) throws(AssayError) {
    guard end - start < limits.rowBytes else {
      throw .rowTooLong(file: file, line: line, limit: limits.rowBytes)
    }
    makeRoom()
    let room = storage[end..<(storage.count - Self.padding)].prefix(limits.chunkBytes)
    let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: room))
    end += count
    isAtEnd = count == 0
  }

  private func makeRoom() {
    if storage.count - Self.padding - end >= limits.chunkBytes { return }
    let count = end - start
    let needed = count + limits.chunkBytes + Self.padding
    if needed > storage.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(2 * storage.count, needed), alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[start..<end]))
      (larger.baseAddress! + count).initializeMemory(
        as: UInt8.self, repeating: 0, count: larger.count - count)
      storage.deallocate()
      storage = larger
    } else {
      memmove(storage.baseAddress!, storage.baseAddress! + start, count)
    }
    start = 0
    end = count
  }
}
