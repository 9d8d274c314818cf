// SPDX-License-Identifier: Apache-2.0

/// What becomes of the separators at which a text is cut, by the names of `tokenizer.json`.
enum SplitBehavior: String, Sendable {
  case removed = "Removed"
  case isolated = "Isolated"
  case mergedWithPrevious = "MergedWithPrevious"
  case mergedWithNext = "MergedWithNext"
  case contiguous = "Contiguous"

  /// A part of a text: a separator, or what is between two.
  struct Part: Equatable {
    var range: Range<Int>
    var isSeparator: Bool
  }

  /// Adds what is to be kept of the parts of one text, which cover it in their order.
  func apply(to parts: [Part], _ kept: inout [Range<Int>]) {
    switch self {
    case .removed: for part in parts where !part.isSeparator { kept.append(part.range) }
    case .isolated: for part in parts { kept.append(part.range) }
    case .contiguous: joinAlike(parts, &kept)
    case .mergedWithPrevious: joinBackward(parts, &kept)
    case .mergedWithNext: joinForward(parts, &kept)
    }
  }

  private func joinAlike(_ parts: [Part], _ kept: inout [Range<Int>]) {
    var isSeparator: Bool?
    for part in parts {
      if part.isSeparator == isSeparator, let last = kept.popLast() {
        kept.append(last.lowerBound..<part.range.upperBound)
      } else {
        kept.append(part.range)
      }
      isSeparator = part.isSeparator
    }
  }

  private func joinBackward(_ parts: [Part], _ kept: inout [Range<Int>]) {
    var wasSeparator = false
    for (index, part) in parts.enumerated() {
      if part.isSeparator, !wasSeparator, index > 0, let last = kept.popLast() {
        kept.append(last.lowerBound..<part.range.upperBound)
      } else {
        kept.append(part.range)
      }
      wasSeparator = part.isSeparator
    }
  }

  private func joinForward(_ parts: [Part], _ kept: inout [Range<Int>]) {
    var joined: [Range<Int>] = []
    var wasSeparator = false
    for part in parts.reversed() {
      if part.isSeparator, !wasSeparator, let next = joined.popLast() {
        joined.append(part.range.lowerBound..<next.upperBound)
      } else {
        joined.append(part.range)
      }
      wasSeparator = part.isSeparator
    }
    kept.append(contentsOf: joined.reversed())
  }
}
