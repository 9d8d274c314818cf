// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Conversations from a file to a model that answers, by the built binary.
@Suite struct ConversationCommandTests {
  private static let rows =
    (0..<8).map { number in
      #"{"messages": [{"role": "user", "content": "Say \#(number)."}, "#
        + #"{"role": "assistant", "content": "It is \#(number)."}, {"role": "user", "content": "Again"}, "#
        + #"{"role": "assistant", "content": "It is \#(number), as I said.", "weight": \#(number % 2)}]}"#
    }.joined(separator: "\n") + "\n"

  @Test func aModelLearnsConversationsAndKeepsTheirTemplate() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rows, to: "talks.jsonl")
    let outcome = try BuiltBinary.run(
      ["train", "-t", "talks.jsonl", "-m", "nano", "-o", "model", "--epochs", "1"],
      in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("8 examples, 12 answers"), "\(outcome.errors)")
    let template = try folder.text(of: "model/chat_template.jinja")
    #expect(template.contains("generation"))
    let record = try JSONParser.parse(
      Array(try folder.text(of: "model/assay.json").utf8), file: "assay.json")
    #expect(record["data"]?["training"]?["answers"] == 12)
    try measure(in: folder)
    try ask(in: folder)
  }

  /// Each answer that counts is measured, and those of a turn together.
  private func measure(in folder: TemporaryFolder) throws {
    let outcome = try BuiltBinary.run(
      ["eval", "-m", "model", "-f", "talks.jsonl", "--generate", "--format", "json"],
      in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONParser.parse(Array(outcome.output.utf8), file: "report.json")
    #expect(report["n"] == 12, "\(outcome.output)")
    #expect(report["perplexity"]?.double ?? 0 > 1)
    let scores = try BuiltBinary.run(
      ["score", "-m", "model", "-f", "talks.jsonl"], in: folder.url)
    #expect(scores.status == 0, "\(scores.errors)")
    #expect(scores.output.split(separator: "\n").count == 12)
    #expect(!outcome.errors.contains("these rows are others"), "\(outcome.errors)")
    // Pairs are no turns of a conversation.
    let pairs = (0..<8).map { #"{"prompt": "Say \#($0) ->", "completion": " It is \#($0). END"}"# }
    try folder.write(pairs.joined(separator: "\n"), to: "pairs.jsonl")
    let other = try BuiltBinary.run(
      ["eval", "-m", "model", "-f", "pairs.jsonl"], in: folder.url)
    #expect(
      other.errors.contains("model was trained on conversations, and these rows are others"),
      "\(other.errors)")
  }

  private func ask(in folder: TemporaryFolder) throws {
    func complete(_ arguments: String...) throws -> BuiltBinary.Outcome {
      try BuiltBinary.run(
        ["complete", "-m", "model", "--max-tokens", "3", "--temperature", "0"] + arguments,
        in: folder.url)
    }
    let plain = try complete("-p", "System: Be brief.\n\nUser: Hi\n\nAssistant:")
    let chat = try complete("--chat", "--system", "Be brief.", "-p", "Hi")
    #expect(chat.status == 0, "\(chat.errors)")
    #expect(chat.output == plain.output)
    let messages =
      #"[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]"#
    #expect(try complete("--chat", "-p", messages).output == plain.output)
    #expect(try complete("--system", "x", "-p", "Hi").status == 2)
  }

  @Test func anotherTemplateIsTakenAndKept() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rows, to: "talks.jsonl")
    let source =
      "{% for m in messages %}<{{ m.role }}>{{ m.content }}</{{ m.role }}>{% endfor %}"
      + "{% if add_generation_prompt %}<assistant>{% endif %}"
    try folder.write(source, to: "own.jinja")
    let outcome = try BuiltBinary.run(
      [
        "train", "-t", "talks.jsonl", "-m", "nano", "-o", "model", "--epochs", "1",
        "--chat-template", "own.jinja",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.text(of: "model/chat_template.jinja") == source)
  }

  @Test func aTemplateAtFaultIsNamedWithItsLine() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rows, to: "talks.jsonl")
    try folder.write("one\n{% if %}", to: "own.jinja")
    let outcome = try BuiltBinary.run(
      [
        "train", "-t", "talks.jsonl", "-m", "nano", "-o", "model", "--chat-template", "own.jinja",
      ], in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("own.jinja:2:"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("model")))
  }

  /// Their losses could not be compared.
  @Test(arguments: [("talks.jsonl", "pairs.jsonl"), ("pairs.jsonl", "talks.jsonl")])
  func pairsAreNotValidatedOnConversations(_ training: String, _ validation: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rows, to: "talks.jsonl")
    let pairs = (0..<8).map { #"{"prompt": "Say \#($0) ->", "completion": " It is \#($0). END"}"# }
    try folder.write(pairs.joined(separator: "\n"), to: "pairs.jsonl")
    let outcome = try BuiltBinary.run(
      ["train", "-t", training, "-v", validation, "-m", "nano", "-o", "model"], in: folder.url)
    #expect(outcome.status == 2)
    let message = "the rows of `talks.jsonl` are chats, those of `pairs.jsonl` are not"
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("model")))
  }
}
