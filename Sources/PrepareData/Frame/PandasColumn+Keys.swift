// SPDX-License-Identifier: Apache-2.0

import Platform

/// Equality as pandas' hash table of strings has it: a text counts up to its first NUL, unless it
/// holds a lone surrogate, in which case its printed form stands for it.
extension PandasColumn {
  /// The part of a text by which it is told from others.
  static func key(of text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let start = text.baseAddress, let nul = memchr(start, 0, text.count) else { return text }
    if holdsSurrogate(text) { return text }
    let length = UnsafeRawPointer(nul) - UnsafeRawPointer(start)
    return UnsafeBufferPointer(rebasing: text[..<length])
  }

  /// Whether a lone surrogate stands in the text.
  static func holdsSurrogate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var start = text.baseAddress else { return false }
    let end = start + text.count
    while let found = memchr(start, 0xED, end - start) {
      let lead = found.assumingMemoryBound(to: UInt8.self)
      if lead + 1 < end && lead[1] >= 0xA0 { return true }
      start = UnsafePointer(lead + 1)
    }
    return false
  }

  /// Whether no row holds a NUL or a lone surrogate, so that texts are their own keys.
  var hasPlainKeys: Bool {
    bytes.withUnsafeBufferPointer {
      !Self.holdsSurrogate($0) && ($0.isEmpty || memchr($0.baseAddress!, 0, $0.count) == nil)
    }
  }

  /// Whether some row holds a lone surrogate.
  var holdsSurrogate: Bool {
    bytes.withUnsafeBufferPointer(Self.holdsSurrogate)
  }

  /// How many different texts there are.
  var uniqueCount: Int {
    RowGroups(count: count, columns: [self]).groupCount
  }
}
