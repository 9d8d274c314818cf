// SPDX-License-Identifier: Apache-2.0

/// Whether bytes are UTF-8.
enum UTF8Validity {
  static func holds(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var isValid = true
    CharacterReader.forEach(in: text) { scalar, _ in
      if scalar == UTF8Decoder.invalid { isValid = false }
    }
    return isValid
  }
}
