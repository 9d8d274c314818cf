// SPDX-License-Identifier: Apache-2.0

import Platform

/// Times as people read them, in this machine's zone.
enum Clock {
  /// `2026-11-21 00:12:30`
  static func text(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = ["\(parts.tm_year + 1900)", padded(parts.tm_mon + 1), padded(parts.tm_mday)]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(padded)
    return "\(date.joined(separator: "-")) \(clock.joined(separator: ":"))"
  }

  static func now() -> String {
    text(time(nil))
  }
}
