// SPDX-License-Identifier: Apache-2.0

package import Dataset
import JSON
package import Tables

/// The cells of a row of a chat file: its messages and its tools. Their JSON is read when the first
/// check asks for it, once for all checks.
package final class ChatRow {
  /// What the row says as it stands in the file. The bytes are borrowed from the batch, but for those of
  /// preferences, which are the row's own.
  package let bytes: Bytes
  package let kind: CellKind
  /// The whole row.
  package let row: Row
  /// What the model may call, as JSON; empty without.
  package let tools: Bytes
  package private(set) lazy var conversation = makeConversation()
  /// The contents of all messages, and what each is made of.
  package private(set) lazy var texts = conversation.texts.map(Text.init)
  /// Holds the bytes of preferences.
  private let storage: UnsafeMutableBufferPointer<UInt8>?
  /// The messages of preferences.
  private let messages: [JSONValue]?

  /// The content of a message, or a part of it.
  package struct Text {
    package let string: String
    package let traits: TextTraits

    init(_ string: String) {
      var string = string
      traits = string.withUTF8 { TextTraits(of: $0) }
      self.string = string
    }
  }

  /// What all texts are made of.
  var traits: TextTraits {
    var all = TextTraits.none
    for text in texts { all.formUnion(text.traits) }
    return all
  }

  init(_ bytes: Bytes, _ kind: CellKind, tools: Bytes, row: Row) {
    self.row = row
    self.tools = tools
    self.bytes = bytes
    self.kind = kind
    storage = nil
    messages = nil
  }

  /// A row of preferences: the conversation that ends in the better answer.
  /// - Parameter text: all that the row says, also its worse answer, so that rows that differ in it alone
  ///   are not the same.
  init(preference messages: [JSONValue], text: [UInt8], tools: Bytes, row: Row) {
    self.row = row
    let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = storage.initialize(from: text)
    self.storage = storage
    self.messages = messages
    self.tools = tools
    bytes = Bytes(storage)
    kind = .nested
  }

  /// Whether the row is of two answers, of which one is better.
  package var isPreference: Bool { messages != nil }

  /// Whether there are no messages, nor anything else that somebody wrote in their place.
  package var isEmpty: Bool {
    !isPreference && row.hasNothing(in: bytes, kind)
  }

  deinit { storage?.deallocate() }

  private func makeConversation() -> Conversation {
    messages.map { Conversation($0) } ?? Conversation(bytes, kind)
  }
}

extension ChatRow {
  /// Adds what some speakers say, whatever its case, space and form of characters; each text ends a line.
  package func appendNormalizedTexts(
    of isMeant: (ChatRole?) -> Bool, to out: inout [UInt8]
  ) {
    for (message, role) in zip(conversation.messages ?? [], conversation.roles) where isMeant(role)
    {
      for var text in Conversation.texts(message) {
        text.withUTF8 { TextNormalizer.append($0, to: &out) }
        out.append(0x0A)
      }
    }
  }
}

extension Row {
  /// Whether the cell of the messages holds none, and the row nothing in their place.
  func hasNothing(in messages: Bytes, _ kind: CellKind) -> Bool {
    if kind != .missing, hasText(besides: messages) { return false }
    return switch kind {
    case .missing: batch.columns.indices.allSatisfy { self.kind($0).isNothing }
    case .null: true
    case .text: messages.isBlank
    case .nested: messages.allSatisfy { $0.isWhitespace || $0 == 0x5B || $0 == 0x5D }
    default: false
    }
  }

  /// Whether another cell is a text that says something.
  private func hasText(besides messages: Bytes) -> Bool {
    batch.columns.indices.contains { column in
      kind(column) == .text
        && withUTF8(column) { $0.baseAddress != messages.baseAddress && !$0.isBlank }
    }
  }
}
