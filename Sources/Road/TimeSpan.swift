// SPDX-License-Identifier: Apache-2.0

/// A time as people write it: `90s`, `5min`, `1.5h`, `1h30min`; a bare number is minutes.
package enum TimeSpan {
  private static let units: [(names: [String], seconds: Double)] = [
    (["s", "sec", "secs", "second", "seconds"], 1),
    (["m", "min", "mins", "minute", "minutes"], 60),
    (["h", "hr", "hour", "hours"], 3600),
  ]

  /// Seconds; nil for what is no time above zero.
  package static func seconds(_ text: String) -> Double? {
    var rest = text.lowercased().filter { $0 != " " }[...]
    var sum = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest[digits.endIndex...]
      let unit = rest.prefix { $0.isLetter }
      rest = rest[unit.endIndex...]
      let name = unit.isEmpty ? "min" : String(unit)
      guard let number = Double(digits), let known = units.first(where: { $0.names.contains(name) })
      else { return nil }
      sum += number * known.seconds
    }
    return sum > 0 && sum.isFinite ? sum : nil
  }
}
