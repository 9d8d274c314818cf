// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Testing

@testable import ChatTemplates

/// Which of a conversation's text the model is to write.
@Suite struct ConversationTests {
  private static let talk: [JSONValue] = [
    ["role": "system", "content": "Be brief."], ["role": "user", "content": "Hi"],
    ["role": "assistant", "content": "Hé!"], ["role": "user", "content": "Bye"],
    ["role": "assistant", "content": "Ciao", "weight": 0],
  ]
  private static let marked =
    "{% for m in messages %}[{{ m.role }}]{% if m.role == 'assistant' %}{% generation %}"
    + "{{ m.content }};{% endgeneration %}{% else %}{{ m.content }};{% endif %}{% endfor %}"
    + "{% if add_generation_prompt %}[assistant]{% endif %}"
  private static let unmarked =
    "{% for m in messages %}[{{ m.role }}]{{ m.content }};{% endfor %}"
    + "{% if add_generation_prompt %}[assistant]{% endif %}"

  @Test(arguments: [marked, unmarked])
  func answersAreFoundWithAndWithoutMarks(source: String) throws {
    let template = try ChatTemplate(source)
    #expect(template.marksGenerations == (source == Self.marked))
    let found = try template.conversation(ChatRequest(messages: Self.talk))
    #expect(found.turns.map(\.message) == [2, 4] && found.turns.map(\.weight) == [1, 0])
    #expect(
      found.pieces.map(\.text) == [
        "[system]Be brief.;[user]Hi;[assistant]", "Hé!;", "[user]Bye;[assistant]", "Ciao;",
      ])
    #expect(found.pieces.map(\.weight) == [0, 1, 0, 0])
    #expect(try template.stops(besides: "<|endoftext|>") == [Array(";".utf8)])
  }

  /// Phi-3's template marks the end of the text apart, which no prompt of an earlier answer has.
  @Test func marksThatTouchAreOneAnswer() throws {
    let end =
      "{% if messages[-1].role == 'assistant' %}{% generation %}<e>{% endgeneration %}{% else %}<e>{% endif %}"
    let template = try ChatTemplate(Self.marked + end)
    let found = try template.conversation(ChatRequest(messages: Self.talk))
    #expect(found.turns.map(\.message) == [2, 4])
    #expect(found.pieces.suffix(3).map(\.text) == ["Hé!;", "[user]Bye;[assistant]", "Ciao;<e>"])
    // Two answers in a row stay two, as long as each has its mark.
    let twice: [JSONValue] = [
      ["role": "assistant", "content": "a"], ["role": "assistant", "content": "b"],
    ]
    let bare =
      "{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}"
    let both = try ChatTemplate(bare).conversation(ChatRequest(messages: twice))
    #expect(both.turns.map(\.bytes) == [0..<1, 1..<2])
  }

  @Test func edgesOfTemplatesThatTakePartsAlone() throws {
    let parts =
      "{% for m in messages %}[{{ m.role }}]{{ m.content[0].text + ';' }}{% endfor %}"
      + "{% if add_generation_prompt %}[assistant]{% endif %}"
    let edges = try ChatTemplate(parts).answerEdges()
    #expect(edges.before == "" && edges.after == ";")
    let fault = #expect(throws: TemplateFault.self) {
      try ChatTemplate("{{ raise_exception('never') }}").answerEdges()
    }
    #expect(fault?.message.contains("never") == true)
  }

  @Test func aTemplateThatForgetsWhatWasSaidCannotTellAnswers() throws {
    let template = try ChatTemplate("{{ messages[-1].content }}")
    let fault = #expect(throws: TemplateFault.self) {
      try template.conversation(ChatRequest(messages: Self.talk))
    }
    #expect(fault?.message.contains("message 3") == true)
  }

  @Test(arguments: [-1.0, 1.5])
  func weightsAreFromZeroToOne(weight: Double) throws {
    let talk: [JSONValue] = [["role": "assistant", "content": "x", "weight": .number(weight)]]
    let fault = #expect(throws: TemplateFault.self) {
      try ChatTemplate(Self.marked).conversation(ChatRequest(messages: talk))
    }
    #expect(fault?.message.contains("message 1") == true)
  }

  // MARK: The plain template

  @Test func thePlainTemplateNamesWhoSpeaks() throws {
    let template = try ChatTemplate.plain(endToken: "<END>")
    let found = try template.conversation(ChatRequest(messages: Self.talk))
    #expect(
      found.pieces.map(\.text) == [
        "System: Be brief.\n\nUser: Hi\n\nAssistant:", " Hé!<END>", "\n\nUser: Bye\n\nAssistant:",
        " Ciao<END>",
      ])
    let asked = try template.render(
      ChatRequest(messages: Array(Self.talk.prefix(2)), addsGenerationPrompt: true))
    #expect(found.text.hasPrefix(asked.text))
    #expect(try template.stops(besides: "<END>").isEmpty)
  }

  @Test func thePlainTemplateWritesToolsAndTheirCalls() throws {
    let template = try ChatTemplate.plain(endToken: "<END>")
    let tools: [JSONValue] = [
      ["type": "function", "function": ["name": "find", "parameters": ["type": "object"]]],
      ["name": "stop"],
    ]
    let found = try template.conversation(
      ChatRequest(
        messages: [
          ["role": "user", "content": "Where?"],
          [
            "role": "assistant", "content": .null,
            "tool_calls": [
              ["id": "1", "function": ["name": "find", "arguments": #"{"id":7}"#]],
              ["id": "2", "function": ["name": "stop"]],
            ],
          ],
          ["role": "tool", "tool_call_id": "1", "content": #"{"at":"home"}"#],
          [
            "role": "assistant", "content": "Look.",
            "function_call": ["name": "find", "arguments": ["id": 8]],
          ],
        ], tools: tools))
    #expect(
      found.pieces.map(\.text) == [
        """
        Tools:
        {"name": "find", "parameters": {"type": "object"}}
        {"name": "stop"}

        User: Where?

        Assistant:
        """,
        #" Call: find {"id":7}"# + "\nCall: stop {}<END>",
        "\n\nTool: {\"at\":\"home\"}\n\nAssistant:", " Look.\nCall: find {\"id\": 8}<END>",
      ])
  }

  @Test func thePlainTemplateRefusesWhatItHasNoFormFor() throws {
    let template = try ChatTemplate.plain(endToken: "<END>")
    let call: JSONValue = ["role": "assistant", "tool_calls": [["id": "x"]]]
    let image: JSONValue = ["role": "user", "content": [["type": "image_url"]]]
    for message in [call, image] {
      let fault = #expect(throws: TemplateFault.self) {
        try template.render(ChatRequest(messages: [message]))
      }
      #expect(fault?.isRefusal == true)
    }
    let parts: JSONValue = [
      "role": "developer",
      "content": [["type": "text", "text": "a"], ["type": "text", "text": "b"]],
    ]
    #expect(try template.render(ChatRequest(messages: [parts])).text == "System: ab")
  }

  // MARK: Files

  @Test func templatesAreFoundInTheFilesOfModels() throws {
    let folder = try TemporaryFolder()
    #expect(try ChatTemplate.find(at: folder.url.path) == nil)
    try folder.write(
      #"{"bos_token": {"content": "<b>"}, "eos_token": "<e>", "chat_template": "{{ bos_token }}one"}"#,
      to: "tokenizer_config.json")
    func text(_ template: ChatTemplate?) throws -> String? {
      try template?.render(ChatRequest(messages: [])).text
    }
    #expect(try text(.find(at: folder.url.path)) == "<b>one")
    #expect(try text(.find(at: folder.path("tokenizer_config.json"))) == "<b>one")
    try folder.write("{{ eos_token }}two", to: "chat_template.jinja")
    #expect(try text(.find(at: folder.url.path)) == "<e>two")
    #expect(
      try text(.chosen(nil, modelFolder: folder.url.path, endToken: "<x>")) == "<e>two")
    #expect(
      try text(
        .chosen(folder.path("chat_template.jinja"), modelFolder: nil, endToken: "<x>")) == "<x>two")
    #expect(try ChatTemplate.chosen(nil, modelFolder: nil, endToken: "<x>").isPlain)
  }

  @Test func oneOfSeveralTemplatesIsTheDefault() throws {
    let folder = try TemporaryFolder()
    let named = #"[{"name": "tool_use", "template": "T"}, {"name": "default", "template": "D"}]"#
    try folder.write(#"{"chat_template": \#(named)}"#, to: "tokenizer_config.json")
    #expect(try ChatTemplate.find(at: folder.url.path)?.source == "D")
    #expect(try ChatTemplate.find(at: folder.url.path, usesTools: true)?.source == "T")
    try folder.write(
      #"{"chat_template": [{"name": "rag", "template": "T"}]}"#, to: "tokenizer_config.json")
    let error = #expect(throws: AssayError.self) { try ChatTemplate.find(at: folder.url.path) }
    #expect(error?.message.contains("rag") == true)
  }

  @Test func aFileWithoutATemplateIsRefused() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("{}", to: "tokenizer_config.json")
    for path in [empty, folder.path("missing.jinja")] {
      #expect(throws: AssayError.self) {
        try ChatTemplate.chosen(path, modelFolder: nil, endToken: "<x>")
      }
    }
  }
}
