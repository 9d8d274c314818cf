// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import RuleEngine
import RuleLibrary
import Testing

/// A folder of rules of somebody's own.
@Suite struct RuleFolderTests {
  private static let rule = ExampleRule.text

  private func examine(_ files: [String: String]) throws -> (rules: [String], errors: [String]) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let (rules, errors) = try RuleLibrary.examine(folder: folder.url.path)
    return (rules.map(\.id), errors.map(\.message))
  }

  @Test func allFilesThatCannotBeReadAreTold() throws {
    let (rules, errors) = try examine([
      "ROW900-nothing-there.yaml": Self.rule,
      "ROW901-a.yaml": Self.rule.replacing("kind: blank", with: "kind: blnk"),
      "ROW902-b.yaml": Self.rule.replacing("severity: warning", with: "severity: grave"),
    ])
    #expect(rules == ["ROW900"])
    #expect(errors.count == 2)
    #expect(errors.contains { $0.contains("blnk") } && errors.contains { $0.contains("grave") })
  }

  @Test func aCodeOfTheBinaryIsTaken() throws {
    let (rules, errors) = try examine([
      "ROW001-nothing-there.yaml": Self.rule.replacing("ROW900", with: "ROW001")
    ])
    #expect(rules == [] && errors == ["the code ROW001 is taken by row/ROW001-few-rows.yaml"])
  }

  @Test func aCodeIsTakenByTheFirstOfTwoFiles() throws {
    let (rules, errors) = try examine([
      "ROW900-a.yaml": Self.rule, "ROW900-b.yaml": Self.rule,
    ])
    #expect(rules == ["ROW900"])
    #expect(errors.count == 1 && errors[0].hasSuffix("ROW900-a.yaml"))
  }

  /// Who works on the binary's own rules examines their folder.
  @Test func aRuleOfTheBinaryMayBeExaminedItself() throws {
    let own = try #require(RuleLibrary.embedded.first { $0.path.contains("ROW001") })
    let (rules, errors) = try examine(["ROW001-few-rows.yaml": own.text])
    #expect(rules == ["ROW001"] && errors == [])
  }

  @Test func aFolderWithoutRulesIsRefused() throws {
    #expect(throws: AssayError.self) { try examine(["README.md": "no rule"]) }
  }
}
