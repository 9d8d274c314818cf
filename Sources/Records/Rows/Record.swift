// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import Tables

/// One training example: prompt and completion of a row. The bytes are borrowed from the batch and
/// must not be kept.
package struct Record {
  /// The row's number in the input file, also after other rows were dropped.
  package let number: Int
  package let line: Int
  package let prompt: Bytes
  package let completion: Bytes
  package let promptKind: CellKind
  package let completionKind: CellKind
  /// The row has the other form than the file: it is a chat among prompts and completions, or a prompt
  /// and a completion among chats.
  package let isStray: Bool
  /// Borrowed as the bytes are: counting references for each copy would cost more than most checks.
  private let chatReference: Unmanaged<ChatRow>?
  /// What prompt and completion are made of, where somebody has looked. The texts of a chat count as
  /// those of its prompt, all together.
  package var traits = (prompt: TextTraits(), completion: TextTraits())

  package init(
    number: Int, line: Int, prompt: Bytes, completion: Bytes, promptKind: CellKind,
    completionKind: CellKind, chat: ChatRow? = nil, isStray: Bool = false
  ) {
    self.number = number
    self.line = line
    self.prompt = prompt
    self.completion = completion
    self.promptKind = promptKind
    self.completionKind = completionKind
    self.isStray = isStray
    chatReference = chat.map(Unmanaged.passUnretained)
  }

  /// The messages of a chat file's row; nil in other files.
  package var chat: ChatRow? { chatReference?.takeUnretainedValue() }

  /// Whether the row is a chat, without a look at it.
  package var isChat: Bool { chatReference != nil }

  /// Whether the row shows nothing of what it says, and is no repeat of another for that: it has the other
  /// form, or is a chat without a list of messages.
  package var isLikeNoOther: Bool { isStray || chat?.kind == .missing }

  package func text(of field: Field) -> Bytes { field == .prompt ? prompt : completion }

  package func traits(of field: Field) -> TextTraits {
    field == .prompt ? traits.prompt : traits.completion
  }

  package func kind(of field: Field) -> CellKind {
    field == .prompt ? promptKind : completionKind
  }
}

extension Record {
  /// Calls `body` with each text that a person wrote and what it is made of: prompt and completion, or the contents of the
  /// messages of a chat, which belong to no field.
  package func visitTexts(_ body: (Field?, Bytes, TextTraits) -> Void) {
    guard let chat else {
      body(.prompt, prompt, traits.prompt)
      return body(.completion, completion, traits.completion)
    }
    for text in chat.texts {
      var string = text.string
      string.withUTF8 { body(nil, $0, text.traits) }
    }
  }
}
