// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct PageTests {
  private func page(_ query: String?, _ items: [String] = ["a", "b", "c"]) throws -> Page<String> {
    try Page(try Query(query), items: items, largest: 3, standard: 2) { $0 }
  }

  @Test(
    arguments: [
      (nil, ["a", "b"], true), ("limit=3", ["a", "b", "c"], false), ("limit=1", ["a"], true),
      ("after=a", ["b", "c"], false), ("after=a&limit=1", ["b"], true), ("after=b", ["c"], false),
      ("after=c", [], false),
    ] as [(String?, [String], Bool)])
  func showsAPart(query: String?, items: [String], hasMore: Bool) throws {
    let page = try page(query)
    #expect(page.items == items)
    #expect(page.hasMore == hasMore)
  }

  @Test func anEmptyListIsAPage() throws {
    let page = try page(nil, [])
    #expect(page.items.isEmpty && !page.hasMore)
  }

  @Test(arguments: [("limit=0", "limit"), ("limit=4", "limit"), ("after=x", "after")])
  func refusesWhatIsNotThere(query: String, param: String) {
    let error = #expect(throws: APIError.self) { try page(query) }
    #expect(error?.status == 400 && error?.param == param)
  }
}
