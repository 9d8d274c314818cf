// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Records
import RowsTestSupport
import Testing

@testable import Fixes
@testable import RuleEngine

@Suite struct SurveySplitTests {
  /// What the survey after the fixes knows is what another pass over the rows finds.
  @Test func theSurveysKeysGiveTheSameSplit() throws {
    let rows = (0..<120).map {
      (prompt: "question \($0 / 2)", completion: $0 % 7 == 0 ? "" : $0 % 3 == 0 ? "yes" : "no")
    }
    let fixer = Fixer(
      rules: try ExampleRows.rules.get(), settings: ExampleRows.settings(threads: 2))
    let outcome = try fixer.decide(
      ExampleRows.source(rows, batchSize: 13), policy: .everything)
    let profile = try #require(outcome.after.profile)
    #expect(profile[ExactDuplicates.self]?.splitKeys?.rows.count == profile.rows)
    let known = try Split(outcome, fraction: nil, seed: 3).valid
    let found = try Split(outcome.rows, fraction: nil, seed: 3).valid
    #expect(!known.isEmpty)
    #expect(rows.indices.map { known.contains($0) } == rows.indices.map { found.contains($0) })
  }
}
