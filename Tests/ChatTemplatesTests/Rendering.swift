// SPDX-License-Identifier: Apache-2.0

import JSON

@testable import ChatTemplates

/// Templates of one line at work on a conversation of one message.
enum Rendering {
  static func text(_ source: String) throws -> String {
    try ChatTemplate(source).render(ChatRequest(messages: [["role": "user", "content": "Hi"]])).text
  }
}
