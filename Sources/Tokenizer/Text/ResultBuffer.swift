// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Gathers a long result and hands it on in large pieces.
final class ResultBuffer {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  private var count = 0

  private let write: (UnsafeRawBufferPointer) throws(AssayError) -> Void

  init(_ write: @escaping (UnsafeRawBufferPointer) throws(AssayError) -> Void) {
    self.write = write
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    bytes.deallocate()
  }

  /// Lets `body` write up to `room` bytes and takes the number that it returns.
  func append(room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) throws(AssayError) {
    if count + room > capacity { try flush() }
    if room > capacity {
      bytes.deallocate()
      capacity = room
      bytes = .allocate(capacity: capacity)
    }
    count += body(bytes + count)
  }

  func append(_ text: some Collection<UInt8>) throws(AssayError) {
    let room = text.count
    try append(room: room) { out in
      _ = UnsafeMutableBufferPointer(start: out, count: room).initialize(from: text)
      return room
    }
  }

  func append(_ byte: Unicode.Scalar) throws(AssayError) {
    try append(CollectionOfOne(UInt8(ascii: byte)))
  }

  /// Takes back the last byte if it is `byte`; it must have been added since the last `flush`.
  func removeLast(if byte: Unicode.Scalar) {
    if count > 0, bytes[count - 1] == UInt8(ascii: byte) { count -= 1 }
  }

  /// Hands on what is gathered.
  func flush() throws(AssayError) {
    try write(UnsafeRawBufferPointer(start: bytes, count: count))
    count = 0
  }
}
