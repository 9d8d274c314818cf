// SPDX-License-Identifier: Apache-2.0

/// A key, and whose it is.
package struct OrganizationKey: Sendable, Equatable {
  package let organization: String
  package let key: String

  /// Nil where there is no key.
  init?(organization: String, key: String?) {
    guard let key else { return nil }
    self.organization = organization
    self.key = key
  }

  /// - Parameter text: `NAME=KEY`; nil when one of both is missing.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[0].contains("/") else {
      return nil
    }
    organization = String(parts[0])
    key = String(parts[1])
  }
}
