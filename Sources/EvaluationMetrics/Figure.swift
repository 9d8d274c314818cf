// SPDX-License-Identifier: Apache-2.0

/// A number that was measured, or the reason why there is none.
package enum Figure: Sendable, Equatable {
  case value(Double)
  /// Why the figure does not exist for these rows, as a clause without a final dot.
  case undefined(String)

  package var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  package var reason: String? {
    if case .undefined(let reason) = self { reason } else { nil }
  }
}
