// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// A call with three values or more says what each from the third on is.
@Suite struct LabelTests {
  @Test func fromTheThirdOnParametersHaveLabels() throws {
    for path in Checkout.files(below: "Sources", endingIn: ".swift") {
      let text = try Checkout.text(of: "Sources/\(path)")
      for bare in Self.declarationsWithoutLabels(Self.withoutComments(text)) {
        Issue.record("\(path): \(bare)")
      }
    }
  }

  @Test(
    arguments: [
      ("func a(_ b: Int, _ c: Int)", []), ("func a(_ b: Int, _ c: Int, _ d: Int)", ["func a("]),
      ("init(_ b: [Int: Int], _ c: (Int, Int), d: Int)", []),
      ("func a<T>(_ b: (T, T) -> T, _ c: T, e d: T,\n _ f: T)", ["func a<T>("]),
      ("init(_ b: Result<Int, Never>, _ c: Int)", []), ("let found = zip(_a, _b, _c)", []),
      ("func a(b: Int, c: Int, _ d: Int = 0)", ["func a("]),
    ] as [(String, [String])])
  func whatHasNoLabelIsFound(_ text: String, _ expected: [String]) {
    #expect(Self.declarationsWithoutLabels(text) == expected)
  }

  private static func withoutComments(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.drop { $0 == " " }.hasPrefix("//") ? "" : String(line)
    }.joined(separator: "\n")
  }

  /// The starts of functions and initializers that have a parameter without a label in the third place
  /// or behind it.
  private static func declarationsWithoutLabels(_ text: String) -> [String] {
    text.matches(of: /\b(func \w+|init\??)(<[^(]*>)?\(/).compactMap { match in
      let parameters = parameters(text[match.range.upperBound...])
      let isBare = parameters.dropFirst(2).contains { $0.hasPrefix("_ ") }
      return isBare ? String(match.0) : nil
    }
  }

  /// What stands between commas up to the parenthesis that closes.
  private static func parameters(_ text: Substring) -> [String] {
    var parameters = [""]
    var depth = 0
    var last: Character = " "
    for character in text {
      defer { last = character }
      switch character {
      case "(", "[", "{": depth += 1
      case "<" where last.isLetter: depth += 1
      case ">" where last != "-" && last != " ": depth -= 1
      case ")", "]", "}":
        depth -= 1
        if depth < 0 { return parameters }
      case "," where depth == 0:
        parameters.append("")
        continue
      default: break
      }
      let isBlank = character.isWhitespace && parameters[parameters.count - 1].isEmpty
      if !isBlank { parameters[parameters.count - 1].append(character) }
    }
    return parameters
  }
}
