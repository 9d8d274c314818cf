// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CPCRE2
package import Dataset
import Records

/// A regular expression of a rule, in the syntax of PCRE2. The work of a search is limited, so that
/// no text can make it hang.
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
  // PCRE2's compiled patterns are read only.
  private nonisolated(unsafe) let handle: OpaquePointer

  /// - Throws: `AssayError` with PCRE2's reason.
  package init(_ source: String) throws(AssayError) {
    var message = [CChar](repeating: 0, count: 256)
    var offset = 0
    let handle = assay_pattern_compile(
      source, source.utf8.count, &message, message.count, &offset)
    guard let handle else {
      let reason = String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw AssayError(
        "the pattern is wrong at its character \(offset + 1): \(reason)",
        remedy: "Patterns are regular expressions in the syntax of PCRE2")
    }
    self.source = source
    self.handle = handle
    let literal = assay_pattern_literal(handle)
    self.literal = literal < 0 ? nil : UInt8(literal)
  }

  deinit { assay_pattern_destroy(handle) }

  /// The bytes of the first match from `start` on.
  package func firstMatch(in text: Bytes, from start: Int = 0) -> Match {
    if let literal, !text.contains(byte: literal, from: start) { return .none }
    var from = 0
    var to = 0
    let result = assay_pattern_find(handle, text.baseAddress, text.count, start, &from, &to)
    switch result {
    case assay_pattern_found: return .found(from..<to)
    case assay_pattern_none: return .none
    default: return .gaveUp
    }
  }
}
