// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Testing

@testable import ChatTemplates

/// Templates of our own, rendered as transformers renders them. `Tests/Oracles/make/templates_golden.py`
/// writes the file.
@Suite struct GoldenTemplateTests {
  private let golden: JSONValue

  init() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/templates.json")
    golden = try JSONParser.parse([UInt8](Data(contentsOf: path)), file: path.path)
  }

  @Test func textsAndMarksAreThoseOfTransformers() throws {
    let sources = golden["templates"]?.array?.compactMap(\.string) ?? []
    let templates = try sources.map {
      try ChatTemplate($0, specialTokens: ["bos_token": "<s>", "eos_token": "</s>"])
    }
    let cases = golden["cases"]?.array ?? []
    #expect(cases.count > 80)
    for one in cases {
      let name = one["name"]?.string ?? ""
      let template = templates[try #require(one["template"]?.integer)]
      let chat = try? template.render(request(one))
      #expect(chat?.text == one["text"]?.string, "\(name)")
      let spans = chat?.generations.map {
        JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)])
      }
      #expect(spans.map(JSONValue.array) == one["spans"], "\(name)")
    }
  }

  private func request(_ one: JSONValue) -> ChatRequest {
    var request = ChatRequest(messages: one["messages"]?.array ?? [])
    request.tools = one["tools"]?.array
    request.addsGenerationPrompt = one["prompt"]?.bool ?? false
    request.variables = one["variables"]?.object ?? [:]
    request.now = Date(timeIntervalSince1970: golden["now"]?.double ?? 0)
    request.calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return request
  }
}
