// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Checks
import Dataset
import Records

/// A fix of texts, whatever stands beside them: prompts and completions, or the messages of chats. It is not
/// made where two labels would become one, and leaves an answer that it would make blank.
protocol TextFix: Fix {
  /// What is done, as an order.
  /// - Parameter noun: what the texts are: prompts, completions or messages.
  func title(_ noun: String) -> String
  /// Makes the new text; nil where the text stays.
  func edit(for conclusion: Conclusion, _ profile: Profile) -> (@Sendable ([UInt8]) -> [UInt8]?)?
}

extension TextFix {
  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let field = conclusion.field
    guard field != nil || profile.task == .chat, let edit = edit(for: conclusion, profile) else {
      return nil
    }
    guard field != .completion || LabelGuard.keepsApart(profile, { edit($0) ?? $0 }) else {
      return nil
    }
    return FixStep(.whitespace, title(field?.rawValue ?? "message")) { record in
      record.editTexts(of: field) { text, isAnswer in
        guard let new = edit(text) else { return nil }
        let isSeen = new.withUnsafeBufferPointer { !$0.visible.isEmpty }
        return !isAnswer || isSeen || text.isBlank ? new : nil
      }
    }
  }
}
