// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import RuleEngine
import RuleLibrary
import Testing

@Suite struct RuleLibraryTests {
  @Test func theBinaryCarriesItsRules() throws {
    let files = RuleLibrary.embedded
    #expect(files.count == RuleCode.allCases.count)
    #expect(files.allSatisfy { $0.path.hasSuffix(".yaml") && $0.text.hasPrefix("id: ") })
    #expect(try RuleLibrary.rules().rules.map(\.id) == RuleCode.allCases.map(\.rawValue).sorted())
  }

  @Test func examplesAreReadOnRequest() throws {
    #expect(try RuleLibrary.rules().rules.allSatisfy { $0.examples.fail.isEmpty })
    let rules = try RuleLibrary.rules(examples: true).rules
    #expect(rules.allSatisfy { !$0.examples.fail.isEmpty && !$0.examples.pass.isEmpty })
  }

  @Test func aFolderAddsRules() throws {
    let folder = try TemporaryFolder()
    try folder.write(ExampleRule.text, to: "ROW900-nothing-there.yaml")
    try folder.write("no rule", to: "README.md")
    let path = folder.url.path(percentEncoded: false)
    let rules = try RuleLibrary.rules(addingFolder: path)
    #expect(rules.rules.count == RuleCode.allCases.count + 1)
    #expect(rules.rule("ROW900")?.name == "nothing-there")
    // With or without a slash at the end.
    #expect(
      try RuleLibrary.files(in: path + "/").map(\.path) == RuleLibrary.files(in: path).map(\.path))
  }

  @Test func aCodeCannotBeTakenTwice() throws {
    let folder = try TemporaryFolder()
    try folder.write(ExampleRule.text.replacing("ROW900", with: "SEP001"), to: "x.yaml")
    let error = #expect(throws: AssayError.self) {
      try RuleLibrary.rules(addingFolder: folder.url.path(percentEncoded: false))
    }
    #expect(error?.message.hasPrefix("the code SEP001 is taken by ") == true)
  }

  @Test func aFolderThatIsNotThereHoldsNoRules() {
    #expect(throws: AssayError.self) { try RuleLibrary.files(in: "/nowhere/rules") }
  }

  /// The examples of the original preparation's rules run that preparation.
  @Test func examplesOfThePreparationAreRun() throws {
    let rules = try RuleLibrary.rules(examples: true).rules.filter(\.isAboutPreparation)
    for rule in rules {
      #expect(RuleLibrary.examiner(of: rule, tokenizer: nil).faults() == [], "\(rule.id)")
    }
  }

  @Test func aWrongExampleOfThePreparationIsNoticed() throws {
    let file = try #require(RuleLibrary.embedded.first { $0.path.contains("PREP003") })
    let text = file.text.replacing("a\\0b ->", with: "a_b ->")
    #expect(text != file.text)
    let rule = try RuleFile(path: file.path, text: text).rule()
    let faults = RuleLibrary.examiner(of: rule, tokenizer: nil).faults()
    #expect(faults == ["fail example 1: 0 findings, 1 expected"])
  }
}
