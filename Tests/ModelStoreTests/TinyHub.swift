// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Synchronization

@testable import ModelStore

/// A hub with one tiny model, whose misdeeds a test chooses.
final class TinyHub: Sendable {
  static let commit = "0123456789abcdef0123456789abcdef01234567"

  /// What the model consists of, and what a hub has beside it.
  static func files() throws -> [String: [UInt8]] {
    let folder = try TemporaryFolder()
    let model = try GPT2Model(
      configuration: GPT2Configuration(positions: 8, width: 4, layers: 1, heads: 2), seed: 5)
    try model.save(to: folder.url.path)
    var files: [String: [UInt8]] = [:]
    for name in try folder.names {
      files[name] = Array(try Data(contentsOf: folder.url.appending(path: name)))
    }
    files["special_tokens_map.json"] = Array("{}".utf8)
    files["pytorch_model.bin"] = [0x80, 2]
    files["README.md"] = Array("A model.".utf8)
    files["onnx/model.safetensors"] = [1]
    files["../../evil/config.json"] = [2]
    return files
  }

  let server: LocalServer
  let folder: TemporaryFolder
  /// What was waited between tries.
  let pauses: Pauses

  /// - Parameter answer: replaces the answer to a request of its own choice; it is given the
  ///   requests for that path so far, this one not counted.
  init(
    files: [String: [UInt8]]? = nil, commit: String = commit,
    answer:
      @escaping @Sendable (LocalServer.Request, LocalServer.Response, Int) ->
      LocalServer.Response = { _, response, _ in response }
  ) throws {
    let files = try files ?? Self.files()
    let listing = try Self.listing(files, commit: commit)
    let counts = Mutex<[String: Int]>([:])
    folder = try TemporaryFolder()
    pauses = Pauses()
    server = try LocalServer { request in
      let earlier = counts.withLock { counts in
        counts[request.path, default: 0] += 1
        return counts[request.path, default: 0] - 1
      }
      return answer(request, Self.answer(request, files, listing), earlier)
    }
  }

  deinit {
    server.stop()
  }

  var store: LocalStore { LocalStore(home: folder.url.path) }

  var client: HubClient {
    get throws {
      try HubClient(endpoint: server.url, token: "secret", pause: { [pauses] in pauses.add($0) })
    }
  }

  @discardableResult
  func pull(
    _ name: String = "tiny", as localName: String? = nil, revision: String = "main"
  ) throws -> ModelPull.Outcome {
    try ModelPull(
      ModelName(name), from: client, to: store, as: localName.map { try ModelName($0) },
      revision: revision, version: "0", created: "2026-01-01T00:00:00Z"
    ).run()
  }

  private static func answer(
    _ request: LocalServer.Request, _ files: [String: [UInt8]], _ listing: [UInt8]
  ) -> LocalServer.Response {
    if request.path.hasPrefix("/api/models/tiny/revision/") {
      return .init(headers: ["Content-Type": "application/json"], body: listing)
    }
    let parts = request.path.split(separator: "/", maxSplits: 3).map(String.init)
    guard parts.count == 4, parts[0] == "tiny", let body = files[parts[3]] else {
      return .init(status: 404, body: Array(#"{"error": "Repository not found"}"#.utf8))
    }
    guard let start = request.start else { return .init(body: body) }
    return .init(
      status: 206, headers: ["Content-Range": "bytes \(start)-\(body.count - 1)/\(body.count)"],
      body: Array(body[start...]))
  }

  /// Large files have a SHA-256, small ones the hash that git knows them by.
  private static func listing(_ files: [String: [UInt8]], commit: String) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let siblings = try files.sorted { $0.key < $1.key }.map { name, bytes -> JSONValue in
      let path = try folder.write(Data(bytes), to: "file")
      let size = JSONValue.integer(bytes.count)
      let git = try ContentDigest.Kind.gitBlob.digest(ofFile: path).hex
      guard name.hasSuffix(".safetensors") || name.hasSuffix(".bin") else {
        return ["rfilename": .string(name), "size": size, "blobId": .string(git)]
      }
      let sha256 = try ContentDigest.Kind.sha256.digest(ofFile: path).hex
      return [
        "rfilename": .string(name), "size": size, "blobId": .string(git),
        "lfs": ["sha256": .string(sha256), "size": size, "pointerSize": 130],
      ]
    }
    let json: JSONValue = ["id": "tiny", "sha": .string(commit), "siblings": .array(siblings)]
    return Array(json.text().utf8)
  }
}

/// What was waited, instead of waiting.
final class Pauses: Sendable {
  private let durations = Mutex<[Duration]>([])

  func add(_ duration: Duration) { durations.withLock { $0.append(duration) } }
  var all: [Duration] { durations.withLock { $0 } }
}
