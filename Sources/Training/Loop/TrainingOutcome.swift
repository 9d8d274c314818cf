// SPDX-License-Identifier: Apache-2.0

/// How a session of a run ended.
package enum TrainingOutcome: Sendable, Equatable {
  /// All steps are done, or patience ran out.
  case finished
  /// The caller wanted it to stop; the state is saved.
  case interrupted
}
