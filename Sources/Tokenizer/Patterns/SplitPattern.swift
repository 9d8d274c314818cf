// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Patterns

/// A pattern of a `tokenizer.json`: a regular expression in the syntax of Oniguruma, or a text.
final class SplitPattern: Sendable {
  private let pattern: Pattern

  /// - Throws: `AssayError` with the reason.
  convenience init(regex: String) throws(AssayError) {
    try self.init(translated: try OnigurumaSyntax.translated(regex), source: regex)
  }

  /// A pattern that matches a text and nothing else.
  convenience init(text: String) throws(AssayError) {
    let literal = text.replacing("\\E", with: "\\E\\\\E\\Q")
    try self.init(translated: "\\Q\(literal)\\E", source: text)
  }

  private init(translated: String, source: String) throws(AssayError) {
    do throws(PatternFault) {
      pattern = try Pattern(translated)
    } catch {
      throw AssayError("the pattern \(source.debugDescription) cannot be used: \(error.reason)")
    }
  }

  /// The first match from `start` on that is not empty, as places in the text; nil also where the
  /// pattern backtracks so much that the search was given up.
  func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    var start = start
    while start < text.count {
      guard case .found(let match) = pattern.firstMatch(in: text, from: start) else { return nil }
      if !match.isEmpty { return match }
      start = match.upperBound + 1
      while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
    }
    return nil
  }

  /// Calls `body` with the matches in a text and what is between them, in their order; true for a match.
  func forEachPart(
    of text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, Bool) -> Void
  ) {
    var start = 0
    while start < text.count {
      let match = firstMatch(in: text, from: start) ?? text.count..<text.count
      if match.lowerBound > start { body(start..<match.lowerBound, false) }
      if !match.isEmpty { body(match, true) }
      start = match.upperBound
    }
  }
}
