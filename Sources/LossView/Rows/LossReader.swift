// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import ChatTemplates
import Dataset
import JSON
package import Tables
package import Tokenizer

/// Reads a file of conversations as a trainer would.
package struct LossReader {
  private let template: ChatTemplate
  private let tokenizer: TextTokenizer
  private let mask: LossMask
  private let answerEnd: String
  private let ends: Set<Int32>

  /// - Parameter maximumLength: the most tokens of a row; nil is the trainer's usual length.
  /// - Throws: `AssayError` where the template refuses the simplest of conversations.
  package init(
    _ template: ChatTemplate, _ tokenizer: TextTokenizer, trainer: LossTrainer,
    maximumLength: Int? = nil
  ) throws(AssayError) {
    self.template = template
    self.tokenizer = tokenizer
    mask = LossMask(
      trainer: trainer, tokenizer: tokenizer,
      maximumLength: maximumLength ?? trainer.usualLength)
    do throws(TemplateFault) {
      answerEnd = try AnswerProbe.end(of: template)
    } catch {
      throw AssayError("\(template.path) refuses a question with its answer: \(error)")
    }
    let names = [answerEnd, template.specialTokens["eos_token"]?.string ?? ""]
    ends = Set(
      names.compactMap { name in
        let ids = name.isEmpty ? [] : tokenizer.encode(name)
        return ids.count == 1 ? ids[0] : nil
      })
  }

  /// Hands over each row in its order.
  /// - Throws: `AssayError` where the file cannot be read, or has no column `messages`.
  package func read(
    _ source: TableSource, _ body: (RowView) throws(AssayError) -> Void
  ) throws(AssayError) {
    var reader = try source.open()
    while let batch = try reader.next() {
      let columns = ExampleColumns(batch.columns, names: ColumnNames(form: .chats))
      guard let messages = columns.messages, messages < batch.columns.count else {
        throw AssayError(
          "there is no column `messages`", at: Location(file: source.path),
          remedy: "Give rows of conversations, as a list `messages` of `role` and `content`")
      }
      for index in 0..<batch.count {
        try body(view(batch[index], messages: messages, tools: columns.tools))
      }
    }
  }

  private func view(_ row: Row, messages: Int, tools: Int?) -> RowView {
    let refused = { (why: String) in
      RowView(number: row.number + 1, line: row.line, tokens: [], facts: [.refused(why)])
    }
    guard let list = list(row, messages), !list.isEmpty else {
      return refused("there is no list of messages")
    }
    do throws(TemplateFault) {
      let request = ChatRequest(messages: list, tools: tools.flatMap { self.list(row, $0) })
      return view(row, try read(request))
    } catch {
      return refused("\(template.path): \(error)")
    }
  }

  private func list(_ row: Row, _ column: Int) -> [JSONValue]? {
    row.withUTF8(column) { bytes in (try? JSONParser.parse(bytes))?.array }
  }

  private func read(_ request: ChatRequest) throws(TemplateFault) -> ReadConversation {
    ReadConversation(
      messages: request.messages, conversation: try template.conversation(request),
      marks: try template.render(request).generations, answerEnd: answerEnd, ends: ends)
  }

  // MARK: Facts

  private func view(_ row: Row, _ chat: ReadConversation) -> RowView {
    let tokens = mask.tokens(chat)
    return RowView(
      number: row.number + 1, line: row.line, tokens: tokens, facts: facts(chat, tokens))
  }

  private func facts(_ chat: ReadConversation, _ tokens: [SeenToken]) -> [LossFact] {
    var facts: [LossFact] = []
    let isLearned = tokens.contains { $0.fate == .trained }
    if chat.conversation.turns.isEmpty {
      facts.append(.noAnswer)
    } else if !isLearned {
      facts.append(unlearned(chat, tokens))
    } else if !endsAreLearned(chat, tokens) {
      facts.append(.endNotTrained)
    }
    if let system = chat.system,
      tokens.contains(where: { $0.fate == .cut && $0.bytes.overlaps(system) })
    {
      facts.append(.systemCut)
    }
    return facts
  }

  private func unlearned(_ chat: ReadConversation, _ tokens: [SeenToken]) -> LossFact {
    if mask.trainer.needsMarks && chat.marks.isEmpty { return .noMarks }
    let uncut = LossMask(trainer: mask.trainer, tokenizer: tokenizer, maximumLength: nil)
    return uncut.tokens(chat).contains { $0.fate == .trained } ? .nothingLeft : .emptyMask
  }

  /// Whether each answer that is learned is learned to its end.
  private func endsAreLearned(_ chat: ReadConversation, _ tokens: [SeenToken]) -> Bool {
    chat.conversation.turns.allSatisfy { turn in
      let words = chat.words(of: turn)
      let own = tokens.filter { $0.bytes.overlaps(words) }
      // An answer that is masked or cut as a whole is no question of its end.
      guard own.contains(where: { $0.fate == .trained }) else { return true }
      guard let end = chat.end(of: turn) else { return false }
      return tokens.contains { $0.fate == .trained && $0.bytes.overlaps(end) }
    }
  }
}
