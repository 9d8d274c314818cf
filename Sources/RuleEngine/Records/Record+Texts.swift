// SPDX-License-Identifier: Apache-2.0

extension Record {
  /// Calls `body` with each text that a person wrote: prompt and completion, or the contents of the
  /// messages of a chat, which belong to no field.
  func visitTexts(_ body: (Field?, Bytes) -> Void) {
    guard let chat else {
      body(.prompt, prompt)
      return body(.completion, completion)
    }
    for var text in chat.conversation.texts { text.withUTF8 { body(nil, $0) } }
  }
}
