// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import PrepareData

@Suite struct FrameTests {
  static func frame(
    _ pairs: [(String, String)], columns: [String] = ["prompt", "completion"],
    index: RowIndex? = nil
  ) -> PairFrame {
    PairFrame(
      prompt: PandasColumn(pairs.map(\.0)), completion: PandasColumn(pairs.map(\.1)),
      index: index ?? .range(pairs.count), columns: columns.map { PandasColumnName(text: $0) })
  }

  static func pairs(_ frame: PairFrame) -> [[String]] {
    (0..<frame.count).map { [frame.prompt[$0], frame.completion[$0]] }
  }

  @Test func fieldsAreColumns() {
    var frame = Self.frame([("a", "x")])
    #expect(frame[.prompt][0] == "a" && frame[.completion][0] == "x")
    frame[.completion] = PandasColumn(["y"])
    frame[.prompt] = PandasColumn(["b"])
    #expect(Self.pairs(frame) == [["b", "y"]])
  }

  @Test func rowsAreSelectedWithTheirLabels() {
    let frame = Self.frame([("a", "x"), ("b", "y"), ("c", "z")])
    let selected = frame.selected([2, 0])
    #expect(
      Self.pairs(selected) == [["c", "z"], ["a", "x"]] && selected.index == .numbers([2, 0]))
    let kept = frame.kept([true, false, true])
    #expect(Self.pairs(kept) == [["a", "x"], ["c", "z"]] && kept.index == .numbers([0, 2]))
    #expect(kept.columns == frame.columns)
  }

  @Test func theExactNameIsFoundFirst() {
    let names = ["PROMPT", "prompt", "Completion"].map { PandasColumnName(text: $0) }
    #expect(PandasColumnName.position(of: .prompt, in: names) == 1)
    #expect(PandasColumnName.position(of: .completion, in: names) == 2)
    #expect(PandasColumnName.position(of: .prompt, in: []) == nil)
    #expect(!PandasColumnName(text: "prompt", isText: false).isExactly(.prompt))
    #expect(PandasColumnName(text: "prompt").isExactly(.prompt))
  }

  @Test func aKeyWithHalfAPairIsNoText() {
    #expect(!PandasColumnName(key: [0x61, 0xED, 0xB0, 0x80]).isText)
    #expect(PandasColumnName(key: Array("ï".utf8)).isText)
  }

  @Test func onlyLettersOfASCIIAreLowered() {
    #expect("AZ@[é É".lowercasedASCII == "az@[é É")
  }

  @Test func theMissingColumnIsNamed() {
    let names = ["Prompt", "text"].map { PandasColumnName(text: $0) }
    let error = PandasColumnName.missing(in: names, file: "t.csv")
    #expect(error.message == "the column `completion` is missing; found `Prompt`, `text`")
    #expect(error.code == .missingColumn && error.location?.file == "t.csv")
    #expect(PandasColumnName.missing(in: [], file: "t").message == "the column `prompt` is missing")
  }

  @Test func theTaskIsGuessed() {
    func task(_ pairs: [(String, String)]) -> TaskKind {
      TaskKind(inferredFrom: Self.frame(pairs))
    }
    #expect(task([("", "x"), ("", "y")]) == .openEnded)
    #expect(task((0..<7).map { ("p\($0)", "c\($0 % 2)") }) == .classification)
    // A third as many is not fewer.
    #expect(task((0..<6).map { ("p\($0)", "c\($0 % 2)") }) == .conditional)
    #expect(task([]) == .openEnded)
  }

  @Test func keysEndAtAZeroByteUnlessHalfAPairStandsThere() {
    func key(_ bytes: [UInt8]) -> [UInt8] {
      bytes.withUnsafeBufferPointer { Array(PandasColumn.key(of: $0)) }
    }
    #expect(key([0x61, 0, 0x62]) == [0x61])
    #expect(key([0x61, 0, 0xED, 0xA0, 0x80]) == [0x61, 0, 0xED, 0xA0, 0x80])
    #expect(key([]) == [] && key([0]) == [])
    #expect(PandasColumn(["a"]).hasPlainKeys && !PandasColumn(["a\0"]).hasPlainKeys)
    #expect(!PandasColumn(["\u{D7FF}"]).holdsSurrogate)
  }

  @Test func columnsGrowAndShrink() {
    var column = PandasColumn(["ab", "c"])
    column.removeLastRow()
    #expect(column.count == 1 && column.bytes == Array("ab".utf8))
    column.removeLastRow()
    #expect(column.count == 0 && column.bytes == [])
    #expect(PandasColumn(["a", ""]).appending(Array("->".utf8)) == PandasColumn(["a->", "->"]))
    #expect(PandasColumn(["a", "b", "c"]).kept([true, false, true]) == PandasColumn(["a", "c"]))
    #expect(
      PandasColumn(["a", "a"]).allEqual([0x61]) && !PandasColumn(["a", "b"]).allEqual([0x61]))
    #expect(PandasColumn([]).allEqual([0x61]))
  }
}
