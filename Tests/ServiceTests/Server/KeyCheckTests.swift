// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct KeyCheckTests {
  private func check(
    host: String = "127.0.0.1", key: String? = nil, allowed: AllowedOrigins = []
  ) -> KeyCheck {
    var configuration = ServiceConfiguration()
    configuration.host = host
    configuration.apiKey = key
    configuration.allowedOrigins = allowed
    return KeyCheck(configuration)
  }

  @Test(
    "Rows 64, 69: takes the key",
    arguments: ["Bearer sécret-key", "bearer sécret-key", "BEARER sécret-key"])
  func takesTheKey(header: String) throws {
    try check(key: "sécret-key").admit(authorization: header)
  }

  @Test(
    arguments: [
      nil, "", "Bearer", "Bearer ", "Bearer wrong", "sécret-key", "Basic sécret-key",
      "Bearer sécret-ke", "Bearer sécret-keys", "Bearer sécret-keysécret-key", "Bearer  sécret-key",
      "Bearer Sécret-key", "Bearer técret-key",
    ] as [String?])
  func refusesAnythingElse(header: String?) {
    let error = #expect(throws: APIError.self) {
      try check(key: "sécret-key").admit(authorization: header)
    }
    #expect(error == .unauthorized)
  }

  @Test func aKeyBelongsToAnOrganization() throws {
    var configuration = ServiceConfiguration()
    configuration.apiKey = "own"
    configuration.organizationKeys = ["acme=secret=", "other=word"].compactMap(OrganizationKey.init)
    let check = KeyCheck(configuration)
    for (key, name) in [("own", "personal"), ("secret=", "acme"), ("word", "other")] {
      let client = Client(organization: name, seesAll: false)
      #expect(try check.admit(authorization: "Bearer \(key)") == client)
      #expect(try check.admit(authorization: "Bearer \(key)", organization: name) == client)
      let error = #expect(throws: APIError.self) {
        try check.admit(authorization: "Bearer \(key)", organization: "org-third")
      }
      #expect(error == .otherOrganization)
    }
    #expect(throws: APIError.self) { try check.admit(authorization: "Bearer secret") }
    #expect(throws: APIError.self) { try check.admit(authorization: nil) }
  }

  /// Clients send the organization that they have elsewhere.
  @Test func oneKeyForAllSeesAllInAnyName() throws {
    let client = try check(key: "k").admit(authorization: "Bearer k", organization: "org-x")
    #expect(client == Client(organization: "personal", seesAll: true))
  }

  @Test(arguments: ["acme", "=key", "acme=", "a/b=key", ""])
  func aKeyOfAnOrganizationHasBoth(text: String) {
    #expect(OrganizationKey(text) == nil)
  }

  @Test func withoutAKeyAnyoneMayCome() throws {
    try check().admit(authorization: nil)
    try check().admit(authorization: "Bearer x")
  }

  @Test(arguments: [
    ("", "", true), ("a", "a", true), ("a", "b", false), ("", "a", false), ("a", "", false),
    ("ab", "a", false), ("aa", "a", false), ("abc", "abd", false), ("xbc", "abc", false),
  ])
  func comparesEveryByte(given: String, key: String, expected: Bool) {
    #expect(KeyCheck.areEqual(Array(given.utf8), Array(key.utf8)) == expected)
  }

  @Test(
    arguments: [
      nil, "127.0.0.1", "127.0.0.1:8080", "localhost:1", "LocalHost", "[::1]", "[::1]:8080",
    ] as [String?])
  func aLocalServerKnowsItsNames(host: String?) throws {
    for own in ["127.0.0.1", "::1", "localhost"] {
      try check(host: own).admit(host: host, origin: nil)
    }
  }

  @Test(arguments: ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "[::2]:80", ""])
  func aLocalServerAnswersToNoOtherName(host: String) throws {
    let error = #expect(throws: APIError.self) { try check().admit(host: host, origin: nil) }
    #expect(error?.status == 403)
    try check(host: "0.0.0.0").admit(host: host, origin: nil)
  }

  @Test func pagesOfItsOwnMayCall() throws {
    for origin in ["http://127.0.0.1:8080", "https://127.0.0.1:8080"] {
      try check().admit(host: "127.0.0.1:8080", origin: origin)
    }
  }

  @Test(arguments: [
    "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:8081", "null", "",
    "http://127.0.0.1:8080.evil.example",
  ])
  func pagesOfOtherSitesMayNot(origin: String) {
    let error = #expect(throws: APIError.self) {
      try check(allowed: ["https://notes.example"]).admit(host: "127.0.0.1:8080", origin: origin)
    }
    #expect(error?.status == 403)
    #expect(throws: APIError.self) { try check().admit(host: nil, origin: origin) }
  }

  @Test func pagesThatTheUserAllowsMay() throws {
    let one = check(allowed: ["https://notes.example"])
    try one.admit(host: "127.0.0.1:8080", origin: "https://notes.example")
    try one.admit(host: "127.0.0.1:8080", origin: "https://Notes.Example")
    let all = check(allowed: ["*"])
    try all.admit(host: "127.0.0.1:8080", origin: "https://any.example")
    #expect(throws: APIError.self) { try all.admit(host: "evil.example", origin: nil) }
  }

  @Test(arguments: [
    ("*", true), ("null", true), ("https://notes.example", true), ("http://localhost:3000", true),
    ("app://obsidian.md", true), ("https://notes.example/", false), ("notes.example", false),
    ("https://", false), ("https://a b", false), ("", false), ("https://a?b", false),
    ("https://a#b", false),
  ])
  func anOriginHasNoPath(text: String, expected: Bool) {
    #expect(AllowedOrigins.isValid(text) == expected)
  }
}
