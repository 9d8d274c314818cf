// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct QueryTests {
  @Test(arguments: [
    ("plain", "plain"), ("a%20b+c", "a b c"),
    ("%2Ftmp%2Fw%2Fval+%C3%A9.jsonl", "/tmp/w/val é.jsonl"),
    ("ada%3Aft-x+y", "ada:ft-x y"), ("..%2f..%2Fetc", "../../etc"), ("%4a%4A", "JJ"), ("%2B", "+"),
    ("", ""),
  ])
  func decodesEscapesAndPlus(text: String, expected: String) throws {
    #expect(try Query.decode(text.utf8) == expected)
  }

  @Test(arguments: ["%", "%4", "a%", "%zz", "%4g", "%g4", "%ff", "a%00b", "%f0%9f"])
  func refusesWhatIsNoText(text: String) {
    let error = #expect(throws: APIError.self) { try Query.decode(text.utf8) }
    #expect(error?.status == 400)
    #expect(throws: APIError.self) { try Query("x=\(text)") }
    #expect(throws: APIError.self) { try Query("\(text)=x") }
  }

  @Test func readsPairs() throws {
    let query = try Query("limit=20&after=a%20b+c&flag&limit=3&a%3Db=c=d&&=x")
    #expect(query["limit"] == "3")
    #expect(query["after"] == "a b c")
    #expect(query["flag"] == "")
    #expect(query["a=b"] == "c=d")
    #expect(query["none"] == nil)
    #expect(try Query(nil)["limit"] == nil)
  }

  @Test func wholeNumbersHaveARange() throws {
    func read(_ text: String?) throws -> Int {
      try Query(text).integer("n", in: 1...100, default: 20)
    }
    #expect(try read(nil) == 20)
    #expect(try read("n=1") == 1)
    #expect(try read("n=100") == 100)
    for text in ["n=0", "n=101", "n=-1", "n=", "n=x", "n=1.5", "n=+"] {
      let error = #expect(throws: APIError.self) { try read(text) }
      #expect(error?.message == "Invalid 'n': expected an integer from 1 to 100.")
      #expect(error?.param == "n")
      #expect(error?.code == "invalid_value")
    }
  }
}

/// Lists that are given out in parts.
@Suite struct ListPartTests {
  private func part(_ query: String?, of count: Int) throws -> Page<Int> {
    try Page(Query(query), items: Array(0..<count), largest: 5, standard: 3) { "\($0)" }
  }

  @Test(
    arguments: [
      (nil, 0, 0..<0, false), (nil, 3, 0..<3, false), (nil, 4, 0..<3, true),
      ("limit=5", 5, 0..<5, false), ("limit=1&after=0", 2, 1..<2, false),
      ("limit=1&after=0", 3, 1..<2, true), ("after=1", 5, 2..<5, false),
      ("after=1", 6, 2..<5, true),
      ("after=4", 5, 5..<5, false),
    ] as [(String?, Int, Range<Int>, Bool)])
  func partsFollowOneAnother(
    _ query: String?, _ count: Int, _ items: Range<Int>, _ hasMore: Bool
  ) throws {
    let found = try part(query, of: count)
    #expect(found.items == Array(items) && found.hasMore == hasMore)
  }

  @Test func whatIsNotInTheListIsRefused() {
    let error = #expect(throws: APIError.self) { try part("after=9", of: 5) }
    #expect(error?.param == "after")
    for query in ["limit=0", "limit=6"] {
      #expect(throws: APIError.self) { try part(query, of: 5) }
    }
  }
}
