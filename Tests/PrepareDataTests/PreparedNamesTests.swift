// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@testable import PrepareData

@Suite struct PreparedNamesTests {
  @Test(arguments: [
    ("a.csv", "a"), ("a.b.csv", "a.b"), (".csv", ".csv"), ("d.x/a", "d.x/a"), ("d/.csv", "d/.csv"),
    ("..a.csv", "..a"), ("a.", "a"),
  ])
  func cutsTheExtension(_ path: String, _ stem: String) {
    #expect(PreparedNames.stem(of: path) == stem)
  }

  @Test func numbersAllNamesWhenOneIsTaken() throws {
    let folder = try TemporaryFolder()
    let input = folder.url.path + "/x.csv"
    let stem = folder.url.path + "/x_prepared"
    #expect(PreparedNames.free(for: input, isSplit: false) == ["\(stem).jsonl"])
    try folder.write("", to: "x_prepared_valid.jsonl")
    #expect(
      PreparedNames.free(for: input, isSplit: true)
        == ["\(stem)_train (1).jsonl", "\(stem)_valid (1).jsonl"])
    try folder.write("", to: "x_prepared_train (1).jsonl")
    #expect(PreparedNames.free(for: input, isSplit: true).first == "\(stem)_train (2).jsonl")
  }

  @Test(arguments: [(7, 5, 2), (5_000, 4_000, 1_000), (6_000, 5_000, 1_000), (10, 8, 2)])
  func splitsFourFifthsOrAllButAThousand(_ count: Int, _ training: Int, _ validation: Int) {
    let texts = PandasColumn((0..<count).map { "\($0)" })
    let split = OriginalSplit(
      PairFrame(prompt: texts, completion: texts, index: .range(count), columns: []))
    #expect(split.training.count == training)
    #expect(split.validation.count == validation)
    #expect(Set(split.training + split.validation).count == count)
    #expect(split.validation == split.validation.sorted())
  }
}
