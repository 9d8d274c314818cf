// SPDX-License-Identifier: Apache-2.0

/// A number format such as `0.0%`, `00000` or `"$"#,##0.00;[Red]-"$"#,##0.00`: enough of them to tell
/// what a cell shows.
struct NumberFormat {
  let code: String
  private let sections: [NumberSection]

  /// Nil for the format of texts.
  init?(_ code: String) {
    guard code != "@" else { return nil }
    self.code = code
    sections = Self.split(code).map { NumberSection($0) }
  }

  /// What a cell shows; nil when this is not known.
  func shown(_ number: Double) -> String? {
    let isNegative = number < 0
    let place = isNegative && sections.count > 1 ? 1 : number == 0 && sections.count > 2 ? 2 : 0
    guard sections.indices.contains(place), !sections[place].isUnknown else { return nil }
    let section = sections[place]
    guard section.hasDigits else { return section.before }
    guard let digits = Self.digits(abs(number), section) else { return nil }
    let sign = isNegative && place == 0 ? "-" : ""
    let text = sign + section.before + digits + section.behind
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private static func digits(_ number: Double, _ section: NumberSection) -> String? {
    var value = number
    for _ in 0..<section.percents { value *= 100 }
    var exponent = 0
    if section.exponentZeros > 0, value > 0 {
      while value >= 10 { (value, exponent) = (value / 10, exponent + 1) }
      while value < 1 { (value, exponent) = (value * 10, exponent - 1) }
    }
    var scale = 1.0
    for _ in 0..<section.decimals { scale *= 10 }
    var scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
    // 9.999 with two decimals is 1.00E+01, not 10.00E+00.
    if section.exponentZeros > 0, scaled >= 10 * scale {
      (scaled, exponent) = (scale, exponent + 1)
    }
    guard scaled < 9e15 else { return nil }
    let text = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, section.decimals - text.count)) + text
    var whole = String(padded.dropLast(section.decimals))
    var decimals = String(padded.suffix(section.decimals))
    while decimals.count > section.decimalZeros, decimals.last == "0" { decimals.removeLast() }
    while whole.first == "0" { whole.removeFirst() }
    whole = String(repeating: "0", count: max(0, section.wholeZeros - whole.count)) + whole
    if section.isGrouped { whole = grouped(whole) }
    let point = section.hasPoint ? "." : ""
    guard section.exponentZeros > 0 else { return whole + point + decimals }
    let power = String(abs(exponent))
    let zeros = String(repeating: "0", count: max(0, section.exponentZeros - power.count))
    return "\(whole)\(point)\(decimals)E\(exponent < 0 ? "-" : "+")\(zeros)\(power)"
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

/// Reading the code.
extension NumberFormat {
  /// The sections between semicolons outside of quotes and brackets.
  private static func split(_ code: String) -> [Substring] {
    var sections: [Substring] = []
    var start = code.startIndex
    var index = start
    var isQuoted = false
    while index < code.endIndex {
      switch code[index] {
      case "\"": isQuoted.toggle()
      case "\\" where !isQuoted: index = code.index(after: index)
      case ";" where !isQuoted:
        sections.append(code[start..<index])
        start = code.index(after: index)
      default: break
      }
      if index < code.endIndex { index = code.index(after: index) }
    }
    return sections + [code[min(start, code.endIndex)...]]
  }
}
