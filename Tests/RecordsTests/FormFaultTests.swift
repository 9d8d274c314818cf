// SPDX-License-Identifier: Apache-2.0

import Records
import Testing

/// What safe fixes of Unicode may touch, and what they must leave.
@Suite struct FormFaultTests {
  private func joined(_ text: String) -> String? {
    NormalForm.joiningAccents(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  private func fault(_ text: String) -> FormFault? {
    var text = text
    return text.withUTF8 { FormFault.first(in: $0)?.fault }
  }

  @Test(arguments: [
    ("cafe\u{301}", "caf\u{E9}"), ("n\u{303}a\u{308}", "\u{F1}\u{E4}"),
    ("\u{438}\u{306}", "\u{439}"), ("\u{3B1}\u{301}", "\u{3AC}"),
    // Accents are joined in the order in which they stand.
    ("e\u{323}\u{302}", "\u{1EC7}"), ("x\u{301}e\u{301}", "x\u{301}\u{E9}"),
  ])
  func lettersAndAccentsAreJoined(_ text: String, _ expected: String) {
    #expect(joined(text).map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    "plain", "caf\u{E9}", "x\u{301}", "\u{F967}", "\u{212B}\u{301}", "\u{5D1}\u{5BC}\u{5B0}",
    "\u{958}", "\u{1112}\u{1161}\u{11AB}", "\u{304B}\u{3099}", "=\u{338}", "\u{FB01}",
    "\u{928}\u{93C}", "\u{301}e", "1\u{301}",
  ])
  func allElseIsLeft(_ text: String) { #expect(joined(text) == nil) }

  @Test(arguments: [
    ("\u{F967}", FormFault.compatibilityIdeograph), ("a\u{2F800}", .compatibilityIdeograph),
    ("\u{212B}", .twin), ("\u{2126}", .twin), ("\u{1F71}", .twin), ("\u{958}", .takenApart),
    ("\u{FB2A}", .takenApart), ("\u{1112}\u{1161}\u{11AB}", .hangul),
    ("\u{5D1}\u{5BC}\u{5B0}", .order), ("\u{304B}\u{3099}", .apart), ("\u{9C7}\u{9BE}", .apart),
  ])
  func faultsAreToldApart(_ text: String, _ expected: FormFault) {
    #expect(fault(text) == expected)
    #expect(fault("ok \(text)") == expected)
  }

  @Test(arguments: ["plain", "caf\u{E9}", "cafe\u{301}", "\u{FB01}", "\u{AC00}", "\u{915}\u{93C}"])
  func theNormalFormHasNone(_ text: String) { #expect(fault(text) == nil) }

  @Test func theFirstCharacterAtFaultIsPointedAt() {
    var text = "e\u{301} \u{F967}\u{212B}"
    let range = text.withUTF8 { FormFault.first(in: $0)?.range }
    #expect(range == 4..<7)
  }

  // MARK: - Zero-width characters

  private func range(_ group: CharacterGroup, _ text: String) -> Range<Int>? {
    var text = text
    return text.withUTF8 { group.firstRange(in: $0) }
  }

  @Test(arguments: [
    "a\u{200B}b", "\u{200B}abc", "abc\u{200B}", "a \u{FEFF}b", "\u{3B1}\u{2060}\u{3B2}", "\u{200B}",
    "1\u{200B},2", "\u{FEFF}\u{200B}abc", "\u{E9}\u{200B}\u{FEFF}\u{448}",
  ])
  func betweenLettersOfSpacedScriptsTheyAreAccidents(_ text: String) {
    #expect(range(.zeroWidth, text) != nil && range(.wordBorder, text) == nil)
  }

  @Test(arguments: [
    "\u{E09}\u{200B}\u{E23}", "\u{1781}\u{200B}\u{179F}", "\u{E81}\u{200B}", "a\u{200B}\u{1000}",
    "\u{1F1E9}\u{200B}\u{1F1EA}", "\u{6771}\u{200B}\u{4EAC}", "\u{E09}\u{200B}\u{200B}b",
  ])
  func besideOthersTheyMayBeMeant(_ text: String) {
    #expect(range(.zeroWidth, text) == nil && range(.wordBorder, text) != nil)
  }

  @Test func eachIsJudgedByItself() {
    let text = "\u{E09}\u{200B}\u{E23} a\u{200B}b"
    #expect(range(.wordBorder, text) == 3..<6)
    #expect(range(.zeroWidth, text) == 11..<14)
    #expect(range(.softHyphen, "ab\u{AD}c") == 2..<4)
    #expect(range(.softHyphen, "ab-c") == nil)
  }
}
