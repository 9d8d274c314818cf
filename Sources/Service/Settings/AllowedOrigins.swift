// SPDX-License-Identifier: Apache-2.0

/// The web pages that may call the service beside its own, by origin, such as
/// `https://notes.example`; `null` is that of a file, and `*` stands for all.
package struct AllowedOrigins: Sendable, Equatable, ExpressibleByArrayLiteral {
  private let origins: Set<String>

  package init(arrayLiteral origins: String...) {
    self.init(origins)
  }

  package init(_ origins: [String]) {
    self.origins = Set(origins.map { $0.lowercased() })
  }

  package func contains(_ origin: String) -> Bool {
    origins.contains("*") || origins.contains(origin.lowercased())
  }

  /// Whether a text is `*`, `null` or an origin as browsers send it: a scheme, a host, perhaps a
  /// port, and nothing after it.
  package static func isValid(_ text: String) -> Bool {
    ["*", "null"].contains(text)
      || text.wholeMatch(of: /[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^\/?#\s]+/) != nil
  }
}
