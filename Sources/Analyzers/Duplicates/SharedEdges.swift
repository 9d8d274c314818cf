// SPDX-License-Identifier: Apache-2.0

import Dataset

/// Whether all texts start with the same space and end with the same: then two of them differ by what
/// is between, if at all.
struct SharedEdges: Mergeable, Codable {
  private var edges: Edges?

  private struct Edges: Equatable, Codable {
    let lead: [UInt8]
    let tail: [UInt8]
  }

  private(set) var areShared = true

  mutating func add(_ text: Bytes) {
    guard areShared else { return }
    let body = text.trimmed { $0.isWhitespace }
    let lead = text[..<body.startIndex]
    let tail = text[body.endIndex...]
    guard let edges else {
      edges = Edges(lead: Array(lead), tail: Array(tail))
      return
    }
    areShared = lead.elementsEqual(edges.lead) && tail.elementsEqual(edges.tail)
  }

  mutating func merge(_ next: SharedEdges) {
    guard let other = next.edges else { return }
    guard let edges else {
      self = next
      return
    }
    areShared = areShared && next.areShared && edges == other
  }
}
