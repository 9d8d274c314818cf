// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct PathSegmentsTests {
  @Test(arguments: [
    ("/v1/files", ["files"]),
    ("/files/", ["files"]),
    ("/", []),
    ("/v1/files/%2Ftmp%2Fw%2Fsub+dir%2Fval+%C3%A9.jsonl", ["files", "/tmp/w/sub dir/val é.jsonl"]),
    ("/engines/ada%3Aft-x+y/completions?stream=true", ["engines", "ada:ft-x y", "completions"]),
    ("/v1/files/..%2f..%2Fetc", ["files", "../../etc"]),
    ("/v1/v1", ["v1"]),
  ])
  func decodesEachSegmentAfterTheSplit(target: String, expected: [String]) throws {
    #expect(try PathSegments.parse(target) == expected)
  }

  @Test(arguments: ["/files/%", "/files/%4", "/files/%zz", "/files/%ff", "/files/a%00b"])
  func refusesWhatIsNoText(target: String) {
    #expect(throws: APIError.self) { try PathSegments.parse(target) }
  }

  @Test func readsTheQuery() throws {
    let query = try PathSegments.query("/x?limit=20&after=a%20b+c&flag&limit=3#f?g=1")
    #expect(query == ["limit": "3", "after": "a b c", "flag": ""])
    #expect(try PathSegments.query("/x").isEmpty)
  }
}
