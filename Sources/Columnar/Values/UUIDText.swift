// SPDX-License-Identifier: Apache-2.0

/// A UUID as it is usually written.
package enum UUIDText {
  /// - Parameter bytes: 16 bytes.
  package static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    let ends = [4, 6, 8, 10, 16]
    return zip([0] + ends, ends).map { digits[$0..<$1].joined() }.joined(separator: "-")
  }
}
