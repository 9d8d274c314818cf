// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import RuleEngine
import Testing
import Workflows

/// Assessing labeled rows as a use.
@Suite struct AssessingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func request(_ text: String) throws -> AssessRequest {
    try folder.write(text, to: "t.csv")
    var request = AssessRequest(DataFile(folder.path("t.csv")), model: "nano")
    request.options = Sample.options
    return request
  }

  @Test func fewRowsAreRefusedAfterTheirFixes() throws {
    let events = Events<String>()
    let request = try request("prompt,completion\na,yes\nb,no\nc,yes\nd,no\ne,yes\nf,no\ng,no\n")
    let error = #expect(throws: AssayError.self) {
      try Assessing.run(request) { event in
        if case .fixed(let title) = event { events.add(title) }
      }
    }
    #expect(error?.message.contains("too few for 5 folds") == true)
    #expect(events.all.contains("start each completion with a space"))
    #expect(try folder.names == ["t.csv"])
  }

  @Test func rowsWithoutALabelSayNothing() throws {
    let file = try request("prompt,completion\na,yes\nb,\nc,no\nd,yes\n").file
    var options = Sample.options
    options.profile = .classification
    let outcome = try Fixing.decide(file, options)
    let rows = try PreparedRows(outcome)
    #expect(rows.numbers == [0, 2, 3])
    #expect(rows.completions == [" yes", " no", " yes"])
    #expect(rows.prompts == ["a ->", "c ->", "d ->"])
  }
}
