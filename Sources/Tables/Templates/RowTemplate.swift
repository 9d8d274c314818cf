// SPDX-License-Identifier: Apache-2.0

/// A template for the prompts of a file, with the names of its columns.
package struct RowTemplate: Sendable, Equatable {
  package let template: PromptTemplate
  /// The name of the column that is made.
  package let prompt: String
  /// The name of a column that stays, though the template may hold it too.
  package let completion: String

  package init(_ template: PromptTemplate, prompt: String, completion: String) {
    self.template = template
    self.prompt = prompt
    self.completion = completion
  }
}
