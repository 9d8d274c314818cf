// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Conversations of a chat file that are not as the format asks.
struct Chat: Check {
  static let kind = "chat"
  let fault: ChatFault

  init(_ parameters: inout Parameters) throws(AssayError) {
    fault = try parameters.choice("fault")
  }

  func isNeeded(_ profile: Profile) -> Bool { profile.task == .chat }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    guard let chat = record.chat else { return }
    if fault.firstFault(in: chat.conversation) != nil { tally.add(record, nil) }
  }
}
