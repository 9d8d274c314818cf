// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Checks
import Dataset
import Records

/// A fix of conversations.
protocol ChatFix: Fix {
  static var stage: FixStage { get }
  /// What is done, as an order.
  var title: String { get }
  /// Edits a row.
  /// - Returns: whether it changed, or is to be dropped.
  func edit(_ chat: inout EditableChat) -> Bool
}

extension ChatFix {
  static var stage: FixStage { .messages }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard profile.task == .chat else { return nil }
    return FixStep(Self.stage, title) { [self] record in
      guard record.chat?.apply({ self.edit(&$0) }) == true else { return false }
      // Nothing else is done to a row at this stage.
      if Self.stage == .dropRows { record.isDropped = true }
      return true
    }
  }
}
