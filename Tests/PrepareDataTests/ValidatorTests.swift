// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import PrepareData

/// What each check of the original says, and what its fix does.
@Suite struct ValidatorTests {
  private let context = PreparationContext(file: "t.csv")

  private func prompts(_ texts: String...) -> PairFrame {
    FrameTests.frame(texts.enumerated().map { ($1, "c\($0)") })
  }

  private func completions(_ texts: String...) -> PairFrame {
    FrameTests.frame(texts.enumerated().map { ("p\($0)", $1) })
  }

  /// Examines and accepts what is proposed.
  private func apply(
    _ validator: any Validator, _ frame: inout PairFrame, task: TaskKind = .conditional
  ) throws -> (diagnosis: Diagnosis, violations: [RuleViolation]) {
    var context = context
    context.task = task
    let diagnosis = try validator.examine(&frame, context)
    let violations = try diagnosis.proposal?.apply(&frame) ?? []
    return (diagnosis, diagnosis.violations + violations)
  }

  private func isSilent(_ diagnosis: Diagnosis) -> Bool {
    diagnosis.notes.isEmpty && diagnosis.necessary == nil && diagnosis.proposal == nil
      && diagnosis.violations.isEmpty
  }

  private func texts(_ column: PandasColumn) -> [String] { (0..<column.count).map { column[$0] } }

  // MARK: - Remarks

  @Test(arguments: [(99, true), (100, false)])
  func fewRowsAreSaidToBeFew(_ count: Int, _ areFew: Bool) throws {
    var frame = FrameTests.frame((0..<count).map { ("p\($0)", "c") })
    let note = try apply(ExampleCountValidator(), &frame).diagnosis.notes[0]
    #expect(note.hasPrefix("the file holds \(count) prompt-completion pairs"))
    #expect(note.contains("a few hundred are better") == areFew)
  }

  @Test func classificationIsSaid() throws {
    var frame = prompts("a", "b")
    #expect(try apply(TaskValidator(), &frame, task: .classification).diagnosis.notes.count == 3)
    #expect(isSilent(try apply(TaskValidator(), &frame).diagnosis))
  }

  // MARK: - Columns

  @Test func columnsAreNamedInLowerCase() throws {
    var frame = FrameTests.frame([("a", "x")], columns: ["Prompt", "completion"])
    let diagnosis = try apply(NecessaryColumnsValidator(field: .prompt), &frame).diagnosis
    #expect(diagnosis.necessary == "Name the column `prompt`")
    #expect(frame.columns.map(\.text) == ["prompt", "completion"])
    #expect(isSilent(try apply(NecessaryColumnsValidator(field: .prompt), &frame).diagnosis))
    #expect(isSilent(try apply(NecessaryColumnsValidator(field: .completion), &frame).diagnosis))
  }

  @Test func surplusColumnsGo() throws {
    var frame = FrameTests.frame([("a", "x")], columns: ["id", "prompt", "completion", "note"])
    let diagnosis = try apply(AdditionalColumnsValidator(), &frame).diagnosis
    #expect(diagnosis.necessary == "Remove the columns `id`, `note`")
    var two = FrameTests.frame([("a", "x")])
    #expect(isSilent(try apply(AdditionalColumnsValidator(), &two).diagnosis))
    two.columns.append(PandasColumnName(text: "2021", isText: false))
    let error = #expect(throws: AssayError.self) { try apply(AdditionalColumnsValidator(), &two) }
    #expect(error?.code == .extraColumns)
  }

  // MARK: - Rows

  @Test func emptyCompletionsGoAtOnce() throws {
    var frame = completions("x", "", " ", "")
    let (diagnosis, violations) = try apply(EmptyCompletionsValidator(), &frame)
    #expect(diagnosis.necessary == "Remove 2 rows without a completion")
    #expect(violations.map(\.code) == [.emptyCompletionsRemoved])
    #expect(violations[0].rowCount == 2 && violations[0].values == ["list": "1, 3"])
    #expect(texts(frame.completion) == ["x", " "] && frame.index == .numbers([0, 2]))
    #expect(isSilent(try apply(EmptyCompletionsValidator(), &frame).diagnosis))
  }

