// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// The name of a model in the store or on a hub: one part, or an owner and one part, such as `gpt2`,
/// `distilbert/distilgpt2` or `nano:ft-personal-2026-01-31-12-00-00`. It never leaves its folder.
package struct ModelName: Sendable, Hashable {
  package let text: String

  /// - Throws: `AssayError` when the text is no such name.
  package init(_ text: String) throws(AssayError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(Self.isPart) else {
      throw AssayError(
        "'\(text)' is not the name of a model",
        remedy: "Use letters, digits and . _ - : with at most one slash, such as gpt2 or"
          + " distilbert/distilgpt2")
    }
    self.text = text
  }

  /// The last part.
  package var base: String { text.split(separator: "/").last.map(String.init) ?? text }

  private static func isPart(_ part: Substring) -> Bool {
    let isKnown = part.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || "._-:".unicodeScalars.contains(scalar)
    }
    return isKnown && part.first.map { $0 != "." && $0 != "-" } == true && part.count <= 200
  }
}
