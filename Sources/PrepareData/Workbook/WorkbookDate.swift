// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Serial numbers of workbooks as Python prints the date, the time of day or the span they stand
/// for.
enum WorkbookDate {
  private static let secondsPerDay = 86_400.0
  private static let millisecondsPerDay = 86_400_000
  private static let microsecondsPerDay = 86_400_000_000
  private static let longestSpan = 999_999_999.0

  /// The text of a serial number; nil when it is out of range.
  static func text(_ value: Double, startsIn1904: Bool, isSpan: Bool) -> String? {
    guard value.magnitude <= longestSpan else { return nil }
    return isSpan ? span(value) : moment(value, startsIn1904: startsIn1904)
  }

  // MARK: - Moments

  private static func moment(_ value: Double, startsIn1904: Bool) -> String? {
    var day = value.rounded(.down)
    let fraction = value - day
    let milliseconds = Int((fraction * secondsPerDay * 1000).rounded(.toNearestOrEven))
    if value >= 0 && value < 1 && milliseconds < millisecondsPerDay {
      return time(milliseconds * 1000)
    }
    // The calendar of these programs has a 29 February 1900.
    if value > 0 && value < 60 && !startsIn1904 { day += 1 }
    // Days from 1 January 1970 to the two epochs.
    let epoch = startsIn1904 ? -24_107 : -25_569
    let days = epoch + Int(day) + milliseconds / millisecondsPerDay
    guard let date = date(daysSince1970: days) else { return nil }
    return "\(date) \(time(milliseconds % millisecondsPerDay * 1000))"
  }

  /// Nil outside the years 1 to 9999.
  private static func date(daysSince1970 days: Int) -> String? {
    let date = CivilDate(daysSince1970: days)
    return (1...9999).contains(date.year) ? date.iso8601 : nil
  }

  private static func time(_ microseconds: Int) -> String {
    let seconds = microseconds / 1_000_000
    let fraction = microseconds % 1_000_000
    return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2) + (fraction == 0 ? "" : "." + padded(fraction, 6))
  }

  // MARK: - Spans

  private static func span(_ value: Double) -> String {
    let whole = value.rounded(.towardZero)
    let rest = ((value - whole) * Double(microsecondsPerDay)).rounded(.toNearestOrEven)
    var microseconds = Int(whole) * microsecondsPerDay + Int(rest)
    let fraction = floorRemainder(microseconds, 1_000_000)
    if fraction != 0 {
      let thousands = (Double(fraction) / 1000).rounded(.toNearestOrEven)
      microseconds += Int(thousands) * 1000 - fraction
    }
    let days =
      (microseconds - floorRemainder(microseconds, microsecondsPerDay)) / microsecondsPerDay
    let text = time(floorRemainder(microseconds, microsecondsPerDay))
    let clock = text.first == "0" ? String(text.dropFirst()) : text
    guard days != 0 else { return clock }
    return "\(days) day\(days.magnitude == 1 ? "" : "s"), \(clock)"
  }

  private static func floorRemainder(_ value: Int, _ divisor: Int) -> Int {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  // MARK: - ISO 8601

  /// A date, a time or both in ISO 8601 as Python prints it; nil when it is none.
  static func text(iso: String) -> String? {
    var rest = Substring(iso)
    let date = take(&rest, "0000-00-00")
    if rest.first == "T" { rest.removeFirst() }
    var time = take(&rest, "00:00")
    if time != nil { time! += take(&rest, ":00") ?? ":00" }
    guard date != nil || time != nil, isValid(date, time) else { return nil }
    if time != nil, rest.first == "." {
      let digits = rest.dropFirst().prefix(3).prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty && Int(digits) != 0 {
        time! += "." + digits + String(repeating: "0", count: 6 - digits.count)
      }
    }
    return [date, time].compactMap { $0 }.joined(separator: " ")
  }

  /// Takes what looks like the pattern, in which 0 is any digit, from the front.
  private static func take(_ text: inout Substring, _ pattern: String) -> String? {
    let found = text.prefix(pattern.count)
    guard found.count == pattern.count,
      zip(found, pattern).allSatisfy({ $1 == "0" ? $0.isASCII && $0.isNumber : $0 == $1 })
    else { return nil }
    text = text.dropFirst(pattern.count)
    return String(found)
  }

  private static func isValid(_ date: String?, _ time: String?) -> Bool {
    if let date {
      let parts = date.split(separator: "-").compactMap { Int($0) }
      let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard parts[0] > 0, (1...12).contains(parts[1]),
        (1...lengths[parts[1] - 1]).contains(parts[2])
      else { return false }
    }
    guard let time else { return true }
    let parts = time.split(separator: ":").compactMap { Int($0) }
    return parts[0] < 24 && parts[1] < 60 && parts[2] < 60
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
