// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import EvaluationMetrics
import JSON
import Reports

/// Several comparisons at once, of parts of the rows or of several models with one, whose probabilities
/// are corrected for their number.
package struct ComparisonFamily: Sendable, Equatable {
  /// One comparison.
  package struct Member: Sendable, Equatable {
    package let name: String
    package let rows: Int
    /// The accuracy of the first and of the second.
    package let first: Double
    package let second: Double
    package let mcNemar: McNemar
    /// McNemar's probability, corrected.
    package let corrected: Double

    package var difference: Double { second - first }
  }

  /// What is called different: corrected probabilities below this.
  package static let significance = 0.05

  package let members: [Member]
  package let correction: MultipleTests

  /// - Parameter hits: whether the first and the second are right about each row, by the member's name.
  package init(
    _ hits: [(name: String, first: [Bool], second: [Bool])], correction: MultipleTests
  ) {
    let tests = hits.map { McNemar(first: $0.first, second: $0.second) }
    let corrected = correction.corrected(tests.map(\.pValue))
    self.correction = correction
    members = zip(hits, zip(tests, corrected)).map { hits, test in
      Member(
        name: hits.name, rows: hits.first.count, first: Self.share(hits.first),
        second: Self.share(hits.second), mcNemar: test.0, corrected: test.1)
    }
  }

  /// The parts of the rows that one of the two names; nil where none does.
  init?(
    _ first: ClassificationPredictions, _ second: ClassificationPredictions,
    correction: MultipleTests
  ) {
    self.init(
      slices: first.slices ?? second.slices, first: first.hits, second: second.hits,
      correction: correction)
  }

  /// The parts of the rows by their names; nil where they have none.
  /// - Parameter slices: of each row.
  init?(slices: [String]?, first one: [Bool], second other: [Bool], correction: MultipleTests) {
    guard let slices else { return nil }
    let groups = Dictionary(grouping: slices.indices) { ExactName(slices[$0]) }
    self.init(
      groups.sorted { $0.key < $1.key }.map { name, rows in
        (name.text, rows.map { one[$0] }, rows.map { other[$0] })
      }, correction: correction)
  }

  private static func share(_ hits: [Bool]) -> Double {
    Double(hits.count { $0 }) / Double(max(hits.count, 1))
  }

  // MARK: Report

  /// - Parameters:
  ///   - title: of the section, such as `Slices`.
  ///   - noun: what a member is, such as `Slice`.
  ///   - group: what the members are parts of, where there are several families.
  func section(_ title: String, noun: String, group: String? = nil) -> ReportSection {
    let rows = members.map { member -> [ReportTable.Cell] in
      let isDifferent = member.corrected < Self.significance
      let judgment = member.difference > 0 ? "yes, better" : "yes, worse"
      return [
        .text(member.name), .number(Double(member.rows)), .number(member.first),
        .number(member.second), .number(member.difference), .number(member.mcNemar.pValue),
        .number(member.corrected), .text(isDifferent ? judgment : "no"),
      ]
    }
    var table = ReportTable(
      title: title,
      columns: [
        .text(noun), .count("Rows"), .number("A"), .number("B"), .number("B minus A"),
        .number("p"), .number("p corrected"), .text("Significant"),
      ], rows: rows)
    table.longForm = longForm(group.map { "\($0): " } ?? "")
    return ReportSection(title: title, explanation: explanation, blocks: [.table(table)])
  }

  private func longForm(_ start: String) -> [LongFormLine] {
    members.flatMap { member in
      [
        ("rows", Double(member.rows)), ("accuracy_a", member.first),
        ("accuracy_b", member.second), ("mcnemar_p_value", member.mcNemar.pValue),
        ("mcnemar_p_corrected", member.corrected),
      ].map { LongFormLine($0.0, of: start + member.name, value: $0.1) }
    }
  }

  private var explanation: String {
    let tests = Plural.counted(members.count, "test")
    return switch correction {
    case .holm:
      "Accuracy, and McNemar's exact test, corrected by Holm for \(tests): all that is called"
        + " significant is so at once, but for one time in twenty."
    case .benjaminiHochberg:
      "Accuracy, and McNemar's exact test, corrected by Benjamini and Hochberg for \(tests): of what is"
        + " called significant, one in twenty is there by chance."
    }
  }

  var json: JSONValue {
    [
      "correction": .string(correction.rawValue),
      "tests": .array(
        members.map {
          [
            "name": .string($0.name), "n": .integer($0.rows), "a": .number($0.first),
            "b": .number($0.second), "difference": .number($0.difference),
            "only_a_right": .integer($0.mcNemar.onlyFirst),
            "only_b_right": .integer($0.mcNemar.onlySecond),
            "p_value": .number($0.mcNemar.pValue), "p_corrected": .number($0.corrected),
            "significant": .bool($0.corrected < Self.significance),
          ]
        }),
    ]
  }
}
