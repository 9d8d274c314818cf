// SPDX-License-Identifier: Apache-2.0

/// Why a pattern cannot be used.
package struct PatternFault: Error, Equatable {
  /// The byte of the pattern at which PCRE2 stopped.
  package let offset: Int
  /// PCRE2's words.
  package let reason: String
}
