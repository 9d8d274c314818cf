// SPDX-License-Identifier: Apache-2.0

/// Finds where a JSON value ends, from its first byte on, though it may come in pieces. Brackets
/// are counted outside strings; whether the value is valid is for the parser to say.
struct JSONElementScan {
  /// Bytes of the value so far.
  private(set) var length = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isDone = false

  /// Goes on behind the bytes seen before; true when the value's end is found. A number or word
  /// ends before the next comma or bracket.
  mutating func isFinished(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    while length < bytes.count, !isDone { step(bytes[length]) }
    return isDone
  }

  private mutating func step(_ byte: UInt8) {
    if isInString {
      stepInString(byte)
    } else {
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else {
          isDone = true
          return
        }
        depth -= 1
        isDone = depth == 0
      case UInt8(ascii: ","):
        if depth == 0 {
          isDone = true
          return
        }
      default: break
      }
    }
    length += 1
  }

  private mutating func stepInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      isDone = depth == 0
    }
  }
}
