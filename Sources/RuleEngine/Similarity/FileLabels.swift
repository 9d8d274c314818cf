// SPDX-License-Identifier: Apache-2.0

/// The labels of another file of the same data.
package struct FileLabels: Sendable, Equatable {
  package let path: String
  package let labels: Set<String>
}
