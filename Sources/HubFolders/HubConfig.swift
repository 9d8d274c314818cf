// SPDX-License-Identifier: Apache-2.0

/// A configuration of a data set: its splits, each with its files in their order.
package struct HubConfig: Sendable, Equatable {
  package struct Split: Sendable, Equatable {
    package let name: String
    /// Paths, the folder's before them.
    package let files: [String]
  }

  package let name: String
  package let isDefault: Bool
  package let splits: [Split]
}
