// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Checks
import Dataset
package import Fixes
package import Records

/// Decides which edits make a file what the rules want. The file is analyzed as it would be after
/// the edits, again and again until no new edit comes up, so that `fix(fix(x))` is `fix(x)`. The
/// task is found out anew as well: without its duplicates a file may be no classification.
package struct Fixer: Sendable {
  /// An edit that may be made, and the finding it answers.
  package struct Offer: Sendable {
    package let finding: Finding
    package let grade: FixGrade
    package let step: FixStep
  }

  /// What was decided, and what is left.
  package struct Outcome: Sendable {
    package let plan: FixPlan
    /// The edits of the plan in the order in which they were decided upon.
    package let applied: [Offer]
    /// The numbers that labels get; nil when they stay.
    package let labels: LabelMap?
    /// The profile of the file as it was.
    package let before: Profile
    /// The file as it is after the edits, with what was wrong with the old one and stays so.
    package let after: LintReport
    /// The rows as they are after the edits.
    package let rows: RecordStream
  }

  /// More rounds than any file needs; edits that undo each other must not go on for ever.
  static let maximumRounds = 6

  package let rules: RuleSet
  package let settings: Settings

  package init(rules: RuleSet, settings: Settings) {
    self.rules = rules
    self.settings = settings
  }

  /// - Throws: `AssayError` when the file cannot be read, or holds a row that no fix can make an example
  ///   of.
  package func decide(
    _ source: any RowSource, policy: FixPolicy = FixPolicy()
  ) throws(AssayError) -> Outcome {
    do throws(AssayError) {
      return try outcome(source, policy)
    } catch {
      throw source.located(error)
    }
  }

  private func outcome(
    _ source: any RowSource, _ policy: FixPolicy
  ) throws(AssayError) -> Outcome {
    // Rules without a fix have nothing to say before the end; they may be the costly ones.
    let first = rules.rules.filter { policy.allows($0) || $0.check.isAboutFile }
    var state = try State(source, rules: first, settings: settings)
    let original = state.analysis
    if let error = try UnfixableRow(source: source, profile: original.profile).error() {
      throw error
    }
    if !policy.decided.isEmpty {
      state.append(policy.decided)
      try state.analyze(rules.rules)
    }
    try makeRounds(&state, policy)
    let labels = try policy.numbering.map(for: state.analysis.profile, file: source.path)
    if let labels {
      let step = try labels.step(for: state.analysis.profile, file: source.path)
      state.append([step])
    }
    if !state.isComplete { try state.analyze(rules.rules) }
    let found = state.analysis.findings(file: source.path)
    // What can be seen in the rows that are written too is told of them.
    let lasting = lastingFindings(original, state, source: source).filter { old in
      !found.contains { $0.code == old.code && $0.field == old.field }
    }
    return Outcome(
      plan: state.plan, applied: state.applied, labels: labels, before: original.profile,
      after: LintReport(
        path: source.path, profile: state.analysis.profile,
        findings: (found + lasting).map { $0.located(in: source) }),
      rows: state.rows)
  }

  /// Makes edits until no new one comes up.
  private func makeRounds(_ state: inout State, _ policy: FixPolicy) throws(AssayError) {
    var decisions: [String: Bool] = [:]
    var answered: [Finding] = []
    for _ in 1...Self.maximumRounds {
      // A finding that an edit has not changed is not answered twice.
      let offers = state.offers(policy).filter { offer in
        !answered.contains { $0.isExactly(offer.finding) }
      }
      var accepted: [Offer] = []
      for offer in offers {
        // The same edit is asked for once.
        let isWanted = decisions[offer.step.title] ?? policy.answers.accepts(.fix(offer))
        decisions[offer.step.title] = isWanted
        if isWanted { accepted.append(offer) }
      }
      guard !accepted.isEmpty else { return }
      let made = Self.round(of: accepted, state.analysis.profile)
      let isWhole = made.count == accepted.count
      answered = isWhole ? offers.map(\.finding) : made.map(\.finding)
      state.applied += made
      state.append(made.map(\.step))
      // One round is mostly enough; then this analysis is the report too.
      try state.analyze(rules.rules)
    }
  }

  /// The edits to make before the next look. Where too few rows stay to tell what they end in, the
  /// others go first: an ending that was theirs would be added, and not be found again.
  private static func round(of accepted: [Offer], _ profile: Profile) -> [Offer] {
    guard profile.task != .chat else { return accepted }
    let drops = accepted.filter { $0.step.stage == .dropRows }
    let stay = profile.rows - drops.reduce(0) { $0 + $1.finding.rowCount }
    let fewest = Field.allCases.map { profile.rules.endings(of: $0).fewestRows }.max() ?? 0
    return drops.isEmpty || stay >= fewest ? accepted : drops
  }

  /// What is wrong with the file that was read, cannot be seen in the rows that are written, and was
  /// not put right by writing them.
  private func lastingFindings(
    _ original: Analysis, _ state: State, source: any RowSource
  ) -> [Finding] {
    // Without edits the last analysis is about the same file.
    guard !state.plan.isEmpty else { return [] }
    let applied = Set(state.applied.map(\.step.code))
    return original.conclusions.compactMap { rule, conclusion in
      guard rule.check.isAboutFile, !applied.contains(rule.id) else { return nil }
      let step = rule.repair?.fix.step(for: conclusion, original.profile)
      guard step?.worker != .writer else { return nil }
      return rule.finding(conclusion, original.profile, file: source.path)
    }
  }
}

