// SPDX-License-Identifier: Apache-2.0

/// A section of a number format: what stands before, in and behind the digits.
struct NumberSection {
  private(set) var before = ""
  private(set) var behind = ""
  private(set) var wholeZeros = 0
  /// Places for digits before the point.
  private var wholeDigits = 0
  private(set) var decimalZeros = 0
  private(set) var decimals = 0
  private(set) var hasPoint = false
  private(set) var isGrouped = false
  private(set) var percents = 0
  private(set) var exponentZeros = 0
  private(set) var hasDigits = false
  /// Whether there is something in it that is not understood here.
  private(set) var isUnknown = false

  init(_ code: Substring) {
    var rest = code
    while let character = rest.popFirst() {
      switch character {
      case "0", "#", "?": addDigit(character)
      case ".":
        isUnknown = isUnknown || hasPoint
        hasPoint = true
      case ",":
        // Behind the last digit a comma divides by a thousand.
        if let next = rest.first, "0#?".contains(next) {
          isGrouped = true
        } else {
          isUnknown = true
        }
      case "%":
        percents += 1
        addText("%")
      case "E", "e":
        rest = rest.dropFirst(rest.first == "+" || rest.first == "-" ? 1 : 0)
        exponentZeros = rest.prefix { $0 == "0" }.count
        isUnknown =
          isUnknown || exponentZeros == 0 || wholeDigits != 1
        rest = rest.drop { $0 == "0" }
      case "\"":
        addText(String(rest.prefix { $0 != "\"" }))
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\": if let next = rest.popFirst() { addText(String(next)) }
      // A space as wide as the next character, or that character over the rest of the cell.
      case "_", "*": rest = rest.dropFirst()
      case "[":
        addBracket(rest.prefix { $0 != "]" })
        rest = rest.drop { $0 != "]" }.dropFirst()
      default: addText(String(character))
      }
    }
  }

  private mutating func addDigit(_ digit: Character) {
    // Digits behind a text are a pattern of several numbers, such as that of telephones.
    isUnknown = isUnknown || hasDigits && !behind.isEmpty || digit == "?"
    hasDigits = true
    if hasPoint { decimals += 1 } else { wholeDigits += 1 }
    guard digit == "0" else { return }
    if hasPoint { decimalZeros = decimals } else { wholeZeros += 1 }
  }

  private mutating func addText(_ text: String) {
    if text.contains("/") || text.contains("@") { isUnknown = true }
    if hasDigits { behind += text } else { before += text }
  }

  /// `[Red]` is a color, `[$€-407]` a currency, `[>9]` a condition.
  private mutating func addBracket(_ inside: Substring) {
    if inside.first == "$" {
      addText(String(inside.dropFirst().prefix { $0 != "-" }))
    } else if let first = inside.first, "<>=".contains(first) {
      isUnknown = true
    }
  }
}
