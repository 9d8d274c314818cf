// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Tables
import Testing
import Training

@Suite struct ExampleReaderTests {
  /// Reads rows with bytes as tokens.
  private func read(
    _ text: String, maximum: Int = 100, policy: LengthPolicy = .error, prompt: String = "prompt"
  ) throws -> TrainingData {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "rows.jsonl")
    let reader = ExampleReader(
      promptColumn: prompt, maximumTokens: maximum, lengthPolicy: policy,
      encode: { $0.utf8.map(Int32.init) })
    return try reader.read(try TableSource(path: path))
  }

  private func row(_ prompt: String, _ completion: String) -> String {
    #"{"prompt": "\#(prompt)", "completion": "\#(completion)"}"# + "\n"
  }

  @Test func joinsTokensOfPromptAndCompletion() throws {
    let data = try read(
      row("a ->", " x") + row("bc ->", " y") + row("d ->", " x") + row("e ->", " y"))
    #expect(
      data.examples[1] == TrainingExample(prompt: [98, 99, 32, 45, 62], completion: [32, 121]))
    #expect(data.classes.map(\.completion) == [" x", " y"])
    #expect(data.classes.map(\.count) == [2, 2])
    #expect(data.classes.map(\.tokens) == [2, 2])
    #expect(data.separator == " ->")
    #expect(data.stop == nil)
    #expect(data.tokenCount == 25)
  }

  @Test func textsThatHardlyRepeatAreNoClasses() throws {
    let data = try read(row("a", " one.\\n") + row("b", " two.\\n") + row("c", " three.\\n"))
    #expect(data.classes.isEmpty)
    #expect(data.separator == nil)
    #expect(data.stop == ".\n")
  }

  @Test func aSuffixIsCutBetweenCharacters() throws {
    // é and ũ share their last byte in UTF-8.
    let data = try read(row("é", " x") + row("ũ", " y"))
    #expect(data.separator == nil)
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
    #expect(missing?.message.contains("'question'") == true)
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
