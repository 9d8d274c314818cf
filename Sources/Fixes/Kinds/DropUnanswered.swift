// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Records

/// Leaves out conversations that hold no answer to learn.
struct DropUnanswered: ChatFix {
  static let kind = "drop-unanswered"
  static let stage = FixStage.dropRows
  private let lack: ChatRepair.Lack

  init(_ parameters: inout Parameters) throws(AssayError) {
    lack = try parameters.choice("lacks")
  }

  var title: String {
    switch lack {
    case .assistant: "drop conversations without a message of the assistant"
    case .weight: "drop conversations whose answers all have the weight 0"
    case .content: "drop conversations whose answers have no content"
    case .text: "drop conversations whose answers are empty"
    }
  }

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.conversation().flatMap(ChatRepair.lack) == lack
  }
}
