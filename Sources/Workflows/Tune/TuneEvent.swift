// SPDX-License-Identifier: Apache-2.0

/// What goes on in a search.
package enum TuneEvent: Sendable {
  /// A trial begins, of so many that are known of.
  case begins(TuneTrial, of: Int)
  case steps(done: Int, total: Int)
  case ended(TuneTrial)
}
