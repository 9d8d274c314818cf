// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Decisions
import Fixes
import JSON
import Platform
import Records
import RuleEngine
import Tables
import Workflows

/// What a fix did, in words.
struct FixSummary {
  let result: FixResult

  private static let shownRows = 20
  private var outcome: Fixer.Outcome { result.outcome }
  private var report: FixReport { result.report }
  private var names: OutputNames { result.names }

  /// What was done, and where the rows are.
  var lines: [String] {
    let before = outcome.before
    let head = "\(outcome.after.path): \(before.task.rawValue) (\(before.evidence))"
    let lines = [head] + changeLines
    return lines + (result.action == .counted ? ["nothing was written"] : fileLines)
  }

  /// Each fix that was made, and how many rows there are now.
  var changeLines: [String] {
    let before = outcome.before
    var lines: [String] = []
    for offer in made {
      let touched = touchedRows(offer)
      let rows = touched > 0 ? " (\(Self.rows(touched)))" : ""
      lines.append("  \(offer.step.code) \(offer.step.title)\(rows)")
    }
    if outcome.labels != nil { lines.append("  number the classes") }
    if let after = outcome.after.profile, after.task != before.task {
      lines.append("  now \(after.task.rawValue) (\(after.evidence))")
    }
    lines.append(
      "\(Self.rows(report.rowsIn)) in, \(Plural.grouped(report.rowsOut)) out, "
        + "\(Plural.grouped(report.dropped.count)) dropped")
    return lines + droppedLines
  }

  /// What is said about a file that no fix changes. Only one without findings can be used unseen.
  var unchangedLine: String {
    let head = "\(outcome.after.path): nothing to fix"
    let count = result.left.count
    guard count > 0 else { return head + "; it can be used as it is" }
    return head + "; \(Plural.counted(count, "finding")) \(count == 1 ? "is" : "are") left"
  }

  /// What is left to say about the data after the fixes, and which of it other fixes answer.
  var leftLines: [String] {
    result.left.map { "left: \($0.severity.rawValue) \($0.code) \($0.message)" } + unsafeLine
  }

  private var unsafeLine: [String] {
    let codes = result.left.filter { $0.fix == .unsafe }.map(\.code)
    return codes.isEmpty
      ? [] : ["--unsafe-fixes repairs of this: \(codes.joined(separator: ", "))"]
  }

  /// What to do with the files.
  enum Next {
    case command(String)
    /// What no command does.
    case words(String)
  }

  /// What comes after this; nil where no file was written.
  var next: Next? {
    guard result.action == .written, names.train != "-" else { return nil }
    if result.hasErrors {
      return .words("put right what is left, which begins with errors, and fix again")
    }
    if isForMeasuring { return .command("assay eval -m MODEL -f \(quoted(names.train))") }
    let validation = names.valid.map { " -v \(quoted($0))" } ?? ""
    return .command("assay train -t \(quoted(names.train))\(validation)")
  }

  /// The document of `--format json`; its keys are a contract. Rows count from 0.
  var json: JSONValue {
    let isWritten = result.action == .written
    return [
      "path": .string(outcome.after.path),
      "task": .string(outcome.before.task.rawValue),
      "action": .string(result.action == .none ? "none" : isWritten ? "written" : "counted"),
      "rows_in": .integer(report.rowsIn), "rows_out": .integer(report.rowsOut),
      "fixes": .array(
        made.map { offer in
          [
            "code": .string(offer.step.code), "title": .string(offer.step.title),
            "fix": .string(offer.grade.rawValue), "rows": .integer(touchedRows(offer)),
          ]
        }),
      "decisions": result.decisions.map { decisions in
        [
          "changed": .integer(decisions.changed), "dropped": .integer(decisions.dropped),
          "kept": .integer(decisions.kept), "stale": .array(decisions.stale.map(\.json)),
        ]
      } ?? .null,
      "dropped": .array(
        report.dropped.map { entry in
          [
            "row": .integer(entry.row), "line": .integer(entry.line),
            "codes": .array(entry.codes.map { .string($0) }),
          ]
        }),
      "training_file": isWritten ? .string(names.train) : .null,
      "validation_file": isWritten ? names.valid.map { .string($0) } ?? .null : .null,
      "labels_file": isWritten ? names.labels.map { .string($0) } ?? .null : .null,
      "training_rows": .integer(report.trainRows),
      "validation_rows": .integer(report.validRows),
      "left": .array(result.left.map(\.json)),
    ]
  }

  /// The fixes that did something: an edit of the rows may find that another has done its work.
  private var made: [Fixer.Offer] {
    guard result.action != .shown else { return outcome.applied }
    return outcome.applied.filter { offer in
      if case .step = offer.step.worker { touchedRows(offer) > 0 } else { true }
    }
  }

  private func touchedRows(_ offer: Fixer.Offer) -> Int {
    outcome.plan.place(of: offer.step).map { report.rows(touchedBy: $0) } ?? 0
  }

  private var droppedLines: [String] {
    guard !report.dropped.isEmpty else { return [] }
    let shown = report.dropped.prefix(Self.shownRows).map { entry in
      "\(place(of: entry.row)) (\(entry.codes.last ?? ""))"
    }
    let rest = report.dropped.count > Self.shownRows ? ", ...; --report lists them all" : ""
    return ["dropped rows: " + shown.joined(separator: ", ") + rest]
  }

  /// The number of a row, with its file in a data set of several.
  private func place(of row: Int) -> String {
    let origin = outcome.rows.source.origin(of: row)
    return (origin.map { "\($0.file) " } ?? "") + String((origin?.row ?? row) + 1)
  }

  private var fileLines: [String] {
    guard names.train != "-" else { return [] }
    var lines = ["wrote \(names.train) (\(Self.rows(report.trainRows)))"]
    if let valid = names.valid { lines.append("wrote \(valid) (\(Self.rows(report.validRows)))") }
    if let labels = names.labels { lines.append("wrote \(labels)") }
    if let earlier = names.earlier { lines.append("kept \(earlier), of an earlier fix") }
    return lines
  }

  /// Whether the rows are to be measured on: their labels were numbered as another file's, or the file
  /// is named after what it is for.
  private var isForMeasuring: Bool {
    let hasMap = outcome.labels != nil && names.labels == nil
    return names.valid == nil && (hasMap || DataFileName(outcome.after.path).isForMeasuring)
  }

  private func quoted(_ path: String) -> String { ShellWord.quoted(path) }

  private static func rows(_ count: Int) -> String { Plural.counted(count, "row") }
}
