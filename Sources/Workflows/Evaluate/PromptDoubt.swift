// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Evaluation
import ModelStore

/// What is doubtful about asking a model otherwise than it was trained.
package enum PromptDoubt {
  /// A sentence about a prompt that does not end as those of the training file; nil when it does, or
  /// nobody knows how they ended.
  /// - Parameter folder: that of the model.
  package static func sentence(
    about prompt: String, folder: String
  ) throws(AssayError) -> String? {
    sentence(about: prompt, separator: try ModelRecord(folder: folder)?.separator)
  }

  /// - Parameter separator: what every prompt of the training file ended in, if that is known.
  package static func sentence(about prompt: String, separator: String?) -> String? {
    var preparation = RowPreparation()
    preparation.separator = separator
    guard preparation.lacksSeparator(prompt), let separator = preparation.separator else {
      return nil
    }
    return "the prompt does not end in `\(separator)`, as all prompts of the model's training file"
      + " did: the answer may be about something else"
  }
}
