// SPDX-License-Identifier: Apache-2.0

/// What of a record is compared with other records: not the instruction and the separator that all
/// rows share, which would make any two rows alike.
struct ComparedText: Sendable {
  /// Which texts are compared.
  enum Part {
    /// Prompt and completion; of a classification the prompt, among rows of one label.
    case example
    /// The prompt; the completion where there is none.
    case question
  }

  /// In smaller files rows share too much by accident.
  static let fewestRows = 20

  private let part: Part
  private let isClassification: Bool
  private let edges: [Field: (prefix: [UInt8], suffix: [UInt8])]

  init(_ part: Part, prompt: CommonEdges, completion: CommonEdges, isClassification: Bool = false) {
    self.part = part
    self.isClassification = isClassification
    var edges: [Field: (prefix: [UInt8], suffix: [UInt8])] = [:]
    for (field, common) in [(Field.prompt, prompt), (.completion, completion)]
    where common.count >= Self.fewestRows {
      edges[field] = (common.prefix, common.suffix)
    }
    self.edges = edges
  }

  /// Puts the normal form of what is compared into `out`.
  func write(_ record: Record, to out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    if let chat = record.chat { return write(chat, to: &out) }
    let fields: [Field] =
      part == .question
      ? [record.prompt.isBlank ? .completion : .prompt]
      : isClassification ? [.prompt] : [.prompt, .completion]
    for field in fields {
      TextNormaliser.append(stripped(record.text(of: field), field), to: &out)
      out.append(0x0A)
    }
  }

  /// Rows with different seeds are never alike: the label of a classification.
  func seed(of record: Record) -> UInt64 {
    guard isClassification, part == .example else { return 0 }
    return ByteHash.hash(Bytes(rebasing: record.completion.trimmed { $0.isWhitespace }))
  }

  private func write(_ chat: ChatRow, to out: inout [UInt8]) {
    for message in chat.conversation.messages ?? [] {
      let role = Conversation.role(message)
      if role?.isInstruction == true || (part == .question && role != .user) { continue }
      for var text in Conversation.texts(message) {
        text.withUTF8 { TextNormaliser.append($0, to: &out) }
        out.append(0x0A)
      }
    }
  }

  private func stripped(_ text: Bytes, _ field: Field) -> Bytes {
    guard let edges = edges[field], text.count > edges.prefix.count + edges.suffix.count else {
      return text
    }
    return Bytes(rebasing: text[edges.prefix.count..<text.count - edges.suffix.count])
  }
}
