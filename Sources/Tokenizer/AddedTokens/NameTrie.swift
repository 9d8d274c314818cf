// SPDX-License-Identifier: Apache-2.0

/// Names by their bytes, to find the longest that starts at a place.
struct NameTrie: Sendable {
  private struct Node: Sendable {
    var children: [UInt8: Int32] = [:]
    var value: Int32 = -1
  }

  private var nodes = [Node()]
  /// The bytes that a name may start with.
  private(set) var starts: [UInt8] = []
  private var isStart = [Bool](repeating: false, count: 256)

  mutating func insert(_ name: [UInt8], value: Int32) {
    guard let first = name.first else { return }
    if !isStart[Int(first)] {
      isStart[Int(first)] = true
      starts.append(first)
    }
    var node = 0
    for byte in name {
      if let next = nodes[node].children[byte] {
        node = Int(next)
      } else {
        nodes[node].children[byte] = Int32(nodes.count)
        node = nodes.count
        nodes.append(Node())
      }
    }
    if nodes[node].value < 0 { nodes[node].value = value }
  }

  @inline(__always)
  func mayStart(_ byte: UInt8) -> Bool { isStart[Int(byte)] }

  /// The value and the length of the longest name at a place, or nil.
  func longest(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> (value: Int32, length: Int)? {
    var node = 0
    var found: (Int32, Int)?
    var place = start
    while place < text.count, let next = nodes[node].children[text[place]] {
      node = Int(next)
      place += 1
      if nodes[node].value >= 0 { found = (nodes[node].value, place - start) }
    }
    return found
  }
}
