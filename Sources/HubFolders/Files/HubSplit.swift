// SPDX-License-Identifier: Apache-2.0

/// A split of a data set: train, test and so on.
package struct HubSplit: Sendable, Equatable {
  package let name: String
  /// Paths in their order, the folder's before them.
  package let files: [String]
}
