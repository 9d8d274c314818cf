// SPDX-License-Identifier: Apache-2.0

/// Tokens by their bytes, to find all that a text starts with. The children of a node stand together,
/// in the order of their bytes, and those of the root are looked up directly.
struct ByteTrie: Sendable {
  private struct Node: Sendable {
    var byte: UInt8 = 0
    var childCount: UInt16 = 0
    var firstChild: Int32 = 0
    var id: Int32 = -1
  }

  private let nodes: [Node]
  private let roots: [Int32]

  /// - Parameter count: how many of the tokens are in the trie; of several with the same bytes the last.
  init(_ tokens: (bytes: [UInt8], offsets: [Int32]), count: Int) {
    let names = (0..<count).map { id in
      tokens.bytes[Int(tokens.offsets[id])..<Int(tokens.offsets[id + 1])]
    }
    let order = (0..<count).filter { !names[$0].isEmpty }
      .sorted { left, right in
        if names[left].elementsEqual(names[right]) { return left < right }
        return names[left].lexicographicallyPrecedes(names[right])
      }
    var nodes = [Node()]
    var queue: [(node: Int, range: Range<Int>, depth: Int)] = [(0, 0..<order.count, 0)]
    var next = 0
    while next < queue.count {
      let (node, range, depth) = queue[next]
      next += 1
      nodes[node].firstChild = Int32(nodes.count)
      var place = range.lowerBound
      while place < range.upperBound, names[order[place]].count == depth {
        nodes[node].id = Int32(order[place])
        place += 1
      }
      while place < range.upperBound {
        let name = names[order[place]]
        let byte = name[name.startIndex + depth]
        var end = place + 1
        while end < range.upperBound {
          let other = names[order[end]]
          guard other[other.startIndex + depth] == byte else { break }
          end += 1
        }
        nodes[node].childCount += 1
        queue.append((nodes.count, place..<end, depth + 1))
        nodes.append(Node(byte: byte))
        place = end
      }
    }
    self.nodes = nodes
    var roots = [Int32](repeating: -1, count: 256)
    for child in 0..<Int(nodes[0].childCount) {
      let place = Int(nodes[0].firstChild) + child
      roots[Int(nodes[place].byte)] = Int32(place)
    }
    self.roots = roots
  }

  /// Calls `body` with the tokens that a text starts with and their lengths, the shortest first.
  @inline(__always)
  func forEachPrefix(
    of text: UnsafePointer<UInt8>, count: Int, body: (Int32, Int) -> Void
  ) {
    nodes.withUnsafeBufferPointer { nodes in
      var place = Int(roots[Int(text[0])])
      var depth = 1
      while place >= 0 {
        let node = nodes[place]
        if node.id >= 0 { body(node.id, depth) }
        guard depth < count else { return }
        place = Self.child(text[depth], of: node, nodes: nodes)
        depth += 1
      }
    }
  }

  @inline(__always)
  private static func child(
    _ byte: UInt8, of node: Node, nodes: UnsafeBufferPointer<Node>
  ) -> Int {
    var low = Int(node.firstChild)
    var high = low + Int(node.childCount)
    while high - low > 8 {
      let middle = (low + high) / 2
      if nodes[middle].byte <= byte { low = middle } else { high = middle }
    }
    while low < high {
      if nodes[low].byte == byte { return low }
      low += 1
    }
    return -1
  }
}
