// SPDX-License-Identifier: Apache-2.0

import Dataset

extension Record {
  /// Calls `body` with each text that a person wrote and what it is made of: prompt and completion, or the contents of the
  /// messages of a chat, which belong to no field.
  func visitTexts(_ body: (Field?, Bytes, TextTraits) -> Void) {
    guard let chat else {
      body(.prompt, prompt, traits.prompt)
      return body(.completion, completion, traits.completion)
    }
    for var text in chat.conversation.texts { text.withUTF8 { body(nil, $0, TextTraits()) } }
  }
}
