// SPDX-License-Identifier: Apache-2.0

/// Decides when a checkpoint is due if the user did not: after half a minute, and late enough that
/// writing takes no more than a twentieth of the time.
struct CheckpointClock {
  private var last = ContinuousClock.now
  private var interval = Duration.seconds(30)

  var isDue: Bool { last.duration(to: .now) > interval }

  /// A checkpoint was written and took `cost`.
  mutating func restart(cost: Duration) {
    last = .now
    interval = max(.seconds(30), cost * 20)
  }
}
