// SPDX-License-Identifier: Apache-2.0

/// A text on one line of limited width, with invisible characters made visible, and carets under
/// the bytes that are meant.
struct ExcerptLine {
  let text: String
  /// Spaces and carets; nil when no bytes are meant.
  let carets: String?

  init(_ bytes: [UInt8], range: Range<Int>?, width: Int) {
    guard let range, range.upperBound <= bytes.count else {
      text = Self.start(visible(String(decoding: bytes, as: UTF8.self)), width)
      carets = nil
      return
    }
    let middle = Self.start(Self.part(bytes, range), width)
    let room = max(0, width - middle.count)
    // What comes before the place explains it best and gets most of the room.
    let allBefore = Self.part(bytes, 0..<range.lowerBound)
    let allAfter = Self.part(bytes, range.upperBound..<bytes.count)
    let after = Self.start(allAfter, max(room / 4, room - allBefore.count))
    let before = Self.end(allBefore, room - after.count)
    text = before + middle + after
    carets =
      String(repeating: " ", count: before.count)
      + String(repeating: "^", count: max(1, middle.count))
  }

  private static func part(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    visible(String(decoding: bytes[range], as: UTF8.self))
  }

  private static func start(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : width < 1 ? "" : text.prefix(width - 1) + "…"
  }

  private static func end(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : width < 1 ? "" : "…" + text.suffix(width - 1)
  }
}
