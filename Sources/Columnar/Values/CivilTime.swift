// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Days and times as ISO 8601 writes them.
package enum CivilTime {
  /// The day of a number of days since 1970.
  package static func date(_ days: Int64) -> String {
    CivilDate(daysSince1970: Int(days)).iso8601
  }

  /// The time of a day, by its units since midnight.
  package static func time(_ units: Int64, _ unit: TimeUnit) -> String {
    let (seconds, part) = units.quotientAndRemainder(dividingBy: unit.rawValue)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    guard part != 0 else { return clock.joined(separator: ":") }
    let digits = String(String(unit.rawValue).dropFirst())
    return clock.joined(separator: ":") + "." + padded(part, digits.count)
  }

  /// The moment of a number of units since 1970, with `Z` where it is in universal time.
  package static func timestamp(_ units: Int64, _ unit: TimeUnit, isUTC: Bool) -> String {
    let perDay = 86_400 * unit.rawValue
    let inDay = ((units % perDay) + perDay) % perDay
    let days = (units / perDay) - (units % perDay < 0 ? 1 : 0)
    return "\(date(days))T\(time(inDay, unit))\(isUTC ? "Z" : "")"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
