// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Testing

@testable import Dataset

@Suite struct FactRulesTests {
  /// Each value of the file stands in the generated source, in the same order.
  @Test func theGeneratedSourceIsCurrent() throws {
    let lines = try Checkout.text(of: "Profiles/dataset.yaml").split(separator: "\n")
    let source = try Checkout.text(of: "Sources/Dataset/FactRules+Standard.swift")
    var rest = source[...]
    for line in lines where !line.drop(while: { $0 == " " }).hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let words = parts[0].drop { $0 == " " }.split(separator: "-")
      let key =
        words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let found = try #require(
        rest.firstRange(of: "\(key):\(parts[1])"), "\(line): run `make generate`")
      rest = rest[found.upperBound...]
    }
    #expect(!rest.contains(":"), "run `make generate`")
  }

  @Test func whatTheRulesSayIsUsed() {
    var rules = FactRules.standard
    rules.separator.shared = 0.7
    rules.separator.proposals = ["~~"]
    rules.task.rowsPerClass = 2
    var survey = DatasetSurvey(
      prompts: (0..<8).map { $0 % 4 > 0 ? "p\($0) ~~" : "p\($0)" },
      completions: (0..<8).map { "x\($0 % 3)" }, rules: rules)
    #expect(survey.task().0 == .classification)
    var count = survey.endingSearch().count
    for var text in (0..<8).map({ $0 % 4 > 0 ? "p\($0) ~~" : "p\($0)" }) {
      text.withUTF8 { count.add(prompt: $0, completion: $0) }
    }
    #expect(survey.endingSearch().endings(count).separator?.rows == 6)
    rules.task.longestLabel = 1
    survey = DatasetSurvey(
      prompts: (0..<8).map { "p\($0)" }, completions: (0..<8).map { "x\($0 % 3)" }, rules: rules)
    #expect(survey.task().0 == .conditionalGeneration)
  }
}
