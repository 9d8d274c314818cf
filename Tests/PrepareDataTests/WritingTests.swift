// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import PrepareData

@Suite struct WritingTests {
  // MARK: - MersenneTwister

  /// The first numbers of MT19937 as its authors' own program prints them.
  @Test(
    arguments: [
      (5489, [3_499_211_612, 581_869_302, 3_890_346_734, 3_586_334_585, 545_404_204]),
      (42, [1_608_637_542, 3_421_126_067, 4_083_286_876, 787_846_414, 3_143_890_026]),
    ] as [(UInt32, [UInt32])])
  func drawsTheKnownNumbers(_ seed: UInt32, _ numbers: [UInt32]) {
    var generator = MersenneTwister(seed: seed)
    #expect(numbers.map { _ in generator.next() } == numbers)
  }

  /// The ten-thousandth number of seed 5489 is in the standard of C++.
  @Test func renewsItsState() {
    var generator = MersenneTwister(seed: 5489)
    for _ in 0..<9999 { _ = generator.next() }
    #expect(generator.next() == 4_123_659_995)
  }

  @Test func permutes() {
    var generator = MersenneTwister(seed: 42)
    #expect(generator.permutation(10) == [8, 1, 5, 0, 7, 2, 9, 4, 3, 6])
    #expect(generator.permutation(0) == [] && generator.permutation(1) == [0])
    #expect(generator.permutation(100).sorted() == Array(0..<100))
  }

  // MARK: - OriginalSplit

  private func classes(_ count: Int, _ index: RowIndex? = nil) -> PairFrame {
    FrameTests.frame((0..<count).map { ("p\($0)", "c\($0 % 2)") }, index: index)
  }

  @Test func fourFifthsTrain() {
    let split = OriginalSplit(classes(10))
    #expect(split.training == [8, 1, 5, 0, 7, 2, 9, 4])
    #expect(split.validation == [3, 6])
    #expect(split.violations(classes(10), file: "t").isEmpty)
  }

  @Test func atMostAThousandRowsValidate() {
    let split = OriginalSplit(classes(6000))
    #expect(split.training.count == 5000 && split.validation.count == 1000)
    #expect(OriginalSplit(classes(5000)).validation.count == 1000)
    #expect(OriginalSplit(classes(4999)).validation.count == 1000)
    #expect(OriginalSplit(classes(4990)).validation.count == 998)
  }

  @Test func rowsOfOneLabelMayBeInNeitherFile() throws {
    let frame = classes(10, .texts([[UInt8]](repeating: [0x78], count: 10)))
    let split = OriginalSplit(frame)
    #expect(split.validation == [])
    let violations = split.violations(frame, file: "t.csv")
    #expect(violations.map(\.code) == [.rowsInNeitherFile, .classInOneSplit])
    #expect(violations[0].rowCount == 2)
    #expect(
      violations[1].values == [
        "classes": "2 classes",
        "labels": "in the training file alone, not in the validation file: `c0`, `c1`",
      ])
  }

  @Test func aClassOfOneFileIsNamed() throws {
    var pairs = (0..<10).map { ("p\($0)", "c\($0 % 2)") }
    pairs[3].1 = "rare"
    pairs[8].1 = "odd"
    let frame = FrameTests.frame(pairs)
    let violations = OriginalSplit(frame).violations(frame, file: "t.csv")
    #expect(
      violations.map { $0.values["labels"] } == [
        "in the validation file alone, not in the training file: `rare`",
        "in the training file alone, not in the validation file: `c1`, `odd`",
      ])
    #expect(violations.map { $0.values["classes"] } == ["1 class", "2 classes"])
  }

  @Test func fiveLabelsAreShown() throws {
    let frame = FrameTests.frame((0..<10).map { ("p\($0)", "c\($0)") })
    let violations = OriginalSplit(frame).violations(frame, file: "t.csv")
    #expect(violations[0].values["classes"] == "2 classes")
    #expect(violations[1].values["labels"]?.hasSuffix("`c4`, `c5`, ...") == true)
  }

  // MARK: - PandasJSONLines

  private func written(_ pairs: [(String, String)], rows: [Int]? = nil) -> String {
    let frame = FrameTests.frame(pairs)
    let bytes = PandasJSONLines.bytes(frame, rows: rows ?? Array(0..<frame.count))
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("a/b", #"a\/b"#), ("\"\\", #"\"\\"#), ("\u{8}\t\n\u{C}\r", #"\b\t\n\f\r"#),
    ("\u{0}\u{1F}\u{B}", #"\u0000\u001f\u000b"#), ("é東😀\u{7F}", "é東😀\u{7F}"), ("", ""),
    ("x\ny\nz", #"x\ny\nz"#),
  ])
  func textsAreEscaped(_ text: String, _ escaped: String) {
    #expect(written([(text, "c")]) == "{\"prompt\":\"\(escaped)\",\"completion\":\"c\"}\n")
    #expect(written([("p", text)]) == "{\"prompt\":\"p\",\"completion\":\"\(escaped)\"}\n")
  }

  @Test func rowsComeInTheOrderAskedFor() {
    let text = written([("a", "1"), ("b", "2"), ("c", "3")], rows: [2, 0])
    #expect(
      text == #"{"prompt":"c","completion":"3"}"# + "\n" + #"{"prompt":"a","completion":"1"}"#
        + "\n")
    #expect(written([("a", "1")], rows: []) == "\n")
  }
}
