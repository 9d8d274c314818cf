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
    guard !isEverywhere, var conclusion = Conclusion(tally, nil) else { return [] }
    conclusion.isRepairable = tally[nil].kinds >> UInt64(Self.repairable) & 1 == 1
    return [conclusion]
  }

  /// What is noted of rows that the rule's fix would change.
  private static let repairable = 1

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let chat = record.chat else { return }
    let conversation = chat.conversation
    if fault.firstFault(in: conversation) != nil {
      tally.add(record, nil, kind: fault.isRepairable(in: chat) ? Self.repairable : 0)
    } else if fault == .noSystem, conversation.messages?.isEmpty == false {
      tally.addOther(record)
    }
  }
}