  @Test func repeatedRowsGo() throws {
    var frame = FrameTests.frame([("a", "x"), ("a", "y"), ("a", "x"), ("b", "x")])
    let diagnosis = try apply(DuplicateRowsValidator(), &frame).diagnosis
    #expect(diagnosis.notes == ["1 rows repeat an earlier one: rows 2"])
    #expect(FrameTests.pairs(frame) == [["a", "x"], ["a", "y"], ["b", "x"]])
    #expect(isSilent(try apply(DuplicateRowsValidator(), &frame).diagnosis))
  }

  @Test func rowsOfMoreThanTenThousandScalarsGo() throws {
    let long = String(repeating: "é", count: 9_999)
    var frame = FrameTests.frame([("a", long), ("ab", long), ("c", "x")])
    let (diagnosis, violations) = try apply(LongRowsValidator(), &frame)
    #expect(diagnosis.proposal?.text == "Remove 1 long rows" && violations.isEmpty)
    #expect(texts(frame.prompt) == ["a", "c"])
    #expect(isSilent(try apply(LongRowsValidator(), &frame).diagnosis))
    var open = FrameTests.frame([("", String(repeating: "a", count: 20_000))])
    #expect(isSilent(try apply(LongRowsValidator(), &open, task: .openEnded).diagnosis))
  }

  @Test func otherRowsThanTheLongOnesMayGo() throws {
    let long = String(repeating: "a", count: 10_001)
    var frame = FrameTests.frame(
      [("a", "x"), ("b", long), ("c", "z")], index: .numbers([0, 2, 1]))
    let violation = try #require(try apply(LongRowsValidator(), &frame).violations.first)
    #expect(violation.code == .otherRowsRemoved && violation.rowCount == 1)
    #expect(violation.values == ["removed": "rows 2 were", "list": "1"])
    var lost = FrameTests.frame([("a", long), ("b", "y")], index: .numbers([1, 2]))
    let error = #expect(throws: AssayError.self) { try apply(LongRowsValidator(), &lost) }
    #expect(error?.code == .otherRowsRemoved)
  }

  // MARK: - Letter case

  @Test func moreThanAThirdOfCapitalsIsLowered() throws {
    var frame = prompts("ABcdef", "xyz")
    #expect(isSilent(try apply(UpperCaseValidator(field: .prompt), &frame).diagnosis))
    frame = prompts("ABCdef", "xy")
    let (diagnosis, violations) = try apply(UpperCaseValidator(field: .prompt), &frame)
    #expect(diagnosis.proposal?.text == "Put the column `prompt` in lower case")
    #expect(texts(frame.prompt) == ["abcdef", "xy"] && violations.isEmpty)
  }

  @Test func aCommonEndInCapitalsIsLost() throws {
    var frame = completions("ONE END", "TWO END", "SIX END")
    let violations = try apply(UpperCaseValidator(field: .completion), &frame).violations
    #expect(violations.map(\.code) == [.endInLowerCase])
    #expect(violations[0].field == "completion" && violations[0].values == ["ending": "` END`"])
    #expect(texts(frame.completion) == ["one end", "two end", "six end"])
  }

  // MARK: - Prefixes

  @Test func promptsLoseAPrefixOfMoreThanTwelveCharacters() throws {
    var short = prompts("123456789012x", "123456789012y")
    let diagnosis = try apply(PromptPrefixValidator(), &short).diagnosis
    #expect(diagnosis.notes == ["all prompts begin with `123456789012`"])
    #expect(diagnosis.proposal == nil)
    var long = prompts("1234567890123x", "1234567890123y")
    let violations = try apply(PromptPrefixValidator(), &long).violations
    #expect(texts(long.prompt) == ["x", "y"])
    #expect(violations.map(\.code) == [.promptPrefixCut] && violations[0].rowCount == 2)
    #expect(violations[0].values == ["length": "13", "prefix": "`1234567890123`"])
    var same = prompts("1234567890123", "1234567890123")
    #expect(isSilent(try apply(PromptPrefixValidator(), &same).diagnosis))
  }

