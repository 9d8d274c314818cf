// SPDX-License-Identifier: Apache-2.0

import Evaluation
import Testing

@Suite struct ClassNamesTests {
  /// One odd label does not make all others odd.
  @Test func onlyWhatWouldBeMixedUpStaysAsItIs() {
    #expect(ClassNames([" no", " yes"]).plain == ["no", "yes"])
    #expect(ClassNames([" a", " a ", " b"]).plain == ["a", "a ", "b"])
    #expect(ClassNames(["a", " a", " b"]).plain == ["a", " a", "b"])
    #expect(ClassNames([" ", " b"]).plain == [" ", "b"])
    #expect(ClassNames([" a END", " b END"], stop: " END").plain == ["a", "b"])
    #expect(ClassNames([" 0", " 1"], labels: ["bad", "good"]).plain == ["bad", "good"])
  }
}
