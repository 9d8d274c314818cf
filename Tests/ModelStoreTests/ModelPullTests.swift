// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Platform
import Testing
import Training

@testable import ModelStore

private let weights = "/model.safetensors"

@Suite struct ModelPullTests {
  @Test func fetchesWhatAModelNeedsAndNothingElse() throws {
    let hub = try TinyHub()
    let outcome = try hub.pull()
    let place = "\(hub.folder.url.path)/models/tiny"
    #expect(outcome == .fetched(folder: place, unchecked: []))
    #expect(
      try Files.names(in: place) == [
        "assay.json", "config.json", "generation_config.json", "model.safetensors",
        "special_tokens_map.json",
      ])
    let files = try TinyHub.files()
    #expect(try Files.read(place + weights) == files["model.safetensors"])
    #expect(try GPT2Model(directory: place).configuration.width == 4)
    #expect(hub.server.requests.count == 5)
    #expect(hub.server.requests.allSatisfy { $0.headers["authorization"] == "Bearer secret" })
    #expect(hub.server.requests[0].path == "/api/models/tiny/revision/main?blobs=true")
    #expect(hub.server.requests[1].path.hasPrefix("/tiny/resolve/\(TinyHub.commit)/"))
    #expect(try Files.names(in: hub.folder.url.path + "/downloads") == [])
  }

  @Test func recordsWhereTheModelComesFrom() throws {
    let hub = try TinyHub()
    try hub.pull(as: "mine/copy", revision: "refs/pr/1")
    #expect(hub.server.requests[0].path.contains("/revision/refs%2Fpr%2F1?"))
    let model = try hub.store.model(ModelName("mine/copy"))
    let source = try #require(model.record?.json["source"])
    #expect(source["name"] == "tiny" && source["commit"] == .string(TinyHub.commit))
    let file = try #require(source["files"]?["config.json"])
    let path = model.folder + "/config.json"
    #expect(file["size"]?.integer == (try Files.size(path)))
    #expect(
      file["sha256"]?.string == (try ContentDigest.Kind.sha256.digest(ofFile: path).hex))
    #expect(model.origin == "tiny")
  }

  @Test func aSecondPullOnlyAsks() throws {
    let hub = try TinyHub()
    try hub.pull()
    let count = hub.server.requests.count
    #expect(try hub.pull() == .current(folder: "\(hub.folder.url.path)/models/tiny"))
    #expect(hub.server.requests.count == count + 1)
  }

  @Test func goesOnWhereTheConnectionBroke() throws {
    let hub = try TinyHub { request, response, earlier in
      var response = response
      if request.path.hasSuffix(weights), earlier == 0 { response.cut = response.body.count / 2 }
      return response
    }
    try hub.pull()
    let expected = try #require(try TinyHub.files()["model.safetensors"])
    #expect(
      hub.server.requests(ending: weights).map(\.start) == [nil, expected.count / 2])
    #expect(try Files.read("\(hub.folder.url.path)/models/tiny\(weights)") == expected)
    #expect(hub.pauses.all == [.milliseconds(500)])
  }

  @Test func aLaterPullGoesOnWhereAnEarlierOneGaveUp() throws {
    let cut = 1000
    let hub = try TinyHub { request, response, earlier in
      var response = response
      // The first of six breaks midway, the next four before the first byte, the sixth is whole.
      if request.path.hasSuffix(weights), earlier < 5 { response.cut = earlier == 0 ? cut : 0 }
      return response
    }
    let error = #expect(throws: AssayError.self) { try hub.pull() }
    #expect(error?.message.contains("connection broke") == true)
    #expect(error?.remedy?.contains("goes on") == true)
    #expect(try hub.store.names() == [])
    #expect(hub.server.requests(ending: weights).count == 5)
    try hub.pull()
    #expect(hub.server.requests(ending: weights).last?.start == cut)
    #expect(hub.server.requests(ending: "/config.json").count == 1)
    let expected = try TinyHub.files()["model.safetensors"]
    #expect(try Files.read("\(hub.folder.url.path)/models/tiny\(weights)") == expected)
  }

  @Test func aHubWithoutRangesSendsTheWholeAgain() throws {
    let files = try TinyHub.files()
    let hub = try TinyHub(files: files) { request, response, earlier in
      guard request.path.hasSuffix(weights) else { return response }
      let body = files["model.safetensors"] ?? []
      return .init(body: body, cut: earlier == 0 ? body.count - 7 : nil)
    }
    try hub.pull()
    #expect(
      try Files.read("\(hub.folder.url.path)/models/tiny\(weights)") == files["model.safetensors"])
  }

  @Test(arguments: ["/model.safetensors", "/special_tokens_map.json"])
  func aWrongByteIsFetchedOnceMore(name: String) throws {
    let hub = try TinyHub { request, response, earlier in
      var response = response
      if request.path.hasSuffix(name), earlier == 0 { response.body[1] ^= 1 }
      return response
    }
    try hub.pull()
    #expect(hub.server.requests(ending: name).map(\.start) == [nil, nil])
    let expected = try TinyHub.files()[String(name.dropFirst())]
    #expect(try Files.read("\(hub.folder.url.path)/models/tiny\(name)") == expected)
  }

  @Test func aFileThatStaysWrongNeverAppears() throws {
    let hub = try TinyHub { request, response, _ in
      var response = response
      if request.path.hasSuffix(weights) { response.body[1] ^= 1 }
      return response
    }
    let error = #expect(throws: AssayError.self) { try hub.pull() }
    #expect(error?.message.contains("arrived wrong twice: its SHA-256 is") == true)
    #expect(try hub.store.names() == [])
    #expect(hub.server.requests(ending: weights).count == 2)
  }

  @Test func moreThanListedIsRefused() throws {
    let hub = try TinyHub { request, response, _ in
      var response = response
      if request.path.hasSuffix(weights) { response.body += [0] }
      return response
    }
    let error = #expect(throws: AssayError.self) { try hub.pull() }
    #expect(error?.message.contains("sends more than") == true)
  }

  @Test func aNewCommitReplacesTheModelAndKeepsWhatIsTheSame() throws {
    let old = try TinyHub()
    try old.pull()
    var files = try TinyHub.files()
    files["special_tokens_map.json"] = Array(#"{"eos_token": "<|endoftext|>"}"#.utf8)
    let new = try TinyHub(files: files, commit: "feed")
    let outcome = try ModelPull(
      ModelName("tiny"), from: new.client, to: old.store, version: "0", created: "later"
    ).run()
    let place = "\(old.folder.url.path)/models/tiny"
    #expect(outcome == .fetched(folder: place, unchecked: []))
    #expect(new.server.requests(ending: weights).isEmpty)
    #expect(
      try Files.read("\(place)/special_tokens_map.json") == files["special_tokens_map.json"])
    #expect(try old.store.model(ModelName("tiny")).record?.json["source"]?["commit"] == "feed")
    #expect(try Files.names(in: old.folder.url.path + "/removed") == [])
  }

  @Test func aHubThatListsNoHashesIsTold() throws {
    let hub = try TinyHub { request, response, _ in
      guard request.path.hasPrefix("/api/"),
        let json = try? JSONParser.parse(response.body, file: "-")
      else { return response }
      let names = json["siblings"]?.array?.compactMap { $0["rfilename"]?.string } ?? []
      let bare: JSONValue = [
        "sha": .string(TinyHub.commit),
        "siblings": .array(names.map { ["rfilename": .string($0)] }),
      ]
      return .init(body: Array(bare.text().utf8))
    }
    let files = [
      "config.json", "generation_config.json", "special_tokens_map.json", "model.safetensors",
    ]
    #expect(
      try hub.pull()
        == .fetched(folder: "\(hub.folder.url.path)/models/tiny", unchecked: files))
  }

  @Test func pickledWeightsAreNotFetched() throws {
    var files = try TinyHub.files()
    files["model.safetensors"] = nil
    let hub = try TinyHub(files: files)
    let error = #expect(throws: AssayError.self) { try hub.pull() }
    #expect(error?.message.contains("pickled") == true)
    #expect(error?.remedy?.contains("save_pretrained") == true)
    #expect(hub.server.requests.count == 1)
  }

  @Test func anotherKindOfModelIsRefusedBeforeItsWeights() throws {
    var files = try TinyHub.files()
    files["config.json"] = Array(#"{"model_type": "llama"}"#.utf8)
    let hub = try TinyHub(files: files)
    let error = #expect(throws: AssayError.self) { try hub.pull() }
    #expect(error?.message.contains("llama") == true)
    #expect(hub.server.requests(ending: weights).isEmpty)
  }
}
