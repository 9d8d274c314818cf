// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import AssayTestSupport
import Checks
import Foundation
import JSON
import RuleEngine
import RuleLibrary
import Tables
import Testing
import Workflows

@testable import Scale

/// The examples of all rules, each as shards: the findings of one process.
@Suite struct ScaledExampleTests {
  /// What an analyzer has learned must get from phase to phase by one of the ways that there are.
  @Test func everyAnalyzerHasAWay() throws {
    for rule in try RuleLibrary.rules().rules {
      for analyzer in rule.check.analyzers {
        let isKnown =
          analyzer is any StoredAnalyzer || analyzer is any RowAnalyzer
          // Found by keys, verdicts and sketches.
          || analyzer is ExactDuplicates || analyzer is NormalizedDuplicates
          || analyzer is NearDuplicates
          // Of other files, which phases do not take.
          || analyzer is LeakedRows
        #expect(isKnown, "\(rule.id) uses \(type(of: analyzer))")
      }
    }
  }

  @Test(arguments: try RuleLibrary.rules().rules.map(\.id))
  func findings(code: String) throws {
    let rule = try #require(try RuleLibrary.rules(examples: true).rule(code))
    for example in rule.examples.fail {
      let folder = try TemporaryFolder()
      var options = CheckOptions()
      options.maxTokens = example.input.maxTokens
      options.separator = example.input.separator
      try expectSame(try shards(of: example.input, in: folder), options, folder)
    }
  }

  private func expectSame(
    _ shards: [String], _ options: CheckOptions, _ folder: TemporaryFolder
  ) throws {
    let one: LintReport
    do {
      let result = try Linting(options).run(
        LintRequest([DataFile(joining: shards.map { DataFile($0) })]))
      guard result.faults.isEmpty, let report = result.reports.first else { throw result.faults[0] }
      one = report
    } catch {
      // What cannot be read in one process cannot be read in many.
      #expect(throws: AssayError.self) {
        try ScaledLint(folder: folder, shards: shards, options: options).run()
      }
      return
    }
    let many = try ScaledLint(folder: folder, shards: shards, options: options).run()
    #expect(many.findings == one.findings)
    #expect(many.facts == one.facts)
  }

  /// Rows are divided in the middle; a file that is given as text is there twice.
  private func shards(
    of input: RuleExamples.Input, in folder: TemporaryFolder
  ) throws -> [String] {
    if let contents = input.contents {
      return try ["a", "b"].map { name in
        try folder.write(Data(contents), to: name + "-" + (input.path ?? "example.csv"))
      }
    }
    let lines = (0..<input.rows.count * input.times).map { number in
      line(input.rows[number % input.rows.count], number / input.rows.count)
    }
    let halves = [lines.prefix(lines.count / 2), lines.suffix(lines.count - lines.count / 2)]
    return try halves.enumerated().map { number, lines in
      try folder.write(lines.joined(), to: "\(number).jsonl")
    }
  }

  private func line(_ cells: [RuleExamples.Cell], _ repetition: Int) -> String {
    let members = cells.filter { $0.kind != .missing }.map { cell in
      let text = cell.text.replacing("{i}", with: String(repetition))
      let isText = cell.kind == .text || cell.kind == .error
      let value = cell.kind == .null ? "null" : isText ? JSONValue.string(text).text() : text
      return JSONValue.string(cell.column).text() + ":" + value
    }
    return "{" + members.joined(separator: ",") + "}\n"
  }
}
