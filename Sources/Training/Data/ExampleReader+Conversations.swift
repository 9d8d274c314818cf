// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ChatTemplates
import Dataset
import JSON
import Tables

extension ExampleReader {
  /// Where the conversations of a batch stand.
  struct Conversations {
    let template: ChatTemplate
    let messages: Int
    let tools: Int?
  }

  /// Nil where the rows are prompts and completions, or conversations are not expected.
  func conversations(_ batch: RowBatch, of format: TableFormat) -> Conversations? {
    let columns = ExampleColumns(batch.columns, names: names.read(from: format))
    guard let template, head == nil, !wantsClasses, let messages = columns.messages else {
      return nil
    }
    return Conversations(template: template, messages: messages, tools: columns.tools)
  }

  func add(
    _ conversations: Conversations, of batch: RowBatch, to builder: inout TrainingData.Builder
  ) throws(AssayError) {
    for index in 0..<batch.count {
      let row = batch[index]
      let text = try text(row, conversations)
      let answers = text.turns.count { $0.weight > 0 }
      guard answers > 0 else {
        throw AssayError(
          "there is nothing to learn: no answer has a weight above 0",
          at: location(row, "messages"), remedy: "Leave the row out, or give it an answer")
      }
      guard let fitting = try fit(example(text), row, counting: &builder) else { continue }
      builder.answers += answers
      builder.append(fitting, completion: "", line: row.line)
    }
  }

  private func text(
    _ row: Row, _ conversations: Conversations
  ) throws(AssayError) -> ConversationText {
    guard let messages = list(row, conversations.messages), !messages.isEmpty else {
      throw AssayError(
        "there is no list of messages", at: location(row, "messages"),
        remedy: "Give each row messages of `role` and `content`, or leave it out")
    }
    var request = ChatRequest(messages: messages)
    request.tools = conversations.tools.flatMap { list(row, $0) }
    do throws(TemplateFault) {
      return try conversations.template.conversation(request)
    } catch {
      let line = error.line.map { ", line \($0)" } ?? ""
      throw AssayError(
        "\(conversations.template.path)\(line): \(error.message)", at: location(row, "messages"),
        remedy: "Change the row, or give another template with --chat-template")
    }
  }

  /// The list that a cell holds, as JSON or as its text; nil where it holds none.
  private func list(_ row: Row, _ column: Int) -> [JSONValue]? {
    row.withUTF8(column) { bytes in (try? JSONParser.parse(bytes))?.array }
  }

  /// The tokens of a conversation. Answers are tokenized apart from what stands around them, as they are
  /// when the model writes them.
  private func example(_ text: ConversationText) -> TrainingExample {
    var example = TrainingExample(prompt: [], completion: [])
    for (piece, weight) in text.pieces {
      let tokens = encode(piece)
      if example.completion.isEmpty && weight == 0 {
        example.prompt += tokens
      } else {
        example.completion += tokens
        example.weights += Array(repeating: Float(weight), count: tokens.count)
      }
    }
    return example.withoutEnd
  }
}

extension TrainingExample {
  /// The example without what stands behind its last answer.
  fileprivate var withoutEnd: TrainingExample {
    guard let last = weights.lastIndex(where: { $0 > 0 }) else { return self }
    return TrainingExample(
      prompt: prompt, completion: Array(completion[...last]), weights: Array(weights[...last]))
  }
}
