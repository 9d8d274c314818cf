// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Evaluation
import Foundation
import RuleEngine
import RuleLibrary
import Tables

/// Labelled rows with the safe fixes of `assay fix` made in memory.
enum PreparedRows {
  private struct Collected: Sendable {
    var prompts: [String] = []
    var completions: [String] = []
    var numbers: [Int] = []

    mutating func add(_ record: borrowing EditableRecord) {
      // A row without a label says nothing about any.
      guard !record.isDropped, !record.completion.isEmpty else { return }
      prompts.append(String(decoding: record.prompt, as: UTF8.self))
      completions.append(String(decoding: record.completion, as: UTF8.self))
      numbers.append(record.number)
    }

    mutating func merge(_ next: Collected) {
      prompts += next.prompts
      completions += next.completions
      numbers += next.numbers
    }
  }

  /// - Throws: `AssayError` when the file cannot be read or its completions are no classes.
  static func read(
    _ source: TableSource, names: ColumnNames, output: OutputOptions
  ) throws(AssayError) -> AssessmentRows {
    var settings = Settings()
    settings.names = names
    settings.task = .classification
    settings.threads = ProcessInfo.processInfo.activeProcessorCount
    let rules = try RuleLibrary.rules(addingFolder: nil).selected([], ignoring: [])
    let outcome = try Fixer(rules: rules, settings: settings).decide(source) { offer in
      offer.grade == .safe
    }
    for offer in outcome.applied { output.say("fixed       \(offer.step.title)") }
    var rows = Collected()
    let plan = outcome.plan
    try RecordStream(source, names: names, threads: settings.threads).mapInOrder { batch in
      var part = Collected()
      batch.visit { part.add(plan.applied(to: $0)) }
      return part
    } consume: { part in
      rows.merge(part)
    }
    return try AssessmentRows(
      file: source.path, prompts: rows.prompts, completions: rows.completions,
      numbers: rows.numbers)
  }
}
