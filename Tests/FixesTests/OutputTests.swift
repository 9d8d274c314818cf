// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Testing

@testable import Fixes

@Suite struct OutputTests {
  @Test func takenNamesGetANumber() {
    let taken = ["t_prepared_valid.jsonl", "t_prepared_labels (1).json"]
    let names = OutputNames(input: "t.csv", isSplit: true, hasLabels: true) {
      taken.contains($0)
    }
    #expect(
      names.all == [
        "t_prepared_train (2).jsonl", "t_prepared_valid (2).jsonl", "t_prepared_labels (2).json",
      ])
  }

  @Test func theUsersNameIsTakenAsItIs() {
    #expect(OutputNames(output: "x.jsonl", isSplit: false, hasLabels: false).all == ["x.jsonl"])
    #expect(
      OutputNames(output: "x.jsonl", isSplit: true, hasLabels: false).all
        == ["x_train.jsonl", "x_valid.jsonl"])
  }

  @Test func labelsAreNumberedInTheOrderOfTheirBytes() throws {
    let map = LabelMap(numbering: ["b", "a", "É", "Z", "a"])
    #expect(map.labels == ["Z", "a", "b", "É"])
    #expect(map.json.text() == #"{"Z":0,"a":1,"b":2,"É":3}"#)
    #expect(try LabelMap(map.json, file: "labels.json") == map)
  }

  @Test(arguments: [#"{"a": 0, "b": 0}"#, #"{"a": 1}"#, #"{"a": "x"}"#, "[]", "{}"])
  func brokenMapsAreErrors(_ text: String) throws {
    let json = try JSONParser.parse(Array(text.utf8), file: "labels.json")
    #expect(throws: AssayError.self) { try LabelMap(json, file: "labels.json") }
  }
}
