// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@Suite struct PluralTests {
  @Test(
    arguments: [
      ([], ""), (["a"], "'a'"), (["a", "b"], "'a', 'b'"), (["a", "b", "c"], "'a', 'b', ..."),
    ] as [([String], String)])
  func theFirstOfManyAreNamed(names: [String], text: String) {
    #expect(Plural.listed(names, most: 2) { "'\($0)'" } == text)
  }

  @Test func oneIsNoPlural() {
    #expect(Plural.counted(1, "row") == "1 row" && Plural.counted(0, "row") == "0 rows")
    #expect(Plural.counted(2, "class") == "2 classes")
    #expect(Plural.counted(1234, "step") == "1,234 steps")
    #expect(
      [0, -7, 999, 1000, -1_234_567].map { Plural.grouped($0) } == [
        "0", "-7", "999", "1,000", "-1,234,567",
      ])
  }
}

@Suite struct ValueTests {
  @Test(arguments: [
    (Location(file: "t.csv"), "t.csv"), (Location(file: "t.csv", line: 3), "t.csv:3"),
    (Location(file: "t.csv", line: 3, column: 5), "t.csv:3:5"),
    (Location(file: "t.csv", row: 0), "t.csv (row 1)"),
    (Location(file: "t.csv", field: "prompt"), "t.csv (column prompt)"),
    (
      Location(file: "t.csv", row: 10, line: 12, column: 5, field: "prompt"),
      "t.csv:12:5 (row 11, column prompt)"
    ),
  ])
  func placesAreWritten(_ place: Location, _ text: String) {
    #expect(place.description == text)
  }

  @Test(arguments: [
    (AssayError("it broke"), "it broke"),
    (AssayError("it broke", at: Location(file: "a", line: 1)), "a:1: it broke"),
    (AssayError("it broke", remedy: "Mend it"), "it broke. Mend it"),
    (AssayError("it broke", code: .raggedRow), "CSV001: it broke"),
    (
      AssayError("it broke", at: Location(file: "a"), remedy: "Mend it", code: .raggedRow),
      "a: CSV001: it broke. Mend it"
    ),
  ])
  func errorsAreSentences(_ error: AssayError, _ text: String) {
    #expect("\(error)" == text)
  }

  /// Two places are one only where all that is known of them is the same.
  @Test(arguments: [
    Location(file: "b", row: 1, line: 2, column: 3, field: "prompt"),
    Location(file: "a", row: 0, line: 2, column: 3, field: "prompt"),
    Location(file: "a", row: 1, line: 1, column: 3, field: "prompt"),
    Location(file: "a", row: 1, line: 2, column: nil, field: "prompt"),
    Location(file: "a", row: 1, line: 2, column: 3, field: "completion"),
  ])
  func placesDiffer(_ other: Location) {
    let place = Location(file: "a", row: 1, line: 2, column: 3, field: "prompt")
    #expect(place != other && Set([place, other, place]).count == 2)
  }

  @Test func severitiesHaveAnOrder() {
    #expect(Severity.allCases.shuffled().sorted() == [.info, .warning, .error])
    #expect(Severity.info < .warning && Severity.warning < .error && !(Severity.error < .error))
    #expect(Severity.allCases.map(\.rawValue) == ["info", "warning", "error"])
  }

  /// Scripts depend on these numbers.
  @Test func exitStatusesAreStable() {
    #expect(ExitStatus.clean.rawValue == 0 && ExitStatus.findings.rawValue == 1)
    #expect(ExitStatus.couldNotRun.rawValue == 2 && ExitStatus.interrupted.rawValue == 130)
  }

  @Test func gradesAreWords() {
    #expect(FixGrade.allCases.map(\.rawValue) == ["safe", "unsafe"])
  }

  @Test func codesOfRulesAreNamedByTheirRules() {
    #expect(RuleCode.missingSeparator.rawValue == "SEP001")
    #expect(RuleCode.secondStopAdded.rawValue == "PREP011")
    // Two rules of one name are told apart by their families.
    #expect(RuleCode.csvBlankLines.rawValue == "CSV007")
    #expect(RuleCode.jsonBlankLines.rawValue == "JSON004")
    #expect(RuleCode(rawValue: "SEP001") == .missingSeparator && RuleCode(rawValue: "XYZ") == nil)
    #expect(
      RuleCode.allCases.allSatisfy { $0.rawValue.wholeMatch(of: /[A-Z]{2,6}[0-9]{3}/) != nil })
  }

  @Test func violationsStateWhatIsKnown() {
    let plain = RuleViolation(.noRowLeft, in: "a.csv")
    #expect(plain.rowCount == 0 && plain.field == nil && plain.values.isEmpty)
    let full = RuleViolation(
      .cellsCut, in: "a.csv", rowCount: 2, field: "prompt", values: ["list": "1, 2"])
    #expect(full.code == .cellsCut && full.file == "a.csv" && full.rowCount == 2)
    #expect(full.field == "prompt" && full.values == ["list": "1, 2"] && full != plain)
  }
}
