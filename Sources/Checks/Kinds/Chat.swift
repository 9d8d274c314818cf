// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Conversations of a chat file that are not as the format asks.
struct Chat: Check {
  static let kind = "chat"
  let fault: ChatFault

  init(_ parameters: inout Parameters) throws(AssayError) {
    fault = try parameters.choice("fault")
  }

  func isNeeded(_ profile: Profile) -> Bool { profile.task == .chat }

  /// That no conversation has a system message is no fault, only that some have.
  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let isEverywhere = fault == .noSystem && tally.others.count == 0
    return isEverywhere ? [] : Conclusion(tally, nil).map { [$0] } ?? []
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let chat = record.chat else { return }
    let conversation = chat.conversation
    let isText = fault == .noMessages && chat.kind == .text && profile.format.holdsLists
    if isText || fault.firstFault(in: conversation) != nil {
      tally.add(record, nil)
    } else if fault == .noSystem, conversation.messages?.isEmpty == false {
      tally.addOther(record)
    }
  }
}
