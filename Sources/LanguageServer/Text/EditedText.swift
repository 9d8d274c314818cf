// SPDX-License-Identifier: Apache-2.0

import Algorithms

/// The text of a file as an editor holds it, saved or not, with the places where its lines start. An
/// edit costs a move of the bytes behind it and no new search for lines.
package struct EditedText: Sendable {
  package private(set) var bytes: [UInt8]
  /// A line ends by LF, CR LF or CR alone, as readers of rows have it too.
  package private(set) var lineStarts: [Int]

  package init(_ text: String) {
    bytes = Array(text.utf8)
    lineStarts = [0]
    lineStarts += starts(from: 1, to: bytes.count)
  }

  package var lineCount: Int { lineStarts.count }

  /// The places, within two others and with both, at which lines start.
  private func starts(from first: Int, to last: Int) -> [Int] {
    guard first <= last else { return [] }
    return bytes.withUnsafeBufferPointer { bytes in
      var starts: [Int] = []
      for place in first...last {
        let before = bytes[place - 1]
        let isEnd =
          before == 0x0A || before == 0x0D && (place == bytes.count || bytes[place] != 0x0A)
        if isEnd { starts.append(place) }
      }
      return starts
    }
  }

  // MARK: - Edits

  /// Puts a text in the place of another.
  package mutating func replace(_ range: Range<Int>, with text: String) {
    let new = Array(text.utf8)
    bytes.replaceSubrange(range, with: new)
    let growth = new.count - range.count
    // A CR and a LF may have come together or been parted at both ends.
    let kept = firstLine(from: range.lowerBound)
    let behind = firstLine(from: range.upperBound + 2)
    let last = min(bytes.count, range.lowerBound + new.count + 1)
    let between = starts(from: max(1, range.lowerBound), to: last)
    if growth != 0 {
      for line in behind..<lineStarts.count { lineStarts[line] += growth }
    }
    lineStarts.replaceSubrange(max(1, kept)..<max(1, behind), with: between)
  }

  /// The first line that starts at a place or behind it.
  private func firstLine(from place: Int) -> Int {
    lineStarts.partitioningIndex { $0 >= place }
  }

  // MARK: - Places

  /// The bytes of a line without its end.
  package func content(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The byte at a position; one behind the end of a line or of the text is that end.
  package func offset(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return bytes.count }
    let line = content(ofLine: position.line)
    if encoding == .utf8 {
      var offset = line.lowerBound + min(max(0, position.character), line.count)
      while offset > line.lowerBound, offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 {
        offset -= 1
      }
      return offset
    }
    var left = position.character
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in line where bytes[offset] & 0xC0 != 0x80 {
        if left <= 0 { return offset }
        left -= encoding.units(begunBy: bytes[offset])
        // A position within a character is the character's.
        if left < 0 { return offset }
      }
      return line.upperBound
    }
  }

  /// The position of a byte.
  package func position(of offset: Int, _ encoding: PositionEncoding) -> TextPosition {
    let line = max(0, firstLine(from: offset + 1) - 1)
    let end = min(offset, content(ofLine: line).upperBound)
    let units = bytes[lineStarts[line]..<end].reduce(0) { $0 + encoding.units(begunBy: $1) }
    return TextPosition(line: line, character: units)
  }

  package func span(_ range: Range<Int>, _ encoding: PositionEncoding) -> TextSpan {
    TextSpan(position(of: range.lowerBound, encoding), position(of: range.upperBound, encoding))
  }

  package func range(of span: TextSpan, _ encoding: PositionEncoding) -> Range<Int> {
    let start = offset(of: span.start, encoding)
    return start..<max(start, offset(of: span.end, encoding))
  }

  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
