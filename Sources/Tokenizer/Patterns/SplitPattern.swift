// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CPCRE2

/// A pattern of a `tokenizer.json`: a regular expression in the syntax of Oniguruma, or a text.
final class SplitPattern: Sendable {
  // PCRE2's compiled patterns are read only.
  nonisolated(unsafe) private let handle: OpaquePointer

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
    var message = [CChar](repeating: 0, count: 256)
    var offset = 0
    let handle = assay_pattern_compile(
      translated, translated.utf8.count, &message, message.count, &offset)
    guard let handle else {
      let reason = String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw AssayError("the pattern \(source.debugDescription) cannot be used: \(reason)")
    }
    self.handle = handle
  }

  deinit { assay_pattern_destroy(handle) }

  /// The first match from `start` on that is not empty, as places in the text; nil also where the
  /// pattern backtracks so much that the search was given up.
  func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    var start = start
    while start < text.count {
      var (from, to) = (0, 0)
      let result = assay_pattern_find(handle, text.baseAddress, text.count, start, &from, &to)
      guard result == assay_pattern_found else { return nil }
      if to > from { return from..<to }
      start = to + 1
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
