// SPDX-License-Identifier: Apache-2.0

/// Some bytes that are looked for in many texts: by which of them is found once.
package struct SoughtBytes: Sendable {
  package let bytes: [UInt8]
  private let pivot: Int

  /// Nil without bytes.
  package init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
    pivot = Bytes.pivot(of: bytes)
  }

  /// The offset of the first occurrence that ends at or before `limit`.
  package func firstOffset(in text: Bytes, before limit: Int? = nil) -> Int? {
    text.firstOffset(of: bytes, pivot: pivot, before: limit)
  }

  package func isMissing(in text: Bytes) -> Bool { firstOffset(in: text) == nil }
}
