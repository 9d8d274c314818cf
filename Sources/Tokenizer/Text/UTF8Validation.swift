// SPDX-License-Identifier: Apache-2.0

/// Looks for bytes that are not UTF-8.
package enum UTF8Validation {
  /// The offset of the first byte that is no part of a valid sequence; nil when all are.
  package static func firstInvalid(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = text.baseAddress else { return nil }
    let end = start + text.count
    var position = start
    while position < end {
      if end - position >= 8 {
        let bytes = UnsafeRawPointer(position).loadUnaligned(as: UInt64.self)
        if bytes & 0x8080_8080_8080_8080 == 0 {
          position += 8
          continue
        }
      }
      if position[0] < 0x80 {
        position += 1
        continue
      }
      let (scalar, length) = UTF8Decoder.scalar(at: position, end: end)
      guard scalar != UTF8Decoder.invalid else { return position - start }
      position += length
    }
    return nil
  }
}
