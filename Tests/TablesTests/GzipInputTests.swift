// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Testing

@testable import Tables

@Suite struct GzipInputTests {
  /// `printf 'prompt,completion\na -> ,"b\nc"\n' | gzip -n`
  private let packed = Data(
    base64Encoded: "H4sIAAAAAAAAAysoys8tKNFJBpI5qSWZ+XlciQq6dgo6SklcyUpcAPahRkweAAAA")!

  @Test func readsPackedText() throws {
    for name in ["in.csv.gz", "in.csv"] {
      let table = try ReadTable(packed, as: name, options: .tiny(chunk: 5))
      #expect(table.rows == [["a -> ", "b\nc"]])
    }
  }

  @Test func readsSeveralMembersAndZerosBehind() throws {
    let table = try ReadTable(
      packed + Data(base64Encoded: "H4sIAAAAAAAAA6vQqeQCAErDsKAEAAAA")! + Data(count: 100),
      as: "in.csv.gz")
    #expect(table.rows == [["a -> ", "b\nc"], ["x", "y"]])
  }

  @Test func noticesWhatIsCutShortAtAnyByte() throws {
    for count in 3..<packed.count {
      let error = try readingError(packed.prefix(count), as: "in.csv.gz")
      #expect(error.message == "the gzip data is cut short")
    }
    let two = packed + Data(base64Encoded: "H4sIAAAAAAAAA6vQqeQCAErDsKAEAAAA")!
    for count in packed.count + 1..<two.count {
      let error = try readingError(two.prefix(count), as: "in.csv.gz")
      #expect(error.message == "the gzip data is cut short")
      #expect(error.code == .wrongFormat && error.remedy == "Fetch the file again")
    }
  }

  @Test func noticesDamage() throws {
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    #expect(
      try readingError(damaged, as: "in.csv.gz").message.hasPrefix("the gzip data is damaged"))
    let garbage = packed + Data("garbage".utf8)
    #expect(
      try readingError(garbage, as: "in.csv.gz").message.hasPrefix("the gzip data is damaged"))
  }
}
