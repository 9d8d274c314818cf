// SPDX-License-Identifier: Apache-2.0

/// Days and times as ISO 8601 writes them.
enum CivilTime {
  /// The day of a number of days since 1970.
  static func date(_ days: Int64) -> String {
    // Years start in March here, so that a leap day ends one; an era has 400 years.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let sign = year < 0 ? "-" : ""
    return "\(sign)\(padded(abs(year), 4))-\(padded(civilMonth, 2))-\(padded(day, 2))"
  }

  /// The time of a day, by its units since midnight.
  static func time(_ units: Int64, _ unit: LogicalType.Unit) -> String {
    let (seconds, part) = units.quotientAndRemainder(dividingBy: unit.rawValue)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    guard part != 0 else { return clock.joined(separator: ":") }
    let digits = String(String(unit.rawValue).dropFirst())
    return clock.joined(separator: ":") + "." + padded(part, digits.count)
  }

  /// The moment of a number of units since 1970, with `Z` where it is in universal time.
  static func timestamp(_ units: Int64, _ unit: LogicalType.Unit, isUTC: Bool) -> String {
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
