// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RowsTestSupport
import Testing

@testable import Analyzers
@testable import Fixes
@testable import RuleEngine

@Suite struct LabelMapTests {
  @Test func unknownLabelsAreErrorsWithAHint() throws {
    let rows = (0..<8).map { (prompt: "p\($0)", completion: $0 < 7 ? "lost card" : "lots card") }
    var settings = Settings()
    settings.task = .classification
    let report = try Linter(rules: RuleSet([]), settings: settings).lint(ExampleRows.source(rows))
    let profile = try #require(report.profile)
    let map = LabelMap(numbering: ["lost card", "refund"])
    let error = #expect(throws: AssayError.self) { try map.step(for: profile, file: "t.csv") }
    #expect(error?.message == "the label `lots card` is not in the map")
    #expect(error?.location == Location(file: "t.csv", row: 7, line: 9))
    #expect(error?.remedy == "Did you mean `lost card`?")
  }
}
