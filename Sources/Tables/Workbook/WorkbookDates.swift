// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Tells which cell styles show dates and writes serial numbers as dates.
struct WorkbookDates {
  enum Style {
    case number, date, time, duration
  }

  private var startsIn1904 = false
  private var styles: [Style] = []

  init() {}

  /// - Parameters:
  ///   - formats: For each cell style its number format.
  ///   - codes: The workbook's own number formats.
  init(startsIn1904: Bool, formats: [Int], codes: [Int: String]) {
    self.startsIn1904 = startsIn1904
    styles = formats.map { id in codes[id].map(Self.style(ofCode:)) ?? Self.builtIn(id) }
  }

  func style(_ index: Int) -> Style {
    styles.indices.contains(index) ? styles[index] : .number
  }

  /// The formats that have a number only (ECMA-376, part 1, 18.8.30).
  private static func builtIn(_ id: Int) -> Style {
    switch id {
    case 14...17, 22, 27...31, 34...36, 50...58: .date
    case 18...21, 32, 33, 45, 47: .time
    case 46: .duration
    default: .number
    }
  }

  /// What a format code such as `[$-409]d/m/yy h:mm;@` shows: its letters outside quotes, brackets
  /// and escapes, in its first section.
  static func style(ofCode code: String) -> Style {
    var letters: Set<Character> = []
    var rest = code.lowercased()[...]
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
          return .duration
        }
      default: letters.insert(character)
      }
    }
    if letters.contains("g"), letters.contains("n") { return .number }  // General
    if letters.contains("y") || letters.contains("d") { return .date }
    if letters.contains("h") || letters.contains("s") { return .time }
    return letters.contains("m") ? .date : .number
  }

  /// `YYYY-MM-DD`, with ` HH:MM:SS` when it is not midnight; a time alone where the style shows no
  /// day; nil for numbers that are no date of the calendar.
  func text(_ serial: Double, style: Style) -> String? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let seconds = Int((serial * 86_400).rounded())
    let (day, second) = (seconds / 86_400, seconds % 86_400)
    if style == .duration { return Self.clock(seconds) }
    if style == .time, day == 0 { return Self.clock(second) }
    let date = dateText(day)
    return second == 0 ? date : "\(date) \(Self.clock(second))"
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
  }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }

  private func dateText(_ day: Int) -> String {
    // The calendar of 1900 has a 29 February that never was, as day 60.
    if !startsIn1904, day == 60 { return "1900-02-29" }
    let since1970 = startsIn1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
    return CivilDate(daysSince1970: since1970).iso8601
  }
}
