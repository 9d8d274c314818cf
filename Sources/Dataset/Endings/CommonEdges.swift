// SPDX-License-Identifier: Apache-2.0

/// The longest beginning and ending, in bytes, that all texts seen so far share.
package struct CommonEdges: Mergeable, Codable {
  /// Longer common edges than this are cut; no separator or instruction needs more.
  package static let limit = 512

  package private(set) var count = 0
  package private(set) var prefix: [UInt8] = []
  package private(set) var suffix: [UInt8] = []

  package init() {}

  package mutating func add(_ text: Bytes) {
    count += 1
    guard count > 1 else {
      prefix = Array(text.prefix(Self.limit))
      suffix = Array(text.suffix(Self.limit))
      return
    }
    shorten(to: text)
  }

  package mutating func merge(_ next: CommonEdges) {
    guard next.count > 0 else { return }
    guard count > 0 else {
      self = next
      return
    }
    count += next.count
    next.prefix.withUnsafeBufferPointer { shortenPrefix(to: $0) }
    next.suffix.withUnsafeBufferPointer { shortenSuffix(to: $0) }
  }

  private mutating func shorten(to text: Bytes) {
    shortenPrefix(to: text)
    shortenSuffix(to: text)
  }

  private mutating func shortenPrefix(to text: Bytes) {
    var length = 0
    let limit = min(prefix.count, text.count)
    while length < limit && prefix[length] == text[length] { length += 1 }
    if length < prefix.count { prefix.removeSubrange(length...) }
  }

  private mutating func shortenSuffix(to text: Bytes) {
    var length = 0
    let limit = min(suffix.count, text.count)
    while length < limit && suffix[suffix.count - 1 - length] == text[text.count - 1 - length] {
      length += 1
    }
    if length < suffix.count { suffix.removeFirst(suffix.count - length) }
  }
}
