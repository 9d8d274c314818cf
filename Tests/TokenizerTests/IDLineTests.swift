// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tokenizer

@Suite struct IDLineTests {
  private func read(_ text: String, isJSON: Bool) throws -> [Int32] {
    var line = IDLine()
    let bytes = Array(text.utf8)
    try bytes.withUnsafeBufferPointer {
      try line.read($0, isJSON: isJSON, vocabularySize: 100, file: "f", line: 2)
    }
    return line.ids
  }

  @Test func readsArraysAndPlainNumbers() throws {
    #expect(try read("[]", isJSON: true) == [])
    #expect(try read(" [ 1,2 , 99 ] ", isJSON: true) == [1, 2, 99])
    #expect(try read("", isJSON: false) == [])
    #expect(try read(" 1 2\t99 ", isJSON: false) == [1, 2, 99])
  }

  @Test(arguments: [
    ("", true, 1), ("1", true, 1), ("[1", true, 3), ("[1,]", true, 4), ("[1 2]", true, 4),
    ("[-1]", true, 2), ("[1.5]", true, 3), ("[100]", true, 2),
    ("[9999999999999999999999]", true, 2),
    ("[1] 2", true, 5), ("1 x", false, 3), ("100", false, 1),
  ])
  func refusesOthersWithTheirPlace(text: String, isJSON: Bool, column: Int) {
    let error = #expect(throws: AssayError.self) { try read(text, isJSON: isJSON) }
    #expect(error?.location == Location(file: "f", line: 2, column: column))
  }
}
