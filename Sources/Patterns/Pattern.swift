// SPDX-License-Identifier: Apache-2.0

import CPCRE2
import Platform

/// A regular expression in the syntax of PCRE2. The work of a search is limited, so that no text can
/// make it hang.
package final class Pattern: Sendable {
  /// What a search found.
  package enum Match: Sendable, Equatable {
    case found(Range<Int>)
    case none
    /// The pattern backtracks so much on this text that the search was given up.
    case gaveUp
  }

  package let source: String
  /// A byte that every match holds, if PCRE2 knows one; to look for it alone is far quicker.
  private let literal: UInt8?
  /// A bit for each byte that a match may start with, where PCRE2 knows them.
  private nonisolated(unsafe) let firstBytes: UnsafePointer<UInt8>?
  // PCRE2's compiled patterns are read only.
  private nonisolated(unsafe) let handle: OpaquePointer

  /// - Throws: `PatternFault` with PCRE2's reason.
  package init(_ source: String) throws(PatternFault) {
    var message = [CChar](repeating: 0, count: 256)
    var offset = 0
    let handle = assay_pattern_compile(
      source, source.utf8.count, &message, message.count, &offset)
    guard let handle else {
      let reason = String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw PatternFault(offset: offset, reason: reason)
    }
    self.source = source
    self.handle = handle
    let literal = assay_pattern_literal(handle)
    self.literal = literal < 0 ? nil : UInt8(literal)
    firstBytes = assay_pattern_first_bytes(handle)
  }

  deinit { assay_pattern_destroy(handle) }

  /// The bytes of the first match from `start` on.
  package func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Match {
    if let literal, !holds(literal, text, from: start) { return .none }
    if text.count - start <= Self.shortText, !mayStart(in: text, from: start) { return .none }
    var from = 0
    var to = 0
    let result = assay_pattern_find(handle, text.baseAddress, text.count, start, &from, &to)
    switch result {
    case assay_pattern_found: return .found(from..<to)
    case assay_pattern_none: return .none
    default: return .gaveUp
    }
  }

  /// Texts of up to so many bytes are looked through before PCRE2 is called, which takes as long as to look
  /// at a hundred bytes. In longer ones a byte that a match may start with is met nearly always.
  private static let shortText = 48

  /// Whether there is a byte that a match may start with.
  private func mayStart(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard let firstBytes else { return true }
    for place in start..<max(start, text.count) {
      let byte = Int(text[place])
      if firstBytes[byte >> 3] >> UInt8(byte & 7) & 1 == 1 { return true }
    }
    return false
  }

  private func holds(_ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard let base = text.baseAddress, start < text.count else { return false }
    return memchr(base + start, Int32(byte), text.count - start) != nil
  }
}
