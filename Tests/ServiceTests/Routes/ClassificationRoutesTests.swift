// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import HTTPTypes
import JSON
import LanguageModel
import Testing
import Training
import Workflows

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

  @Test func aLinearModelAnswersLikeAnyOther() async throws {
    let rows = (0..<24).map { row in
      JSONValue.object([
        "prompt": .string("\(row % 2 == 0 ? "good" : "bad") \(row) ->"),
        "completion": row % 2 == 0 ? " yes" : " no",
      ]).text()
    }
    let file = try folder.write(rows.joined(separator: "\n") + "\n", to: "train.jsonl")
    var request = TrainingRequest(trainingFile: file, model: "linear")
    request.output = folder.url.appending(path: "linear").path
    _ = try TrainingRun(request, program: .init(version: "9", command: [])).perform()
    let path = folder.url.appending(path: "linear").path
    let service = try TestService { $0.baseModels["topics"] = path }
    let reply = try await service.send(
      .post, "/v1/classify", json: ["model": "topics", "input": ["good 3", "bad 8 ->"]])
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.json["data"]?.array?.map { $0["label"]?.string } == [" yes", " no"])
    let query = try await service.send(
      .post, "/v1/classifications", json: ["model": "topics", "query": "good 3"])
    #expect(query.json["label"] == "yes" && query.json["object"] == "classification")
    let tokens = try await service.send(
      .post, "/v1/classify", json: ["model": "topics", "input": [[1, 2]]])
    #expect(tokens.status == 400)
    for route in ["/v1/completions", "/v1/embeddings"] {
      let refused = try await service.send(
        .post, route, json: ["model": "topics", "prompt": "a", "input": "a"])
      #expect(refused.status == 400, "\(refused.text)")
    }
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

  /// The query's label as OpenAI's first API gave it.
  @Test func aQueryGetsItsLabel() async throws {
    let service = try service([" no", " yes", " maybe"])
    let all = try await service.send(
      .post, "/v1/classify", json: ["model": "topics", "input": "Is it?"])
    let chances = try #require(all.json["data"]?.array?.first?["probs"]?.array).compactMap(\.double)
    let reply = try await service.send(
      .post, "/v1/classifications",
      json: [
        "model": "topics", "query": "Is it?",
        "examples": [["It is", "yes"], ["It is not", "no"]],
        "search_model": "ada", "logprobs": 2, "return_prompt": true,
      ])
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.json["object"] == "classification" && reply.json["search_model"] == "ada")
    #expect(reply.json["selected_examples"] == [] && reply.json["prompt"] == "Is it?")
    let best = try #require(chances.indices.max { chances[$0] < chances[$1] })
    #expect(reply.json["label"]?.string == ["no", "yes", "maybe"][best])
    #expect(abs(try #require(reply.json["probability"]?.double) - chances[best]) < 1e-9)
    #expect(reply.json["label_logprobs"]?.object?.members.count == 2)
    let some = try await service.send(
      .post, "/classifications",
      json: ["model": "topics", "query": "Is it?", "labels": ["no", " maybe"]])
    #expect(["no", "maybe"].contains(some.json["label"]?.string ?? ""))
    let wanted = max(chances[0], chances[2]) / (chances[0] + chances[2])
    #expect(abs(try #require(some.json["probability"]?.double) - wanted) < 1e-9)
  }

  @Test(
    arguments: [
      (["model": "topics"], "query"), (["query": "a"], "model"),
      (["model": "topics", "query": "a", "labels": ["blue"]], "labels"),
      (["model": "topics", "query": "a", "labels": "no"], "labels"),
      (["model": "topics", "query": "a", "examples": [["b", "blue"]]], "examples"),
      (["model": "topics", "query": "a", "examples": ["b"]], "examples"),
    ] as [(JSONValue, String)])
  func wrongFieldsOfAQueryAreNamed(body: JSONValue, param: String) async throws {
    let reply = try await service([" no", " yes"]).send(.post, "/classifications", json: body)
    #expect(reply.status == 400 && reply.error["param"]?.string == param, "\(reply.text)")
  }

  /// A model that learned labels as completions, with its record.
  @Test func aModelOfCompletionsTellsItsClassesToo() async throws {
    let shape = GPT2Configuration(positions: 64, width: 8, layers: 1, heads: 1)
    let path = folder.url.appending(path: "c").path
    try GPT2Model(configuration: shape, seed: 1).save(to: path)
    try folder.write(
      #"{"task": "classification", "classes": [" 0", " 1"], "class_names": ["late", "thanks"], "separator": " ->"}"#,
      to: "c/assay.json")
    let service = try TestService { $0.baseModels["mails"] = path }
    let bare = try await service.send(
      .post, "/classify", json: ["model": "mails", "input": ["Where?", "Where? ->"]])
    #expect(bare.status == 200, "\(bare.text)")
    let data = try #require(bare.json["data"]?.array)
    #expect(data[0]["probs"] == data[1]["probs"] && data[0]["classes"] == ["late", "thanks"])
    let reply = try await service.send(
      .post, "/classifications", json: ["model": "mails", "query": "Where?"])
    #expect(["late", "thanks"].contains(reply.json["label"]?.string ?? ""))
  }
}
