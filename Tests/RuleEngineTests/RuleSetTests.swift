// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RowsTestSupport
import Testing

@testable import Checks
@testable import RuleEngine

@Suite struct RuleSetTests {
  @Test func prefixesSelectAndTheLongerOneWins() throws {
    let rules = try ExampleRows.rules.get()
    #expect(
      try rules.selected(["SEP001", "STOP"], ignoring: ["STOP001"]).rules.map(\.id)
        == ["SEP001", "STOP002", "STOP003", "STOP004", "STOP005", "STOP006"])
    #expect(try rules.selected(["SEP001"], ignoring: ["SEP"]).rules.map(\.id) == ["SEP001"])
    #expect(try rules.selected([], ignoring: ["SEP"]).rules.allSatisfy { !$0.id.hasPrefix("SEP") })
  }

  /// What is asked for and refused by the same words is refused.
  @Test func ofTwoEqualPrefixesTheRefusalWins() throws {
    let rules = try ExampleRows.rules.get()
    #expect(try rules.selected(["SEP001"], ignoring: ["SEP001"]).rules.isEmpty)
    #expect(
      try rules.selected(["SEP", "STOP001"], ignoring: ["SEP"]).rules.map(\.id) == ["STOP001"])
  }

  @Test func unknownCodesAreErrorsWithAHint() throws {
    let error = #expect(throws: AssayError.self) {
      try ExampleRows.rules.get().selected(["SEP01"], ignoring: [])
    }
    #expect(error?.remedy == "Did you mean SEP001?")
  }

  @Test(arguments: [
    ("SPE001", "Did you mean SEP001?"), ("STP001", "Did you mean STOP001?"),
    ("CSL001", "Did you mean CLS001?"), ("CHAT001", "Did you mean CHT001?"),
    ("sep001", "Did you mean SEP001?"), ("ROWW002", "Did you mean ROW002?"),
    ("SPE", "Did you mean SEP?"), ("missing-separator", "Did you mean SEP001?"),
    ("SEP999", "`assay rules SEP` lists those with these letters"),
    ("XYZ001", "`assay rules` lists them"), ("", "`assay rules` lists them"),
  ])
  func theLettersOfACodeWeighMore(code: String, hint: String) throws {
    #expect(try ExampleRows.rules.get().nearest(to: code) == hint)
  }

  @Test(arguments: [("", "", 0), ("abc", "abd", 1), ("kitten", "sitting", 3), ("", "abc", 3)])
  func editDistance(_ left: String, _ right: String, _ distance: Int) {
    #expect(NearestName.distance(left, right) == distance)
  }
}
