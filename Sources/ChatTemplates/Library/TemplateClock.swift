// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes a time as C's `strftime` does, in English.
struct TemplateClock {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ]
  private static let days = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  let now: Date
  let calendar: Calendar

  func text(_ format: String) -> String {
    var out = ""
    var letters = Array(format.unicodeScalars)[...]
    while let letter = letters.popFirst() {
      guard letter == "%", var kind = letters.popFirst() else {
        out.unicodeScalars.append(letter)
        continue
      }
      let isShort = kind == "-"
      if isShort, let next = letters.popFirst() { kind = next }
      out += part(kind, isShort: isShort)
    }
    return out
  }

  private func part(_ kind: Unicode.Scalar, isShort: Bool) -> String {
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second, .weekday], from: now)
    let hour = parts.hour ?? 0
    switch kind {
    case "Y": return String(parts.year ?? 0)
    case "y": return padded((parts.year ?? 0) % 100, isShort)
    case "m": return padded(parts.month ?? 1, isShort)
    case "d": return padded(parts.day ?? 1, isShort)
    case "e": return padded(parts.day ?? 1, true)
    case "H": return padded(hour, isShort)
    case "I": return padded((hour + 11) % 12 + 1, isShort)
    case "M": return padded(parts.minute ?? 0, isShort)
    case "S": return padded(parts.second ?? 0, isShort)
    case "p": return hour < 12 ? "AM" : "PM"
    case "B": return Self.months[(parts.month ?? 1) - 1]
    case "b", "h": return String(Self.months[(parts.month ?? 1) - 1].prefix(3))
    case "A": return Self.days[(parts.weekday ?? 1) - 1]
    case "a": return String(Self.days[(parts.weekday ?? 1) - 1].prefix(3))
    case "j": return dayOfYear(isShort)
    case "F": return text("%Y-%m-%d")
    case "T": return text("%H:%M:%S")
    case "D": return text("%m/%d/%y")
    case "n": return "\n"
    case "t": return "\t"
    case "%": return "%"
    default: return "%\(kind)"
    }
  }

  private func dayOfYear(_ isShort: Bool) -> String {
    let day = calendar.ordinality(of: .day, in: .year, for: now) ?? 1
    return isShort
      ? String(day) : String(repeating: "0", count: 3 - String(day).count) + String(day)
  }

  private func padded(_ value: Int, _ isShort: Bool) -> String {
    value < 10 && !isShort ? "0\(value)" : String(value)
  }
}
