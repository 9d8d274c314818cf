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
  ///   - extra: edits that the user asked for, made after those of the rules; they may depend on
  ///     what the file is by then.
  ///   - accept: whether to make an edit; asked once for each rule and field.
  /// - Throws: `AssayError` when the file cannot be read.
  package func decide(
    _ source: any RowSource,
    extra: (Profile) throws(AssayError) -> [FixStep] = { _ in [] },
    accept: (Offer) throws(AssayError) -> Bool
  ) throws(AssayError) -> Outcome {
    // Rules without a fix have nothing to say before the end; they may be the costly ones.
    let repairing = rules.rules.filter { $0.repair != nil }
    var plan = FixPlan()
    var analysis = try analyse(source, plan, repairing, settings)
    let before = analysis.profile
    guard before.task != .chat else {
      throw AssayError(
        "chat data can be checked, but not fixed", at: Location(file: source.path),
        remedy: "`assay lint` says which messages to change")
    }
    let settings = afterwards(before)
    var applied: [Offer] = []
    var decisions: [String: Bool] = [:]
    var answered: [Finding] = []
    var isComplete = false
    for _ in 1...Self.maximumRounds {
      // A finding that an edit has not changed is not answered twice.
      let offers = offers(analysis, source).filter { !answered.contains($0.finding) }
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
      analysis = try analyse(source, plan, rules.rules, settings)
      isComplete = true
    }
    let asked = try extra(analysis.profile)
    plan.append(round: asked)
    if !isComplete || !asked.isEmpty {
      analysis = try analyse(source, plan, rules.rules, settings)
    }
    return Outcome(
      plan: plan, applied: applied, before: before, after: report(analysis, source))
  }

  private func analyse(
    _ source: any RowSource, _ plan: FixPlan, _ rules: [Rule], _ settings: Settings
  ) throws(AssayError) -> Analysis {
    let stream = RecordStream(
      source, names: settings.names, plan: plan, threads: settings.threads)
    return try Analysis(stream, rules: rules, settings: settings)
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
