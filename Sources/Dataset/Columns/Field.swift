// SPDX-License-Identifier: Apache-2.0

/// The two texts of a training example.
package enum Field: String, Sendable, CaseIterable {
  case prompt, completion
}
