// SPDX-License-Identifier: Apache-2.0

package import AssayCore

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

  /// The keys of a text with `NAME=KEY` on each line; blank lines and those that start with `#` are
  /// left out.
  /// - Parameter file: where the text stands.
  /// - Throws: `AssayError` that names the first line that is something else. The line itself is not
  ///   shown: it may hold a key.
  package static func list(
    _ text: String, file: String
  ) throws(AssayError) -> [OrganizationKey] {
    var keys: [OrganizationKey] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let entry = line.drop { $0 == " " || $0 == "\t" }
      guard !entry.isEmpty, !entry.hasPrefix("#") else { continue }
      guard let key = OrganizationKey(String(entry)) else {
        throw AssayError(
          "a line is not the key of an organization", at: Location(file: file, line: index + 1),
          remedy: "Write NAME=KEY, such as acme=secret, on each line")
      }
      keys.append(key)
    }
    return keys
  }

  /// What is wrong with keys together: one that two organizations have belongs to neither.
  package static func fault(in keys: [OrganizationKey]) -> String? {
    for (index, key) in keys.enumerated() {
      let other = keys[..<index].first { $0.key == key.key && $0.organization != key.organization }
      if let other {
        return
          "the organizations '\(other.organization)' and '\(key.organization)' have the same key"
      }
    }
    return nil
  }
}
