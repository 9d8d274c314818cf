// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import ChatTemplates
import LanguageModel
import Tables
import Testing

@testable import Training

/// Rows of messages as examples to learn from.
@Suite struct ConversationExampleTests {
  private static let template =
    "{% for m in messages %}{{ m.role[0] }}{% if m.role == 'assistant' %}{% generation %}{{ m.content }}."
    + "{% endgeneration %}{% else %}{{ m.content }}.{% endif %}{% endfor %}"

  /// Reads rows with bytes as tokens.
  private func read(
    _ text: String, name: String = "rows.jsonl", maximum: Int = 100,
    policy: LengthPolicy = .error
  ) throws -> TrainingData {
    let folder = try TemporaryFolder()
    var reader = ExampleReader(
      maximumTokens: maximum, lengthPolicy: policy, encode: { $0.utf8.map(Int32.init) })
    reader.template = try ChatTemplate(Self.template)
    return try reader.read(try TableSource(path: try folder.write(text, to: name)))
  }

  private func row(_ messages: (role: String, content: String, weight: String)...) -> String {
    let list = messages.map {
      #"{"role": "\#($0.role)", "content": "\#($0.content)"\#($0.weight.isEmpty ? "" : ", \"weight\": \($0.weight)")}"#
    }
    return #"{"messages": [\#(list.joined(separator: ", "))]}"# + "\n"
  }

  private func bytes(_ text: String) -> [Int32] { text.utf8.map(Int32.init) }

  @Test func answersAreLearnedAndTheRestIsNot() throws {
    let data = try read(
      row(("user", "q", ""), ("assistant", "A", ""), ("user", "r", ""), ("assistant", "B", "0.5"))
        + row(("user", "q", ""), ("assistant", "A", "0"), ("user", "r", ""), ("assistant", "B", ""))
    )
    #expect(
      data.examples == [
        TrainingExample(
          prompt: bytes("uq.a"), completion: bytes("A.ur.aB."),
          weights: [1, 1, 0, 0, 0, 0, 0.5, 0.5]),
        TrainingExample(prompt: bytes("uq.aA.ur.a"), completion: bytes("B."), weights: [1, 1]),
      ])
    #expect(data.answers == 3 && data.facts == nil && data.classes.isEmpty)
    #expect(data.examples.map(\.predictedCount) == [4, 2])
  }

  /// Nobody learns from the one pair among chats as if the chats were pairs without a completion.
  @Test func aPairAmongChatsIsNamed() throws {
    let chat = row(("user", "q", ""), ("assistant", "A", ""))
    let nulls = "\(chat.dropLast(2)), \"prompt\": null, \"completion\": null}\n"
    #expect(try read(nulls + nulls).examples.count == 2)
    #expect {
      try read(chat + chat + #"{"prompt": "p", "completion": "c"}"# + "\n")
    } throws: {
      "\($0)".contains("jsonl:3 (row 3): COL009: the row is a prompt with its completion")
    }
  }

  /// What stands behind the last answer that is learned would cost time for nothing.
  @Test func anExampleEndsWithItsLastAnswer() throws {
    let data = try read(
      row(("assistant", "A", ""), ("user", "r", ""), ("assistant", "B", "0"), ("user", "s", "")))
    #expect(
      data.examples == [
        TrainingExample(prompt: bytes("a"), completion: bytes("A."), weights: [1, 1])
      ])
  }

  @Test func batchesWeighAnswers() throws {
    let example = TrainingExample(
      prompt: [1, 2], completion: [3, 4, 5, 6], weights: [1, 0, 0, 0.5])
    let plain = BatchAssembler(promptLossWeight: 0, maximumExamples: 4)
    #expect(plain.totalWeight(of: [example]) == 1.5)
    let batch = plain.assemble([example, example], totalWeight: 1)
    #expect(batch.packed.targets.map(\.token) == [3, 6, 3, 6])
    #expect(batch.packed.targets.map(\.weight) == [1, 0.5, 1, 0.5])
    #expect(batch.completions == [0..<1, 1..<2, 2..<3, 3..<4])
    let all = BatchAssembler(promptLossWeight: 0.25, maximumExamples: 4)
    #expect(all.totalWeight(of: [example]) == 2.25)
    let whole = all.assemble([example], totalWeight: 1)
    #expect(whole.packed.targets.map(\.weight) == [0.25, 1, 0.25, 0.25, 0.5])
    #expect(whole.completions == [1..<2, 4..<5])
  }

  @Test func weightsTellDataApart() throws {
    let one = try read(row(("user", "q", ""), ("assistant", "A", ""), ("assistant", "B", "")))
    let other = try read(row(("user", "q", ""), ("assistant", "A", "0.5"), ("assistant", "B", "")))
    #expect(one.fingerprint != other.fingerprint)
  }

  @Test func tooLongConversationsLoseTheirStart() throws {
    let text = row(("user", "long question", ""), ("assistant", "A", ""))
    #expect(throws: AssayError.self) { try read(text, maximum: 8) }
    let data = try read(text, maximum: 8, policy: .truncate)
    #expect(
      data.examples == [
        TrainingExample(prompt: bytes("tion.a"), completion: bytes("A."), weights: [1, 1])
      ])
    #expect(data.truncatedRows == 1)
  }

  @Test func tablesHoldMessagesAsText() throws {
    let cell =
      #""[{""role"": ""user"", ""content"": ""q""}, {""role"": ""assistant"", ""content"": ""A""}]""#
    let data = try read("messages\n\(cell)\n", name: "rows.csv")
    #expect(data.examples[0].completion == bytes("A."))
  }

  @Test(arguments: [
    (#"{"messages": []}"#, "no list of messages"), (#"{"messages": "hi"}"#, "no list of messages"),
    (#"{"messages": [{"role": "user", "content": "q"}]}"#, "no answer"),
    (#"{"messages": [{"role": "assistant", "content": "A", "weight": 0}]}"#, "no answer"),
    (#"{"messages": [{"role": "assistant", "content": "A", "weight": 2}]}"#, "from 0 to 1"),
    (#"{"messages": [{"role": "user"}]}"#, "no answer"),
  ])
  func rowsWithoutAnythingToLearnAreNamed(text: String, words: String) throws {
    let good = row(("user", "q", ""), ("assistant", "A", ""))
    let error = #expect(throws: AssayError.self) { try read(good + text + "\n") }
    #expect(error?.location?.row == 1 && error?.location?.line == 2)
    #expect(error?.location?.field == "messages")
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }
}
