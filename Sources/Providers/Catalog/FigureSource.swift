// SPDX-License-Identifier: Apache-2.0

/// Where figures are from.
package struct FigureSource: Sendable, Equatable {
  package let text: String
  /// The day on which it was read, as `2026-11-28`.
  package let read: String
  /// Whether it is about what is gone, so that it cannot change.
  package let isClosed: Bool
}

/// A figure and where it is from.
package struct Sourced<Value: Sendable & Equatable>: Sendable, Equatable {
  package let value: Value
  package let source: FigureSource
}
