// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Decisions
package import Evaluation
import EvaluationMetrics
import RuleEngine
import Workflows

/// The rows to look at, with what models and rules say of them.
package struct ReviewQueue: Sendable {
  package let file: String
  package let items: [ReviewItem]
  /// The labels to choose from, as the file writes them, the most frequent first.
  package let labels: [String]
  private let all: [ReviewItem]

  /// - Throws: `AssayError` when the file cannot be read, or is not of the kind that the selection
  ///   needs.
  package init(_ request: ReviewRequest) throws(AssayError) {
    let reviewed = try ReviewedFile(request.file, request.options)
    file = request.file.name
    labels = reviewed.labels
    all = reviewed.items
    switch request.selection {
    case .doubtful: items = try Self.doubtful(reviewed, request)
    case .findings: items = try Self.found(reviewed, request)
    case .all: items = reviewed.items
    }
  }

  // MARK: Selections

  private static func doubtful(
    _ reviewed: ReviewedFile, _ request: ReviewRequest
  ) throws(AssayError) -> [ReviewItem] {
    var assess = AssessRequest(request.file)
    assess.options = request.options
    assess.assessor.filter = request.filter
    assess.assessor.seed = request.seed
    assess.assessor.shares = []
    let doubts = try Assessing.run(assess).doubts
    if let silence = doubts.silence {
      throw AssayError(
        "no row can be called doubtful: \(silence)", at: Location(file: reviewed.name))
    }
    let spellings = Spellings(reviewed.labels)
    var byNumber: [Int: ReviewItem] = [:]
    for item in reviewed.items { byNumber[item.number] = item }
    return doubts.candidates.compactMap { candidate in
      guard var item = byNumber[doubts.number(of: candidate)] else { return nil }
      item.suggestion = ReviewItem.Suggestion(
        label: spellings.inFile(doubts.name(of: candidate.suggestion)),
        probability: candidate.suggestionProbability, ownProbability: candidate.labelProbability)
      return item
    }
  }

  /// From a class as the models know it, after the safe fixes, to how the file mostly writes it.
  private struct Spellings {
    private let labels: [String]

    init(_ labels: [String]) { self.labels = labels }

    func inFile(_ name: String) -> String {
      let exact = labels.first { ExactName($0) == ExactName(name) }
      return exact ?? labels.first { Self.plain($0) == Self.plain(name) } ?? name
    }

    private static func plain(_ label: String) -> String {
      let letters = label.lowercased().filter { $0.isLetter || $0.isNumber }
      return letters.isEmpty ? label : letters
    }
  }

  private static func found(
    _ reviewed: ReviewedFile, _ request: ReviewRequest
  ) throws(AssayError) -> [ReviewItem] {
    var lint = LintRequest([request.file])
    // Every row that a rule is about is kept by its content.
    lint.known.writesBaseline = true
    let result = try Linting(request.options).run(lint)
    if let fault = result.faults.first { throw fault }
    let rows = result.reports[0].trace.rows.sorted { $0.key < $1.key }
    return reviewed.items.compactMap { item in
      var item = item
      item.findings = rows.filter { $0.value.contains(item.row.key) }.map(\.key)
      return item.findings.isEmpty ? nil : item
    }
  }

  // MARK: Worth

  /// What changes are worth: linear models with the rows as they are and as they would be.
  /// - Parameter decisions: by row; rows without one stay.
  /// - Throws: `AssayError` when there is too little to measure on.
  package func effect(
    of decisions: [RowIdentity: RowDecision.Action], seed: UInt64
  ) throws(AssayError) -> DataEffect {
    let known = all.filter { !$0.label.isEmpty }
    let after = known.compactMap { item -> (String, String)? in
      switch decisions[item.row] {
      case .drop: nil
      case .change(let label): (item.prompt, label)
      case .keep, .undo, nil: (item.prompt, item.label)
      }
    }
    return try DataEffect(
      EffectRows(
        before: .init(prompts: known.map(\.prompt), labels: known.map(\.label)),
        after: .init(prompts: after.map(\.0), labels: after.map(\.1))),
      file: file, seed: seed)
  }

  /// All suggestions, as if each were taken.
  package var suggested: [RowIdentity: RowDecision.Action] {
    items.reduce(into: [:]) { actions, item in
      if let label = item.suggestion?.label { actions[item.row] = .change(label) }
    }
  }

  /// What it comes to, before anything is changed; nil without suggestions.
  package func promise(seed: UInt64) throws(AssayError) -> String? {
    let suggested = suggested
    guard !suggested.isEmpty else { return nil }
    let rows = suggested.count == 1 ? "this row" : "these \(Plural.grouped(suggested.count)) rows"
    return try effect(of: suggested, seed: seed).sentence("relabeling \(rows) as suggested")
  }
}
