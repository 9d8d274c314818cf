// SPDX-License-Identifier: Apache-2.0

/// The time of day. For how long something takes, use Swift's `ContinuousClock`.
package enum WallClock {
  /// Seconds since 1970, with fractions.
  package static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whole seconds since 1970.
  package static var now: Int { time(nil) }

  package enum Zone: Sendable {
    case utc
    /// The zone of this machine.
    case local
  }

  /// A moment as year, month, day, hour, minute and second, each of at least two digits.
  /// - Parameter seconds: since 1970.
  package static func parts(of seconds: Int, in zone: Zone) -> [String] {
    var time = time_t(seconds)
    var parts = tm()
    switch zone {
    case .utc: gmtime_r(&time, &parts)
    case .local: localtime_r(&time, &parts)
    }
    return [
      parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
      parts.tm_sec,
    ].map { $0 < 10 ? "0\($0)" : "\($0)" }
  }

  /// A moment as people read it, such as `2026-11-21 00:12:30`.
  package static func text(_ seconds: Int = now, in zone: Zone = .local) -> String {
    let parts = parts(of: seconds, in: zone)
    return "\(parts[..<3].joined(separator: "-")) \(parts[3...].joined(separator: ":"))"
  }

  /// Stops this thread for a while.
  package static func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var left = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    var rest = timespec()
    while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
  }
}
