// SPDX-License-Identifier: Apache-2.0

package import Tables

/// What a file is to become.
package struct ConversionRequest: Sendable {
  package let input: String
  package let target: ConversionTarget
  package let form: ConvertedForm
  package var reading = TableSource.Options()
  /// Columns that a user names; nil: by their usual names.
  package var promptColumn: String?
  package var completionColumn: String?
  /// Texts made of several columns.
  package var promptTemplate: PromptTemplate?
  package var completionTemplate: PromptTemplate?
  /// Nil: the better half, without a word where there are no preferences.
  package var half: PreferenceHalf?
  /// Whether prompts and completions are written as lists of messages.
  package var isConversational = false
  /// Columns that are written as they are beside the example.
  package var keptColumns: [String] = []
  /// Whether all other columns are.
  package var keepsAllColumns = false

  package init(_ input: String, to target: ConversionTarget, form: ConvertedForm) {
    self.input = input
    self.target = target
    self.form = form
  }
}
