// SPDX-License-Identifier: Apache-2.0

/// Writes spaces as `▁` or another character, as SentencePiece does, and cuts before each.
struct Metaspace: PreTokenizer {
  /// Which pieces get one in front that have none.
  enum PrependScheme: String, Sendable {
    case always, first, never
  }

  let replacement: [UInt8]
  let scheme: PrependScheme
  let splits: Bool

  func apply(to pieces: inout Pieces) {
    let replacement = replacement
    pieces.rewrite { piece, startsText, out in
      let start = out.count
      for byte in piece {
        if byte == UInt8(ascii: " ") {
          out.append(contentsOf: replacement)
        } else {
          out.append(byte)
        }
      }
      let prepends = scheme == .always || scheme == .first && startsText
      if prepends, !out[start...].starts(with: replacement) {
        out.insert(contentsOf: replacement, at: start)
      }
    }
    if splits { split(&pieces) }
  }

  /// Each separator goes with what follows it.
  private func split(_ pieces: inout Pieces) {
    let count = replacement.count
    pieces.split { text, range, parts in
      var start = range.lowerBound
      var place = range.lowerBound
      while place + count <= range.upperBound {
        if text[place] == replacement[0], text[place..<place + count].elementsEqual(replacement) {
          if place > start { parts.append(start..<place) }
          start = place
          place += count
        } else {
          place += 1
        }
      }
      parts.append(start..<range.upperBound)
    }
  }
}