  @Test func completionsLoseAPrefixOfFiveCharacters() throws {
    var short = completions("abcdx", "abcdy")
    #expect(isSilent(try apply(CompletionPrefixValidator(), &short).diagnosis))
    var spaced = completions(" the red one", " the blue one")
    #expect(try apply(CompletionPrefixValidator(), &spaced).violations.isEmpty)
    // The space in front stays.
    #expect(texts(spaced.completion) == [" red one", " blue one"])
    var cut = completions("label1", "label", "label: x")
    let violations = try apply(CompletionPrefixValidator(), &cut).violations
    #expect(violations.map(\.code) == [.completionPrefixCut])
    #expect(violations[0].values == ["prefix": "`label`", "list": "0, 1"])
    #expect(violations[0].rowCount == 2 && texts(cut.completion) == ["1", "", ": x"])
  }

  // MARK: - Separator and ending

  @Test func aSeparatorIsAdded() throws {
    var frame = prompts("where", "who")
    let diagnosis = try apply(PromptSeparatorValidator(), &frame).diagnosis
    #expect(diagnosis.proposal?.text == "Add the separator ` ->` to all prompts")
    #expect(texts(frame.prompt) == ["where ->", "who ->"])
    var broken = prompts("a\nb", "c")
    _ = try apply(PromptSeparatorValidator(), &broken)
    #expect(texts(broken.prompt) == ["a\nb\n\n###\n\n", "c\n\n###\n\n"])
    var open = prompts("a", "b")
    #expect(isSilent(try apply(PromptSeparatorValidator(), &open, task: .openEnded).diagnosis))
  }

  @Test func aSecondSeparatorIsTold() throws {
    var frame = prompts("a ->", "b ->", "c ->", "d ->", "e")
    let violations = try apply(PromptSeparatorValidator(), &frame).violations
    #expect(violations.map(\.code) == [.secondSeparatorAdded])
    #expect(violations[0].rowCount == 4 && violations[0].field == "prompt")
    #expect(violations[0].values == ["ending": "` ->`", "total": "5"])
    #expect(texts(frame.prompt)[0] == "a ->\n\n###\n\n")
    var fewer = prompts("a ->", "b ->", "c ->", "d", "e")
    #expect(try apply(PromptSeparatorValidator(), &fewer).violations.isEmpty)
  }

