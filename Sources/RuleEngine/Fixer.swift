// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Decides which edits make a file what the rules want. The file is analysed as it would be after
/// the edits, again and again until no new edit comes up, so that `fix(fix(x))` is `fix(x)`.
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
  ///   - extra: edits that the user asked for, made after those of the rules.
  ///   - accept: whether to make an edit; asked once for each rule and field.
  /// - Throws: `AssayError` when the file cannot be read.
  package func decide(
    _ source: any RowSource, extra: [FixStep] = [],
    accept: (Offer) throws(AssayError) -> Bool
  ) throws(AssayError) -> Outcome {
    var stream = RecordStream(source, names: settings.names, threads: settings.threads)
    var analysis = try Analysis(stream, rules: rules.rules, settings: settings)
    let before = analysis.profile
    var plan = FixPlan()
    var applied: [Offer] = []
    var decided: Set<String> = []
    for _ in 1...Self.maximumRounds {
      var accepted: [Offer] = []
      for offer in offers(analysis, source) {
        guard decided.insert(offer.step.title).inserted else { continue }
        if try accept(offer) { accepted.append(offer) }
      }
      applied += accepted
      guard !accepted.isEmpty else { break }
      plan.append(round: accepted.map(\.step))
      stream = RecordStream(
        source, names: settings.names, plan: plan, threads: settings.threads)
      analysis = try Analysis(stream, rules: rules.rules, settings: afterwards(before))
    }
    plan.append(round: extra)
    return Outcome(
      plan: plan, applied: applied, before: before,
      after: report(analysis, source))
  }

  /// The task does not change by the edits: removing duplicates does not make a generation of what
  /// was a classification.
  private func afterwards(_ before: Profile) -> Settings {
    var settings = settings
    settings.task = before.task
    return settings
  }

  private func offers(_ analysis: Analysis, _ source: any RowSource) -> [Offer] {
    analysis.conclusions.compactMap { rule, conclusion in
      guard let repair = rule.repair, var step = repair.fix.step(for: conclusion, analysis.profile)
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