/// The edits that are decided upon so far, and what the file is with them.
private struct State {
  private let source: any RowSource
  private let settings: Settings
  private let names: ColumnNames
  private(set) var plan: FixPlan
  var applied: [Fixer.Offer] = []
  private(set) var rows: RecordStream
  private(set) var analysis: Analysis
  /// Whether the analysis is about the rows as they are, by all rules.
  private(set) var isComplete = false

  init(_ source: any RowSource, rules: [Rule], settings: Settings) throws(AssayError) {
    self.source = source
    self.settings = settings
    rows = RecordStream(source, names: settings.names, threads: settings.threads)
    analysis = try Analysis(rows, rules: rules, settings: settings)
    // Rows of chats keep what they have, as the rows themselves have shown that it is to be read.
    let isChat = analysis.profile.task == .chat
    names = isChat ? analysis.profile.names : settings.names
    plan = FixPlan(keepsColumns: isChat)
    if isChat { rows = RecordStream(source, names: names, plan: plan, threads: settings.threads) }
  }

  mutating func append(_ steps: [FixStep]) {
    plan.append(round: steps)
    rows = RecordStream(source, names: names, plan: plan, threads: settings.threads)
    isComplete = false
  }

  mutating func analyze(_ rules: [Rule]) throws(AssayError) {
    // A classification may be divided into training and validation.
    analysis = try Analysis(
      rows, rules: rules, settings: settings, extra: [ExactDuplicates(forSplit: true)])
    isComplete = true
  }

  /// The edits that answer what the analysis found.
  func offers(_ policy: FixPolicy) -> [Fixer.Offer] {
    analysis.conclusions.compactMap { rule, conclusion in
      guard policy.allows(rule), let repair = rule.repair, conclusion.isRepairable,
        var step = repair.fix.step(for: conclusion, analysis.profile)
      else { return nil }
      step.code = rule.id
      let finding = rule.finding(conclusion, analysis.profile, file: source.path)
      return Fixer.Offer(finding: finding, grade: repair.grade, step: step)
    }
  }
}

extension Finding {
  /// Whether they say the same in the same bytes. Swift takes a letter and its accent for the letter
  /// that they make, and a fix may have put one in place of the other.
  fileprivate func isExactly(_ other: Finding) -> Bool {
    self == other && message.utf8.elementsEqual(other.message.utf8)
  }
}

extension Analysis {
  /// What the rules found, in their order.
  func findings(file: String) -> [Finding] {
    conclusions.map { rule, conclusion in rule.finding(conclusion, profile, file: file) }
  }
}
