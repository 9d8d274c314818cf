// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@Suite struct AssayErrorTests {
  @Test func saysWhereWhatAndWhatToDo() {
    let error = AssayError(
      "a row is too long", at: Location(file: "a.csv", line: 3, column: 7), remedy: "Cut it",
      code: .rowTooLarge)
    #expect("\(error)" == "a.csv:3:7: IO006: a row is too long. Cut it")
    #expect("\(AssayError("nothing to do"))" == "nothing to do")
    #expect("\(AssayError("gone", at: Location(file: "b")))" == "b: gone")
  }
}
