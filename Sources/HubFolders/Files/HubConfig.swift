// SPDX-License-Identifier: Apache-2.0

/// A configuration of a data set, with its splits.
package struct HubConfig: Sendable, Equatable {
  package let name: String
  package let isDefault: Bool
  package let splits: [HubSplit]
}
