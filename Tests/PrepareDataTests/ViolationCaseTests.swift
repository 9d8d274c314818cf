// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import PrepareData

/// What the preparation tells about files that the original harms without a word: the files are
/// those that are compared byte for byte.
@Suite struct ViolationCaseTests {
  private static let codes: [String: [RuleCode]] = [
    "a02": [.cellsEmptied, .emptyCompletionsRemoved], "a03": [.cellsEmptied],
    "a12": [.emptyCompletionsRemoved], "a13": [.columnsShifted], "a27": [.cellsCut],
    "b16": [.missingMadeText], "b17": [.missingMadeText], "b18": [.valuesMadeText],
    "b19": [.valuesMadeText, .accidentalSeparator], "b20": [.valuesMadeText],
    "b25": [.duplicateKey], "c02": [.otherRowsRemoved],
    "c03": [.emptyCompletionsRemoved, .otherRowsRemoved], "c14": [.completionPrefixCut],
    "c16": [.completionPrefixCut], "c17": [.promptPrefixCut],
    "c26": [.separatorCutsCharacter], "c27": [.separatorCutsCharacter],
    "c41": [.accidentalSeparator, .endInLowerCase, .endInLowerCase],
    "c44": [.emptyCompletionsRemoved], "c46": [.classInOneSplit], "d03": [.otherSheets],
    "d08": [.cellsEmptied, .emptyCompletionsRemoved],
    "d09": [.cellsEmptied, .emptyCompletionsRemoved],
    "f01": [.columnsShifted, .emptyCompletionsRemoved, .noRowLeft],
    "f09": [.columnsShifted, .rowsInNeitherFile, .classInOneSplit],
    "g03": [.lineBreakMadeComma], "g04": [.missingMadeText, .valuesMadeText],
    "g09": [.lineBreakMadeComma], "g16": [.valuesMadeText], "g24": [.valuesMadeText],
    "h03": [.completionPrefixCut], "i07": [.cellsEmptied, .emptyCompletionsRemoved],
    "i26": [.promptPrefixCut], "i27": [.promptPrefixCut], "j04": [.classInOneSplit],
    "j05": [.emptyCompletionsRemoved],
    "j07": [.columnsShifted, .emptyCompletionsRemoved, .noRowLeft], "j10": [.columnsShifted],
    "l02": [.accidentalSeparator, .promptPrefixCut], "l03": [.accidentalSeparator],
    "m01": [.endInLowerCase, .secondSeparatorAdded],
    // Nothing is harmed here.
    "a01": [], "a04": [], "a07": [], "a10": [], "b04": [], "b12": [], "b30": [], "c04": [],
    "c10": [], "c30": [], "d01": [], "h07": [], "j08": [],
  ]

  @Test(arguments: try OriginalCase.all().filter { codes[$0.id] != nil })
  func tellsWhatWasHarmed(_ original: OriginalCase) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(original.data, to: original.name)
    let dialogue = PreparationDialogue(say: { _ in }, accept: { _ in true })
    let violations = try Preparation.run(path: path, dialogue: dialogue).violations
    #expect(violations.map(\.code) == Self.codes[original.id])
    #expect(violations.allSatisfy { $0.file == path })
  }
}
