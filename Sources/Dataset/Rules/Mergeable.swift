// SPDX-License-Identifier: Apache-2.0

/// What is learned from some rows and can be joined with what was learned from the rows after them:
/// two halves merged say the same as the whole. Threads, and later machines, work this way.
package protocol Mergeable: Sendable {
  /// Adds what `next`, about the rows that follow, has learned.
  mutating func merge(_ next: Self)
}
