// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import JSON
import Records
import RowsTestSupport
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
    #expect(names.earlier == "t_prepared_train.jsonl")
    let whole = OutputNames(input: "t.csv", isSplit: false, hasLabels: false) {
      $0 == "t_prepared.jsonl"
    }
    #expect(whole.all == ["t_prepared (1).jsonl"] && whole.earlier == "t_prepared.jsonl")
    let free = OutputNames(input: "t.csv", isSplit: false, hasLabels: true) { _ in false }
    #expect(free.train == "t_prepared.jsonl" && free.valid == nil && free.earlier == nil)
    #expect(free.labels == "t_prepared_labels.json")
  }

  @Test func theUsersNameIsTakenAsItIs() {
    #expect(OutputNames(output: "x.jsonl", isSplit: false, hasLabels: false).all == ["x.jsonl"])
    #expect(
      OutputNames(output: "x.jsonl", isSplit: true, hasLabels: false).all
        == ["x_train.jsonl", "x_valid.jsonl"])
    let names = OutputNames(output: "x.jsonl", isSplit: false, hasLabels: true)
    #expect(names.train == "x.jsonl" && names.valid == nil && names.labels == "x_labels.json")
    #expect(names.earlier == nil)
  }

  @Test func labelsAreNumberedInTheOrderOfTheirBytes() throws {
    let map = LabelMap(numbering: ["b", "a", "É", "Z", "a"])
    #expect(map.labels == ["Z", "a", "b", "É"])
    #expect(map.json.text() == #"{"Z":0,"a":1,"b":2,"É":3}"#)
    #expect(try LabelMap(map.json, file: "labels.json") == map)
  }

  private func profile(_ labels: [String]) throws -> Profile {
    let rows = labels.enumerated().map { (prompt: "p\($0)", completion: $1) }
    let stream = RecordStream(ExampleRows.source(rows), names: ColumnNames(), threads: 1)
    return try Surveyor(settings: Settings(), analyzers: []).profile(stream)
  }

  /// A number stands for a label and the space around it; what is no label stays.
  @Test func numbersStandForLabels() throws {
    let map = LabelMap(numbering: ["yes", "no", "maybe"])
    let step = try map.step(
      for: profile(["yes", "no", "yes", "no", " yes", "no", "no"]), file: "x")
    #expect(step.title == "number the 3 classes")
    var texts: [String] = []
    for batch in ExampleRows.source([("a", " yes\n"), ("b", "no"), ("c", "other")]).batches {
      RecordBatch(batch).visit { record in
        var edited = EditableRecord(record)
        step.apply(to: &edited)
        texts.append(String(decoding: edited.completion, as: UTF8.self))
      }
    }
    #expect(texts == [" 2", " 1", "other"])
  }

  @Test func labelsThatAMapLacksAreErrors() throws {
    let rows = try profile(["yes", "no", "yes", "no", "yes", "no", "no"])
    let near = #expect(throws: AssayError.self) {
      try LabelMap(numbering: ["yes", "not"]).step(for: rows, file: "x.jsonl")
    }
    #expect(near?.message == "the label `no` is not in the map")
    #expect(near?.location == Location(file: "x.jsonl", row: 1, line: 3))
    #expect(near?.remedy == "Did you mean `not`?")
    let far = #expect(throws: AssayError.self) {
      try LabelMap(numbering: ["no", "something"]).step(for: rows, file: "x.jsonl")
    }
    #expect(far?.message == "the label `yes` is not in the map")
    #expect(far?.location?.row == 0)
    #expect(far?.remedy == "Use the map of the file that the model was trained on")
  }

  @Test(arguments: [#"{"a": 0, "b": 0}"#, #"{"a": 1}"#, #"{"a": "x"}"#, "[]", "{}"])
  func brokenMapsAreErrors(_ text: String) throws {
    let json = try JSONParser.parse(Array(text.utf8), file: "labels.json")
    #expect(throws: AssayError.self) { try LabelMap(json, file: "labels.json") }
  }
}
