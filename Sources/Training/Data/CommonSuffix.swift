// SPDX-License-Identifier: Apache-2.0

/// The longest text in which all of some texts end; tells a separator or stop sequence.
struct CommonSuffix: Sendable, Equatable {
  private var suffix: [UInt8]?
  private var count = 0

  mutating func add(_ text: String) {
    count += 1
    guard let suffix else {
      self.suffix = Array(text.utf8)
      return
    }
    let same = zip(suffix.reversed(), text.utf8.reversed()).prefix { $0 == $1 }
    self.suffix = suffix.suffix(same.count)
  }

  /// Nil when nothing is common, or when there was a single text.
  var text: String? {
    guard count > 1, let suffix else { return nil }
    // Bytes that continue a character whose first byte differs are no text.
    let whole = suffix.drop { $0 & 0xC0 == 0x80 }
    return whole.isEmpty ? nil : String(decoding: whole, as: UTF8.self)
  }
}
