// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Dataset
import Tables
import Testing
import Training

@Suite struct ExampleReaderTests {
  /// Reads rows with bytes as tokens.
  private func read(
    _ text: String, maximum: Int = 100, policy: LengthPolicy = .error, prompt: String = "prompt",
    side: TruncationSide? = nil
  ) throws -> TrainingData {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "rows.jsonl")
    var reader = ExampleReader(
      promptColumn: prompt, maximumTokens: maximum, lengthPolicy: policy,
      encode: { $0.utf8.map(Int32.init) })
    reader.truncationSide = side
    return try reader.read(try TableSource(path: path))
  }

  private func row(_ prompt: String, _ completion: String) -> String {
    #"{"prompt": "\#(prompt)", "completion": "\#(completion)"}"# + "\n"
  }

  @Test func joinsTokensOfPromptAndCompletion() throws {
    let data = try read(
      row("a ->", " x") + row("bc ->", " y") + row("d ->", " x") + row("e ->", " y")
        + row("f ->", " y") + row("g ->", " x") + row("h ->", " y"))
    #expect(
      data.examples[1] == TrainingExample(prompt: [98, 99, 32, 45, 62], completion: [32, 121]))
    #expect(data.classes.map(\.completion) == [" x", " y"])
    #expect(data.classes.map(\.count) == [3, 4])
    #expect(data.classes.map(\.tokens) == [2, 2])
    #expect(data.facts?.separator?.text == " ->")
    #expect(data.facts?.stop == nil)
    #expect(data.tokenCount == 43)
  }

  @Test func textsThatHardlyRepeatAreNoClasses() throws {
    let data = try read(row("a", " one.\\n") + row("b", " two.\\n") + row("c", " three.\\n"))
    #expect(data.classes.isEmpty)
    #expect(data.facts?.separator == nil)
    #expect(data.facts?.stop?.text == "\n")
  }

  @Test(arguments: [[" negative", " positive"], [" It is red.", " It is blue.", " Go!."]])
  func endsOfWordsAndSentencesAreNoStop(completions: [String]) throws {
    let rows = (0..<12).map { row("a\($0) ->", completions[$0 % completions.count]) }
    #expect(try read(rows.joined()).facts?.stop == nil)
  }

  @Test func aStopOnMostRowsIsCountedInASecondLook() throws {
    let rows = (0..<10).map { row("q\($0)", " text \($0)" + ($0 == 4 ? "" : " END")) }
    let stop = try #require(try read(rows.joined()).facts?.stop)
    #expect(stop.text == " END" && stop.rows == 9 && stop.total == 10)
  }

  @Test func anotherFileOrTheUserMaySettleTheTask() throws {
    let text = (0..<8).map { row("a\($0)", " x\($0 % 4)") }.joined()
    let folder = try TemporaryFolder()
    let source = try TableSource(path: try folder.write(text, to: "rows.jsonl"))
    var reader = ExampleReader(maximumTokens: 100) { $0.utf8.map(Int32.init) }
    #expect(try reader.read(source).classes.isEmpty)
    #expect(try reader.read(source, task: .classification).classes.count == 4)
    reader.wantsClasses = true
    #expect(try reader.read(source).classes.count == 4)
    #expect(try reader.read(source, task: .conditionalGeneration).classes.isEmpty)
    let texts = (0..<8).map { row("a\($0)", " x\($0 % 5)") }.joined()
    let other = try TableSource(path: try folder.write(texts, to: "texts.jsonl"))
    #expect(try reader.read(other).classes.isEmpty)
  }

  /// A completion follows the end of its prompt; who wants the start kept says so.
  @Test(
    arguments: [(nil, "6789"), (.left, "6789"), (.right, "0123")] as [(TruncationSide?, String)])
  func promptsAreCutFromASide(side: TruncationSide?, kept: String) throws {
    let text = row("0123456789", " y")
    let data = try read(text, maximum: 6, policy: .truncate, side: side)
    #expect(data.examples[0].prompt == kept.utf8.map(Int32.init) && data.truncatedRows == 1)
  }

  /// Without an end a model would learn how the longer class goes on, and never that the shorter ends.
  @Test func aClassThatBeginsAnotherIsEnded() throws {
    let labels = [" New", " New York", " Boston", " New York City"]
    var training = try read((0..<16).map { row("a\($0)", labels[$0 % 4]) }.joined())
    var validation: TrainingData? = try read((0..<8).map { row("b\($0)", labels[0]) }.joined())
    let plain = training.examples
    let ended = TrainingData.endPrefixClasses(
      of: &training, &validation, endToken: 0, encode: { $0.utf8.map(Int32.init) })
    #expect(ended == [" New", " New York"])
    for (index, example) in training.examples.enumerated() {
      let end: [Int32] = index % 2 == 0 && index % 4 == 2 || index % 4 == 3 ? [] : [0]
      #expect(example.completion == plain[index].completion + end)
    }
    #expect(validation?.examples.allSatisfy { $0.completion.last == 0 } == true)
    var others = try read((0..<8).map { row("a\($0)", $0 % 2 == 0 ? " x" : " y") }.joined())
    var none: TrainingData?
    let before = others
    #expect(
      TrainingData.endPrefixClasses(of: &others, &none, endToken: 0) { $0.utf8.map(Int32.init) }
        .isEmpty)
    #expect(others == before)
  }

  @Test func aLongRowIsRefusedCutOrLeftOut() throws {
    let text = row("ab", " x") + row("0123456789", " y")
    let error = #expect(throws: AssayError.self) { try read(text, maximum: 6) }
    #expect(error?.message.contains("12 tokens") == true)
    #expect(error?.location?.row == 1)
    let cut = try read(text, maximum: 6, policy: .truncate)
    #expect(cut.examples[1] == TrainingExample(prompt: [54, 55, 56, 57], completion: [32, 121]))
    #expect(cut.truncatedRows == 1)
    let dropped = try read(text, maximum: 6, policy: .drop)
    #expect(dropped.examples.count == 1)
    #expect(dropped.droppedRows == 1)
    #expect(throws: AssayError.self) {
      try read(row("a", " a long completion"), maximum: 6, policy: .truncate)
    }
  }

  @Test func aSingleTokenWithoutPromptIsCounted() throws {
    let data = try read(row("", "x") + row("", "xy"))
    #expect(data.unpredictableRows == 1)
    #expect(data.examples.map(\.predictedCount) == [1])
    #expect(throws: AssayError.self) { try read(row("", "x")) }
  }

  @Test func emptyCompletionsAndMissingColumnsAreRefused() throws {
    let empty = #expect(throws: AssayError.self) { try read(row("a", " x") + row("b", "")) }
    #expect(empty?.location?.row == 1)
    #expect(empty?.location?.field == "completion")
    let missing = #expect(throws: AssayError.self) { try read(row("a", " x"), prompt: "question") }
    #expect(missing?.message.contains("`question`") == true)
    #expect(throws: AssayError.self) { try read(#"{"text": "a"}"# + "\n") }
  }

  @Test func theFingerprintSeesEveryToken() throws {
    let one = try read(row("ab", "c") + row("d", "e"))
    #expect(try read(row("ab", "c") + row("d", "e")).fingerprint == one.fingerprint)
    #expect(try read(row("a", "bc") + row("d", "e")).fingerprint != one.fingerprint)
    #expect(try read(row("d", "e") + row("ab", "c")).fingerprint != one.fingerprint)
    #expect(one.fingerprint.count == 16)
  }
}
