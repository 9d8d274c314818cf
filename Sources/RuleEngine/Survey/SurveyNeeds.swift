// SPDX-License-Identifier: Apache-2.0

/// Costly parts of a survey, made only when a rule asks for them.
package struct SurveyNeeds: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let duplicates = SurveyNeeds(rawValue: 1)
  package static let tokens = SurveyNeeds(rawValue: 2)
}
