// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import PrepareData

@Suite struct PandasCSVTests {
  private func read(_ text: String, separator: String = ",") throws(AssayError) -> PandasCSV.Reading
  {
    try PandasCSV(file: "t.csv", separator: Array(separator.utf8)[0]).read(Array(text.utf8))
  }

  private func error(_ text: String) -> AssayError? {
    do throws(AssayError) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  private func pairs(_ reading: PandasCSV.Reading) -> [[String]] {
    (0..<reading.frame.count).map { [reading.frame.prompt[$0], reading.frame.completion[$0]] }
  }

  @Test func readsTheTwoColumns() throws {
    let reading = try read("completion,other,prompt\nx,1,a\ny,2,b\n")
    #expect(pairs(reading) == [["a", "x"], ["b", "y"]])
    #expect(reading.frame.columns.map(\.text) == ["completion", "other", "prompt"])
    #expect(reading.frame.index == .range(2) && reading.labelColumns == 0)
    #expect(reading.violations(file: "t.csv") == [])
    #expect(pairs(try read("prompt\tcompletion\na,b\tx\n", separator: "\t")) == [["a,b", "x"]])
  }

  @Test func theExactNameGoesBeforeOneInCapitals() throws {
    #expect(pairs(try read("Prompt,prompt,COMPLETION\na,b,x\n")) == [["b", "x"]])
  }

  @Test func wordsForNoValueAreEmptied() throws {
    let reading = try read("prompt,completion\nNA,x\n,y\nnull pointer,nan\n\"NULL\",z\n")
    #expect(pairs(reading) == [["", "x"], ["", "y"], ["null pointer", ""], ["", "z"]])
    #expect(reading.missingWords == [0, 2, 3])
    let violation = try #require(reading.violations(file: "t.csv").first)
    #expect(violation.code == .cellsEmptied && violation.rowCount == 3)
    #expect(violation.values == ["what": EmptiedCells.words, "list": "0, 2, 3"])
  }

  @Test func aRowIsListedOnce() throws {
    #expect(try read("prompt,completion\nNA,NA\na\0,b\0\n").missingWords == [0])
    #expect(try read("prompt,completion\nNA,NA\na\0,b\0\n").cutCells == [1])
  }

  @Test func cellsEndAtAZeroByte() throws {
    let reading = try read("prompt,completion\na\0b,x\nc,y\0\n")
    #expect(pairs(reading) == [["a", "x"], ["c", "y"]])
    #expect(reading.cutCells == [0, 1])
    #expect(reading.violations(file: "f").map(\.code) == [.cellsCut])
    #expect(reading.violations(file: "f")[0].values == ["list": "0, 1"])
  }

  /// Cells that the first row has more than the header become labels, and all others move.
  @Test func surplusCellsBecomeLabels() throws {
    let one = try read("prompt,completion\nl1,a,x\nl2,b,y\n")
    #expect(pairs(one) == [["a", "x"], ["b", "y"]])
    #expect(one.labelColumns == 1)
    #expect(one.frame.index == .texts([Array("l1\0".utf8), Array("l2\0".utf8)]))
    #expect(one.violations(file: "f")[0].values == ["cells": "1 cell"])
    #expect(one.violations(file: "f")[0].rowCount == 2)
    let two = try read("prompt,completion\nNA,2,a,x\n,2,b,y\n")
    #expect(two.labelColumns == 2 && pairs(two) == [["a", "x"], ["b", "y"]])
    // All words for no value are the same label.
    #expect(two.frame.index == .tuples([[0, 0x32, 0], [0, 0x32, 0]]))
    #expect(two.violations(file: "f")[0].values == ["cells": "2 cells"])
  }

  @Test func shortRowsAreFilled() throws {
    #expect(pairs(try read("prompt,completion\na\nb,y\n")) == [["a", ""], ["b", "y"]])
  }

  /// The cells that are filled in are many more than the file has bytes.
  @Test func manyShortRowsAreFilled() throws {
    let header = "prompt,completion," + (0..<40).map { "c\($0)" }.joined(separator: ",")
    let rows = String(repeating: "a\n", count: 400)
    #expect(pairs(try read("\(header)\n\(rows)")) == Array(repeating: ["a", ""], count: 400))
  }

  @Test func refusals() {
    #expect(error("")?.code == .noRows)
    #expect(error("prompt,completion\n\"a,x\n")?.code == .faultyQuote)
    let long = error("prompt,completion\na,x\nb,y,z\n")
    #expect(long?.code == .raggedRow && long?.message == "a row has 3 cells where 2 were expected")
    #expect(long?.location?.row == 1 && long?.location?.line == 3)
    let missing = error("prompt,answer\na,x\n")
    #expect(missing?.message == "the column `completion` is missing; found `prompt`, `answer`")
    #expect(error("prompt,completion\r1,2\r 3,4\r 5,6\r")?.code == nil)
  }
}
