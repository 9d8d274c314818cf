// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

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
  private let prompt: Edges
  private let completion: Edges

  /// How many bytes at its start and end a text shares with all others.
  private struct Edges {
    var prefix = 0
    var suffix = 0

    init(_ common: CommonEdges) {
      guard common.count >= ComparedText.fewestRows else { return }
      prefix = common.prefix.count
      suffix = common.suffix.count
    }

    func stripped(_ text: Bytes) -> Bytes {
      guard text.count > prefix + suffix else { return text }
      return Bytes(rebasing: text[prefix..<text.count - suffix])
    }
  }

  init(_ part: Part, prompt: CommonEdges, completion: CommonEdges, isClassification: Bool = false) {
    self.part = part
    self.isClassification = isClassification
    self.prompt = Edges(prompt)
    self.completion = Edges(completion)
  }

  /// Puts the normal form of what is compared into `out`.
  func write(_ record: Record, to out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    if let chat = record.chat { return write(chat, to: &out) }
    if part == .example || !record.prompt.isBlank {
      write(prompt.stripped(record.prompt), to: &out)
    }
    if part == .example ? !isClassification : record.prompt.isBlank {
      write(completion.stripped(record.completion), to: &out)
    }
  }

  private func write(_ text: Bytes, to out: inout [UInt8]) {
    TextNormalizer.append(text, to: &out)
    out.append(0x0A)
  }

  /// Rows with different seeds are never alike: the label of a classification.
  func seed(of record: Record) -> UInt64 {
    guard isClassification, part == .example else { return 0 }
    return record.labelHash
  }

  private func write(_ chat: ChatRow, to out: inout [UInt8]) {
    chat.appendNormalizedTexts(
      of: { role in role?.isInstruction != true && (part == .example || role == .user) }, to: &out)
  }
}