  @Test func aSeparatorByAccidentIsTold() throws {
    var frame = prompts("red is", "blue is")
    #expect(
      try apply(PromptSeparatorValidator(), &frame).violations.map(\.code) == [.accidentalSeparator]
    )
    var sound = prompts("red ->", "blue ->")
    let diagnosis = try apply(PromptSeparatorValidator(), &sound).diagnosis
    #expect(diagnosis.violations.isEmpty && diagnosis.notes == ["all prompts end with ` ->`"])
    var cut = prompts("👍🏽", "👋🏽")
    #expect(
      try apply(PromptSeparatorValidator(), &cut).violations.map(\.code)
        == [.separatorCutsCharacter])
  }

  @Test func aLongOrRepeatedEndIsNoted() throws {
    var long = prompts("a 1234567890", "b 1234567890")
    #expect(
      try apply(PromptSeparatorValidator(), &long).diagnosis.notes == [
        "all prompts end with ` 1234567890`, which is long; ` ->` would do"
      ])
    var again = prompts("a # b #", "c #")
    #expect(
      try apply(PromptSeparatorValidator(), &again).diagnosis.notes == [
        "all prompts end with ` #`", "some prompts hold ` #` more than once",
      ])
  }

  @Test func anEndingIsAdded() throws {
    var frame = completions("one", "two")
    let diagnosis = try apply(CompletionEndingValidator(), &frame).diagnosis
    #expect(diagnosis.proposal?.text == "Add the ending `\\n` to all completions")
    #expect(texts(frame.completion) == ["one\n", "two\n"])
    for task in [TaskKind.classification, .openEnded] {
      #expect(isSilent(try apply(CompletionEndingValidator(), &frame, task: task).diagnosis))
    }
  }

  @Test func aSecondEndingIsTold() throws {
    var frame = completions("a END", "b END", "c END", "d END", "e")
    let violations = try apply(CompletionEndingValidator(), &frame).violations
    #expect(violations.map(\.code) == [.secondStopAdded])
    #expect(violations[0].values == ["ending": "` END`", "total": "5"])
    // A full stop ends most sentences and is no stop sequence.
    var sentences = completions("a.", "b.", "c.", "d.", "e")
    #expect(try apply(CompletionEndingValidator(), &sentences).violations.isEmpty)
  }

  @Test func textsThatAreAllTheSameStop() {
    var prompts = prompts("same", "same")
    let error = #expect(throws: AssayError.self) {
      try apply(PromptSeparatorValidator(), &prompts)
    }
    #expect(error?.code == .identicalPrompts)
    var completions = completions("same", "same")
    let other = #expect(throws: AssayError.self) {
      try apply(CompletionEndingValidator(), &completions)
    }
    #expect(other?.code == .identicalCompletions)
  }

  @Test func aSpaceIsPutInFront() throws {
    var frame = completions("one", " two", "\tthree")
    _ = try apply(LeadingSpaceValidator(), &frame)
    #expect(texts(frame.completion) == [" one", " two", " \tthree"])
    #expect(isSilent(try apply(LeadingSpaceValidator(), &frame).diagnosis))
    var empty = completions("a", "")
    let error = #expect(throws: AssayError.self) { try apply(LeadingSpaceValidator(), &empty) }
    #expect(error?.code == .completionPrefixCut && error?.location?.row == 1)
    // Of no rows none begins with a space, as in the original.
    var none = FrameTests.frame([])
    #expect(try LeadingSpaceValidator().examine(&none, context).proposal != nil)
  }

  // MARK: - Candidates

  @Test func theFirstFreeCandidateIsTaken() {
    let separator = { (texts: [String]) in
      String(decoding: AffixCandidates.separator(for: PandasColumn(texts)), as: UTF8.self)
    }
    #expect(separator(["a"]) == " ->")
    #expect(separator(["a -> b"]) == "\n\n###\n\n")
    #expect(separator(["a -> b", "\n\n###\n\n"]) == "\n\n===\n\n")
    #expect(separator(AffixCandidates.separators) == "\n\n### =>\n\n")
    let ending = { (texts: [String]) in
      String(decoding: AffixCandidates.ending(for: PandasColumn(texts)), as: UTF8.self)
    }
    #expect(ending(["a"]) == "\n" && ending(["a\n"]) == "." && ending(["a\n."]) == " END")
    #expect(ending(AffixCandidates.endings) == " [END]")
  }

  /// Four fifths of the rows are enough for a usual end, and all of them are too many.
  @Test(
    arguments: [
      ([" ->", "a ->", "b ->", "c ->", "d"], 4), (["a ->", "b ->", "c ->", "d", "e"], nil),
      (["a ->", "b ->", "c ->", "d ->", "e ->"], nil), (["->", "a ->", "b ->", "c ->", "d ->"], 4),
    ] as [([String], Int?)])
  func mostRowsHaveTheUsualEnd(_ texts: [String], _ rows: Int?) {
    let usual = AffixCandidates.usual(among: AffixCandidates.separators, in: PandasColumn(texts))
    #expect(usual?.rows == rows)
    #expect(usual == nil || usual?.text == Array(" ->".utf8))
  }

  @Test func rowNumbersAreCutAfterTwenty() {
    #expect(RowList.text([1, 4]) == "1, 4" && RowList.text([]) == "")
    #expect(RowList.text(0..<20).hasSuffix("18, 19"))
    #expect(RowList.text(0..<22).hasSuffix("18, 19 and 2 more"))
  }

  @Test func controlCharactersNeverReachATerminal() {
    #expect(Quoted.text(Array("a\n\r\t\u{1B}\u{7F}\u{85}é`".utf8)) == #"`a\n\r\t\x1b\x7f\x85é``"#)
  }

  @Test func halfAPairCannotBePrinted() {
    let error = #expect(throws: AssayError.self) {
      try Quoted.require(printable: [0x61, 0xED, 0xB0, 0x80], file: "t.json")
    }
    #expect(error?.code == .faultyLine && error?.location?.file == "t.json")
    #expect(throws: Never.self) { try Quoted.require(printable: [0x61], file: "t.json") }
  }
}
