// SPDX-License-Identifier: Apache-2.0

import CSimdjson

/// Tells whether bytes are UTF-8, at the speed of memory.
package enum UTF8Validation {
  package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return true }
    return assay_utf8_is_valid(base, bytes.count)
  }

  /// The offset of the first byte that starts no valid sequence; nil when all is well.
  package static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if isValid(bytes) { return nil }
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: Span(_unsafeElements: bytes))
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
