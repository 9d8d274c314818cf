// SPDX-License-Identifier: Apache-2.0

/// Costly parts of a survey, made only when a rule asks for them.
package struct SurveyNeeds: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let duplicates = SurveyNeeds(rawValue: 1)
  package static let tokens = SurveyNeeds(rawValue: 2)
  package static let normalizedDuplicates = SurveyNeeds(rawValue: 4)
  package static let nearDuplicates = SurveyNeeds(rawValue: 8)
  package static let leaks = SurveyNeeds(rawValue: 16)
  /// Not of the survey but of the reader, which compares rows with what assay writes.
  package static let form = SurveyNeeds(rawValue: 32)
  /// Not of a rule, but of a fix that may divide the rows of a classification.
  package static let split = SurveyNeeds(rawValue: 64)
}
