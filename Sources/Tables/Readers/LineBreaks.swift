// SPDX-License-Identifier: Apache-2.0

import Platform

/// Counts line breaks: LF, CR LF, or CR alone.
enum LineBreaks {
  static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress, !text.isEmpty else { return 0 }
    var count = 0
    var place = 0
    while let feed = memchr(base + place, 0x0A, text.count - place) {
      count += 1
      place = base.distance(to: feed) + 1
      if place == text.count { break }
    }
    guard memchr(base, 0x0D, text.count) != nil else { return count }
    for index in text.indices where text[index] == 0x0D {
      if index + 1 == text.count || text[index + 1] != 0x0A { count += 1 }
    }
    return count
  }
}

extension UnsafePointer<UInt8> {
  /// The distance to a pointer that `memchr` gave.
  func distance(to pointer: UnsafeMutableRawPointer) -> Int {
    UnsafeRawPointer(pointer) - UnsafeRawPointer(self)
  }
}
