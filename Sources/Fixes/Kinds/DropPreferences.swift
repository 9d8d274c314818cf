// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Records

/// Leaves out rows of two answers that teach no preference.
struct DropPreferences: ChatFix {
  static let kind = "drop-preferences"
  static let stage = FixStage.dropRows
  private let fault: PreferencePairs.Fault

  init(_ parameters: inout Parameters) throws(AssayError) {
    fault = try parameters.choice("fault")
  }

  var title: String {
    switch fault {
    case .sameAnswer: "drop rows whose two answers are the same"
    case .emptyAnswer: "drop rows with an empty answer"
    case .otherPrompt: "drop rows whose answers answer different prompts"
    }
  }

  func edit(_ chat: inout EditableChat) -> Bool {
    guard let halves = chat.halves else { return false }
    return PreferencePairs.faults(halves.better, halves.worse).contains(fault)
  }
}
