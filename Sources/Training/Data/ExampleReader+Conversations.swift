// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ChatTemplates
import Tables

extension ExampleReader {
  func add(
    _ conversations: ConversationReader, of batch: RowBatch,
    to builder: inout TrainingData.Builder
  ) throws(AssayError) {
    for index in 0..<batch.count {
      let row = batch[index]
      let text = try conversations.text(of: row)
      guard let fitting = try fit(example(text), row, counting: &builder) else { continue }
      builder.answers += text.turns.count { $0.weight > 0 }
      builder.append(fitting, completion: "", line: row.line)
    }
  }

  /// The tokens of a conversation up to the end of its last answer that is learned. Answers are tokenized
  /// apart from what stands around them, as they are when the model writes them.
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
    let learned = (example.weights.lastIndex { $0 > 0 } ?? -1) + 1
    return TrainingExample(
      prompt: example.prompt, completion: Array(example.completion[..<learned]),
      weights: Array(example.weights[..<learned]))
  }
}
