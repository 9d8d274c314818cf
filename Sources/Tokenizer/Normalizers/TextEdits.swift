// SPDX-License-Identifier: Apache-2.0

/// `Prepend`: puts a text before another that is not empty.
struct Prepend: Normalizer {
  let text: [UInt8]

  func apply(to text: inout [UInt8]) {
    if !text.isEmpty { text.insert(contentsOf: self.text, at: 0) }
  }
}

/// `Strip`: removes white space at the ends.
struct StripEnds: Normalizer {
  let left: Bool
  let right: Bool

  func apply(to text: inout [UInt8]) {
    let kept = text.withUnsafeBufferPointer { buffer in
      var (start, end) = (0, buffer.count)
      while right, end > 0 {
        let last = CharacterReader.scalar(before: end, in: buffer)
        guard CharacterReader.isWhiteSpace(last.scalar) else { break }
        end = last.start
      }
      while left, start < end, let base = buffer.baseAddress {
        let first = CharacterReader.scalar(at: base + start, end: base + end)
        guard CharacterReader.isWhiteSpace(first.scalar) else { break }
        start += first.length
      }
      return start..<end
    }
    text = Array(text[kept])
  }
}

/// `Replace`: puts a text in the place of all matches of a pattern.
struct ReplacePattern: Normalizer {
  let pattern: SplitPattern
  let content: [UInt8]

  func apply(to text: inout [UInt8]) {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { buffer in
      pattern.forEachPart(of: buffer) { range, isMatch in
        if isMatch {
          out.append(contentsOf: content)
        } else {
          out.append(contentsOf: buffer[range])
        }
      }
    }
    text = out
  }
}

/// `Replace` of one byte, which most often is a space.
struct ReplaceByte: Normalizer {
  let byte: UInt8
  let content: [UInt8]

  func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool { !text.contains(byte) }

  func apply(to text: inout [UInt8]) {
    var out: [UInt8] = []
    out.reserveCapacity(text.count + text.count / 2)
    for other in text {
      if other == byte { out.append(contentsOf: content) } else { out.append(other) }
    }
    text = out
  }
}
