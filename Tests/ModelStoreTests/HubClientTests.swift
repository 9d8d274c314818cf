// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import ModelStore

@Suite struct HubClientTests {
  @Test func theTokenStaysWithTheHub() throws {
    let files = try TinyHub.files()
    let store = try LocalServer { _ in .init(body: files["model.safetensors"] ?? []) }
    defer { store.stop() }
    let port = store.port
    let hub = try TinyHub { request, response, _ in
      guard request.path.hasSuffix("/model.safetensors") else { return response }
      return .init(status: 302, headers: ["Location": "http://localhost:\(port)/blob"])
    }
    try hub.pull()
    #expect(hub.server.requests.allSatisfy { $0.headers["authorization"] == "Bearer secret" })
    #expect(store.requests.map(\.path) == ["/blob"])
    #expect(store.requests[0].headers["authorization"] == nil)
  }

  @Test func aRedirectWithinTheHubKeepsTheToken() throws {
    let hub = try TinyHub { request, response, _ in
      guard request.path.hasPrefix("/api/models/old/") else { return response }
      return .init(
        status: 307, headers: ["Location": "/api/models/tiny/revision/main?blobs=true"])
    }
    let listing = try hub.client.listing(of: ModelName("old"), revision: "main")
    #expect(listing.commit == TinyHub.commit)
    #expect(hub.server.requests.count == 2)
    #expect(hub.server.requests[1].headers["authorization"] == "Bearer secret")
  }

  @Test(arguments: [
    (401, "does not accept the token", "HF_TOKEN"), (403, "refuses tiny", "terms"),
    (404, "has no tiny at revision main (gone)", "--revision"), (418, "answered 418", "later"),
  ]) func aRefusalSaysWhatToDo(status: Int, message: String, remedy: String) throws {
    let hub = try TinyHub { _, _, _ in
      .init(status: status, body: Array(#"{"error": "gone"}"#.utf8))
    }
    let error = #expect(throws: AssayError.self) { try hub.pull() }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.remedy?.contains(remedy) == true)
    #expect(hub.server.requests.count == 1)
  }

  @Test func withoutATokenA401AsksForOne() throws {
    let hub = try TinyHub { _, _, _ in .init(status: 401) }
    let client = try HubClient(endpoint: hub.server.url + "/")
    let error = #expect(throws: AssayError.self) {
      try client.listing(of: ModelName("tiny"), revision: "main")
    }
    #expect(error?.message.contains("without a token") == true)
    #expect(hub.server.requests[0].headers["authorization"] == nil)
  }

  @Test func aBusyHubIsAskedAgainLater() throws {
    let hub = try TinyHub { _, response, earlier in
      switch earlier {
      case 0: .init(status: 503)
      case 1: .init(status: 429, headers: ["Retry-After": "7"])
      default: response
      }
    }
    _ = try hub.client.listing(of: ModelName("tiny"), revision: "main")
    #expect(hub.pauses.all == [.milliseconds(500), .seconds(7)])
  }

  @Test func anUnreachableHubIsGivenUp() throws {
    let server = try LocalServer { _ in .init() }
    server.stop()
    let pauses = Pauses()
    let client = try HubClient(endpoint: server.url, pause: { pauses.add($0) })
    let error = #expect(throws: AssayError.self) {
      try client.listing(of: ModelName("tiny"), revision: "main")
    }
    #expect(error?.message.contains("cannot reach the hub at \(server.url)") == true)
    #expect(pauses.all == [500, 1000, 2000, 4000].map { .milliseconds($0) })
  }

  @Test(arguments: ["<html>", "{}", #"{"sha": "../..", "siblings": []}"#])
  func whatIsNoListIsRefused(body: String) throws {
    let hub = try TinyHub { _, _, _ in .init(body: Array(body.utf8)) }
    #expect(throws: AssayError.self) { try hub.pull() }
    #expect(try hub.folder.names == [])
  }

  @Test(arguments: ["ftp://hub", "hub.example"])
  func onlyWebAddressesAreHubs(endpoint: String) {
    #expect(throws: AssayError.self) { try HubClient(endpoint: endpoint) }
  }

  /// The values are those that sha256sum and git hash-object print.
  @Test func hashesAreThoseOfTheWorld() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("hello\n", to: "file")
    #expect(
      try ContentDigest.Kind.sha256.digest(ofFile: path).hex
        == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
    #expect(
      try ContentDigest.Kind.gitBlob.digest(ofFile: path).hex
        == "ce013625030ba8dba906f756967f9e9ca394464a")
  }
}
