// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct ModelNameTests {
  /// 2022-02-18 12:03:20 UTC.
  private let time = 1_645_185_800

  @Test func namesFollowTheServices() {
    #expect(
      ModelName.make(base: "curie", organization: "personal", suffix: nil, at: time)
        == "curie:ft-personal-2022-02-18-12-03-20")
    #expect(
      ModelName.make(base: "curie", organization: "acme", suffix: "Custom  model_Name!", at: time)
        == "curie:ft-acme:custom-model-name-2022-02-18-12-03-20")
    #expect(
      ModelName.make(
        base: "curie:ft-personal-2021-01-01-00-00-00", organization: "personal", suffix: nil,
        at: time) == "curie:ft-personal-2022-02-18-12-03-20")
  }

  @Test func identifiersAreMintedAndChecked() {
    for kind in Identifier.Kind.allCases {
      let id = Identifier.mint(kind)
      #expect(id.utf8.count == kind.rawValue.utf8.count + 24)
      #expect(Identifier.isValid(id, kind))
      #expect(Identifier.mint(kind) != id)
    }
    for text in [
      "file-", "file-../../../../etc/passwd0000", "file-" + String(repeating: "é", count: 12),
      "ft-" + String(repeating: "a", count: 24), "file-" + String(repeating: "a", count: 25),
      "file-" + String(repeating: "a", count: 23) + "/",
    ] {
      #expect(!Identifier.isValid(text, .file))
    }
  }
}
