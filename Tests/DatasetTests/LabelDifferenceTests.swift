// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Dataset

/// Labels that are none of the classes, and what they may be all the same.
@Suite struct LabelDifferenceTests {
  @Test(
    arguments: [
      (" yes ", .ends), ("yes<|endoftext|>", .ends), ("yes END", .ends), ("yes###", .ends),
      ("YES", .letterCase), ("Yes!", .marks), ("(yes)", .marks), ("yess", .spelling),
      ("ys", nil), ("maybe", nil), ("3", .number),
    ] as [(String, LabelDifference.Kind?)])
  func theCauseIsNamed(_ label: String, _ kind: LabelDifference.Kind?) {
    let search = LabelDifference.Search(["yes", "no"])
    #expect(search.difference(of: label)?.kind == kind)
  }

  /// Classes of a file with stray spaces differ in their ends alone; labels as they stand in it still
  /// mean one of them each.
  @Test func ofClassesThatDifferInSpaceTheOneWithTheSameEndIsMeant() {
    let search = LabelDifference.Search([" yes", " yes ", " no", "\tno"])
    #expect(search.sameCore(as: "yes") == " yes" && search.sameCore(as: "yes ") == " yes ")
    #expect(search.sameCore(as: "yes\n") == nil && search.sameCore(as: "no") == nil)
    #expect(LabelDifference.Search([" yes", " no"]).sameCore(as: "yes ") == " yes")
  }

  @Test func numbersAreOneNumberHoweverTheyAreWritten() {
    let search = LabelDifference.Search(["1", "10"])
    #expect(search.difference(of: "1.0")?.meant == "1")
    #expect(search.difference(of: "10.0")?.kind == .numberForm)
    #expect(search.difference(of: "12") == nil)
    #expect(search.difference(of: "yes")?.kind == .number)
  }

  @Test func onlyLongWordsMayHaveTwoWrongLetters() {
    let search = LabelDifference.Search(["neutral", "entailment"])
    #expect(search.difference(of: "nuetral") == nil)
    #expect(search.difference(of: "entialment")?.kind == .spelling)
  }

  @Test func aMisspelledLabelMayBeAnother() {
    let kinds: [LabelDifference.Kind] = [.ends, .form, .letterCase, .marks, .numberForm]
    #expect(kinds.allSatisfy { LabelDifference(kind: $0, meant: "a").isSameLabel })
    #expect(!LabelDifference(kind: .spelling, meant: "a").isSameLabel)
    #expect(!LabelDifference(kind: .number, meant: nil).isSameLabel)
    #expect(LabelDifference(kind: .spelling, meant: "a").cause == "It may be `a`, misspelled")
  }
}
