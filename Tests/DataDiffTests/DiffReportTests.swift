// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Reports
import Testing
import Workflows

@testable import DataDiff

/// What is said of a difference.
@Suite struct DiffReportTests {
  private func difference(_ old: [String], _ new: [String]) throws -> DataDifference {
    let folder = try TemporaryFolder()
    let paths = try [("old", old), ("new", new)].map { name, rows in
      try folder.write((["prompt,completion"] + rows).joined(separator: "\n"), to: "\(name).csv")
    }
    var request = DiffRequest(
      old: DataRevision(revision: nil, path: paths[0]),
      new: DataRevision(revision: nil, path: paths[1]))
    request.options.configuration = .none
    return try Diffing.run(request)
  }

  private func tables(_ title: String, _ difference: DataDifference) -> [ReportTable] {
    let sections = difference.report().sections.filter { $0.title == title }
    return sections.flatMap(\.blocks).compactMap { block -> ReportTable? in
      if case .table(let table) = block { table } else { nil }
    }
  }

  private static let rows = ["one thing,x", "another thing,y", "a third thing,x", "the last,y"]

  @Test func findingsThatAreNewComeFirst() throws {
    let old = Self.rows + ["no answer to this,"]
    let difference = try difference(old, old + ["nor to that one,"])
    let first = try #require(difference.findings.first)
    #expect(first.code == "ROW002" && first.fresh == 1)
    #expect(first.oldRows == 1 && first.newRows == 2)
    #expect(difference.findings.drop { $0.fresh > 0 }.allSatisfy { $0.fresh == 0 })
    #expect(difference.hasNewErrors)
    let table = try #require(tables("Findings", difference).first)
    #expect(table.rows.count == difference.findings.count)
    #expect(table.rows[0].first == .text("ROW002"))
    #expect(Array(table.rows[0].suffix(3)) == [.number(1), .number(2), .number(1)])
    #expect(difference.report().verdict.contains("New findings: ROW002"))
  }

  @Test func whatIsAsItWasIsNotNew() throws {
    let difference = try difference(Self.rows, Self.rows)
    #expect(!difference.hasNewErrors && difference.findings.allSatisfy { $0.fresh == 0 })
    #expect(difference.report().verdict == "No row differs. Nothing new is found.")
    #expect(tables("Rows", difference).isEmpty)
  }

  /// The first table is for people, the second has all classes.
  @Test func ofManyClassesThoseAreShownThatMovedMost() throws {
    func rows(_ classes: Int) -> [String] {
      (0..<classes).flatMap { number in (0..<4).map { "text \($0) of \(number),c\(number)" } }
    }
    let few = tables("Classes", try difference(rows(20), rows(20)))
    #expect(few.map(\.rows.count) == [20])
    let many = tables("Classes", try difference(rows(21), rows(21) + ["one more,c7"]))
    #expect(many.map(\.rows.count) == [20, 21] && many.map(\.isRecords) == [false, true])
    #expect(many[0].rows[0].prefix(3) == [.text("c7"), .number(4), .number(5)])
  }
}
