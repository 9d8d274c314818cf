// SPDX-License-Identifier: Apache-2.0

/// What goes on in a search.
package enum TuneEvent: Sendable {
  /// A trial begins, of so many that are known of.
  case begins(TuneTrial, of: Int)
  /// What makes the figures of the validation file doubtful, in words; each is told once.
  case warning(String)
  case steps(done: Int, total: Int)
  case ended(TuneTrial)
}
