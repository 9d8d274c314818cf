// SPDX-License-Identifier: Apache-2.0

/// The texts that cells of a workbook refer to by number, back to back in one buffer.
struct SharedStrings {
  private var utf8: [UInt8] = []
  private var ends: [Int] = []
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var isTooLarge: Bool { utf8.count + 8 * ends.count > limit }

  mutating func append(_ text: [UInt8]) {
    utf8 += text
    ends.append(utf8.count)
  }

  /// Calls `body` with a text; false when there is none of that number.
  func with(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    guard ends.indices.contains(index) else { return false }
    let start = index == 0 ? 0 : ends[index - 1]
    utf8.withUnsafeBufferPointer { body(.init(rebasing: $0[start..<ends[index]])) }
    return true
  }
}
