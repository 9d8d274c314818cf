// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Checks
package import Fixes
package import Records
package import Tables

/// What a fix may do. A value: who decides, and about what, is settled before the rows are read.
package struct FixPolicy: Sendable {
  /// The grades of the fixes that may be made.
  package var grades: Set<FixGrade>
  /// How the codes of the rules begin whose fixes may be made; empty: those of all rules.
  package var codes: [String]
  /// Whether labels become numbers.
  package var numbering: LabelNumbering
  /// Edits that were decided upon before, row by row; they come first.
  package var decided: [FixStep] = []
  /// Who says yes or no to each fix that may be made.
  package var answers: any FixAnswers

  package init(
    grades: Set<FixGrade> = [.safe], codes: [String] = [], numbering: LabelNumbering = .none,
    answers: any FixAnswers = RecommendedAnswers()
  ) {
    self.grades = grades
    self.codes = codes
    self.numbering = numbering
    self.answers = answers
  }

  /// All fixes, also those that drop rows or change what somebody wrote.
  package static let everything = FixPolicy(grades: Set(FixGrade.allCases))

  /// Whether a rule has a fix and it may be made.
  package func allows(_ rule: Rule) -> Bool {
    guard let repair = rule.repair, grades.contains(repair.grade) else { return false }
    return isAbout(rule)
  }

  /// Whether a rule is one of those whose fixes are wanted, whatever the grade.
  package func isAbout(_ rule: Rule) -> Bool {
    codes.isEmpty || codes.contains { rule.id.hasPrefix($0) }
  }
}

/// Whether the labels of a classification become numbers, and which.
package enum LabelNumbering: Sendable, Equatable {
  case none
  /// Each label gets a number in the order of the labels' bytes.
  case byLabel
  /// The numbers of a map that was made of another file.
  case map(LabelMap)

  /// The map for a file with these labels; nil when labels stay.
  /// - Throws: `AssayError` when there are too many different completions to be classes.
  func map(for profile: Profile, file: String) throws(AssayError) -> LabelMap? {
    switch self {
    case .none: return nil
    case .map(let map): return map
    case .byLabel:
      guard !profile.labels.isEmpty else {
        throw AssayError(
          "there are too many different completions to be classes", at: Location(file: file),
          remedy: "Leave out --number-classes, or check --completion-column")
      }
      return LabelMap(numbering: profile.labels.map(\.text))
    }
  }
}

/// What is asked while a file is fixed.
package enum FixQuestion: Sendable {
  /// Whether to make a fix.
  case fix(Fixer.Offer)
  /// Whether to divide a classification into training and validation.
  case split
  /// Whether to replace a file that exists.
  case replace(String)
}

/// Somebody who answers questions: a person, or whoever stands in for one.
package protocol FixAnswers: Sendable {
  func accepts(_ question: FixQuestion) -> Bool
}

/// Takes every recommendation. Nobody is there, so no file is replaced.
package struct RecommendedAnswers: FixAnswers {
  package init() {}

  package func accepts(_ question: FixQuestion) -> Bool {
    if case .replace = question { return false }
    return true
  }
}

extension RuleSet {
  /// Has a file read so that these rules see what they are about, and so that those fixes can be made
  /// that are the reader's work.
  package func prepare(_ options: inout TableSource.Options, for policy: FixPolicy? = nil) {
    for rule in rules { rule.check.prepare(&options) }
    guard let policy else { return }
    for rule in rules where policy.allows(rule) { rule.repair?.fix.prepare(&options) }
  }
}
