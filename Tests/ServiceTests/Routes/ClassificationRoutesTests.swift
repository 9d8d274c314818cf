// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import HTTPTypes
import JSON
import LanguageModel
import Testing

@testable import Service

@Suite struct ClassificationRoutesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func model(_ name: String, classes: [String]) throws -> String {
    var shape = GPT2Configuration(positions: 64, width: 8, layers: 1, heads: 1)
    shape.classes = classes
    let path = folder.url.appending(path: name).path
    try GPT2Model(configuration: shape, seed: 1).save(to: path)
    return path
  }

  private func service(_ classes: [String]) throws -> TestService {
    let path = try model("m", classes: classes)
    return try TestService { $0.baseModels["topics"] = path }
  }

  @Test func eachTextGetsItsClass() async throws {
    let service = try service([" no", " yes", " maybe"])
    let reply = try await service.send(
      .post, "/classify", json: ["model": "topics", "input": ["a", "b ->"]])
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.json["object"] == "list" && reply.json["model"] == "topics")
    let data = try #require(reply.json["data"]?.array)
    #expect(data.map { $0["index"]?.integer } == [0, 1])
    for answer in data {
      #expect(answer["classes"] == [" no", " yes", " maybe"] && answer["num_classes"] == 3)
      let chances = try #require(answer["probs"]?.array).compactMap(\.double)
      #expect(chances.count == 3 && abs(chances.reduce(0, +) - 1) < 1e-6)
      let best = try #require(chances.indices.max { chances[$0] < chances[$1] })
      #expect(answer["label"] == answer["classes"]?.array?[best])
    }
    let usage = reply.json["usage"]
    #expect(usage?["prompt_tokens"]?.integer == 3 && usage?["completion_tokens"]?.integer == 0)
    let one = try await service.send(
      .post, "/v1/classify", json: ["model": "topics", "input": "b ->"])
    #expect(one.json["data"]?.array?.first?["probs"] == data[1]["probs"])
  }

  @Test func aModelThatWritesTextTellsNoClasses() async throws {
    let reply = try await service([]).send(
      .post, "/classify", json: ["model": "topics", "input": "a"])
    #expect(reply.status == 400)
    #expect(reply.error["message"]?.string?.contains("has no classification head") == true)
  }

  @Test(
    arguments: [
      (["input": "a"], "model"), (["model": "topics"], "input"),
      (["model": 1, "input": "a"], "model"), (["model": "topics", "input": "a", "x": 1], "x"),
    ] as [(JSONValue, String)])
  func wrongFieldsAreNamed(body: JSONValue, param: String) async throws {
    let reply = try await service(["a", "b"]).send(.post, "/classify", json: body)
    #expect(reply.status == 400 && reply.error["param"]?.string == param)
  }
}
