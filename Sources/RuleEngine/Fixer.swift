// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset

/// Decides which edits make a file what the rules want. The file is analysed as it would be after
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
    /// The profile of the file as it was.
    package let before: Profile
    /// The file as it is after the edits.
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

  /// - Parameters:
  ///   - mayMake: whether the fix of a rule may be made at all; without, the rule need not be looked
  ///     at before the end.
  ///   - extra: edits that the user asked for, made after those of the rules; they may depend on
  ///     what the file is by then.
  ///   - accept: whether to make an edit; asked once for each rule and field.
  /// - Throws: `AssayError` when the file cannot be read.
  package func decide(
    _ source: any RowSource, mayMake: (Rule) -> Bool = { _ in true },
    extra: (Profile) throws(AssayError) -> [FixStep] = { _ in [] },
    accept: (Offer) throws(AssayError) -> Bool
  ) throws(AssayError) -> Outcome {
    // Rules without a fix have nothing to say before the end; they may be the costly ones.
    let repairing = rules.rules.filter { $0.repair != nil && mayMake($0) }
    var plan = FixPlan()
    var rows = stream(source, plan)
    var analysis = try Analysis(rows, rules: repairing, settings: settings)
    let before = analysis.profile
    guard before.task != .chat else {
      throw AssayError(
        "chat data can be checked, but not fixed", at: Location(file: source.path),
        remedy: "`assay lint` says which messages to change")
    }
    var applied: [Offer] = []
    var decisions: [String: Bool] = [:]
    var answered: [Finding] = []
    var isComplete = false
    for _ in 1...Self.maximumRounds {
      // A finding that an edit has not changed is not answered twice.
      let offers = offers(analysis, source, mayMake).filter { !answered.contains($0.finding) }
      var accepted: [Offer] = []
      for offer in offers {
        var isWanted = decisions[offer.step.title]
        if isWanted == nil { isWanted = try accept(offer) }
        decisions[offer.step.title] = isWanted
        if isWanted == true { accepted.append(offer) }
      }
      applied += accepted
      answered = offers.map(\.finding)
      guard !accepted.isEmpty else { break }
      plan.append(round: accepted.map(\.step))
      // One round is mostly enough; then this analysis is the report too.
      rows = stream(source, plan)
      analysis = try Analysis(rows, rules: rules.rules, settings: settings, extra: .split)
      isComplete = true
    }
    let asked = try extra(analysis.profile)
    if !asked.isEmpty {
      plan.append(round: asked)
      rows = stream(source, plan)
    }
    if !isComplete || !asked.isEmpty {
      analysis = try Analysis(rows, rules: rules.rules, settings: settings, extra: .split)
    }
    return Outcome(
      plan: plan, applied: applied, before: before, after: report(analysis, source), rows: rows)
  }

  private func stream(_ source: any RowSource, _ plan: FixPlan) -> RecordStream {
    RecordStream(source, names: settings.names, plan: plan, threads: settings.threads)
  }

  private func offers(
    _ analysis: Analysis, _ source: any RowSource, _ mayMake: (Rule) -> Bool
  ) -> [Offer] {
    analysis.conclusions.compactMap { rule, conclusion in
      guard let repair = rule.repair, conclusion.isRepairable, mayMake(rule),
        var step = repair.fix.step(for: conclusion, analysis.profile)
      else { return nil }
      step.code = rule.id
      let finding = rule.finding(conclusion, analysis.profile, file: source.path)
      return Offer(finding: finding, grade: repair.grade, step: step)
    }
  }

  private func report(_ analysis: Analysis, _ source: any RowSource) -> LintReport {
    LintReport(
      path: source.path, profile: analysis.profile,
      findings: analysis.conclusions.map { rule, conclusion in
        rule.finding(conclusion, analysis.profile, file: source.path)
      })
  }
}
