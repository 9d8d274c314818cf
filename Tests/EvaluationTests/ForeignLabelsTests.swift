// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Evaluation

@Suite struct ForeignLabelsTests {
  private func labels(
    _ counts: [(String, Int)], _ subject: ForeignLabels.Subject = .model,
    classes: [String] = [" no", " yes"]
  ) -> ForeignLabels? {
    var listed: ForeignLabels.Counts = []
    for (label, rows) in counts { listed.append((label, rows, listed.count + 2)) }
    return ForeignLabels(listed, classes: classes, file: "rows.csv", subject: subject)
  }

  @Test func labelsThatAreClassesAreNone() {
    #expect(labels([]) == nil)
    #expect(labels([(" yes", 3), (" no", 1)]) == nil)
  }

  /// Half of the rows may be foreign, and one more may not.
  @Test(arguments: [(1, 3, true), (2, 2, true), (3, 2, false), (4, 0, false)])
  func aFileOfForeignRowsIsRefused(foreign: Int, own: Int, isTaken: Bool) {
    let found = labels([(" yes", own), (" maybe", foreign)])
    #expect(found != nil)
    guard !isTaken else {
      #expect(throws: Never.self) { try found?.check() }
      return
    }
    let error = #expect(throws: AssayError.self) { try found?.check() }
    #expect(error?.location?.file == "rows.csv" && error?.location?.line == 3)
    #expect(
      error?.message
        == "\(foreign) of \(foreign + own) completions are none of the 2 classes that the model was"
        + " trained on (\" no\", \" yes\"), the first on line 3 is \" maybe\"")
  }

  @Test func eachSubjectHasItsWords() {
    let counts = [(" yes", 5), (" maybe", 1), (" perhaps", 2)]
    #expect(
      labels(counts, .training)?.warning
        == "rows.csv: 3 of 8 completions are none of the 2 classes of the training file"
        + " (\" no\", \" yes\"), the first on line 3 is \" maybe\". Correct the label, or put rows of"
        + " that class into the training file too")
    #expect(
      labels([(" yes", 5), ("odd", 1)], .predictions)?.warning.hasPrefix(
        "rows.csv: 1 of 6 predictions is none of the 2 labels (\" no\", \" yes\"), the first on line 3"
      ) == true)
    #expect(
      labels([("a", 5), ("odd", 1)], .predictions, classes: ["a"])?.warning.contains(
        "none of the 1 label (\"a\")") == true)
  }
}
