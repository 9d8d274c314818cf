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
}
