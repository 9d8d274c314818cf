// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import EvaluationMetrics
import Foundation
import LanguageModel
import Testing
import Tokenizer

@Suite struct GenerationEvaluatorTests {
  private let loaded: LoadedModel

  init() throws {
    let configuration = GPT2Configuration(positions: 24, width: 16, layers: 1, heads: 2)
    loaded = LoadedModel(
      model: try GPT2Model(configuration: configuration, seed: 5), tokenizer: .gpt2)
  }

  /// The likeliest tokens after a prompt, found one at a time without a cache.
  private func greedy(_ prompt: [Int32], _ count: Int) throws -> String {
    var tokens = prompt
    for _ in 0..<count {
      var batch = PackedBatch()
      batch.append(tokens, targets: [.init(position: tokens.count - 1, token: 0)])
      tokens.append(try loaded.model.evaluate(batch).likeliest[0])
    }
    return TextTokenizer.gpt2.decode(tokens[prompt.count...])
  }

  @Test func manyRowsAreContinuedAsEachAlone() throws {
    let prompts = (0..<70).map { "number \($0 * 37) ->" } + [""]
    let completions = prompts.indices.map { String(repeating: " yes", count: 1 + $0 % 5) }
    var done: [Int] = []
    let figures = try GenerationEvaluator(loaded, stop: nil) { count, total in
      done.append(count)
      #expect(total == 71)
    }.evaluate(PromptRows(prompts: prompts, completions: completions))
    #expect(done == Array(1...71))
    for (row, prompt) in prompts.enumerated() {
      let tokens = prompt.isEmpty ? [50256] : TextTokenizer.gpt2.encode(prompt)
      // Without a stop a text is as long as the wanted one.
      #expect(figures.texts[row] == (try greedy(tokens, 1 + row % 5)), "row \(row)")
    }
  }

  @Test func aCommonStopEndsTextsAndIsNoPartOfTheWantedOnes() throws {
    let prompt = "number 5 ->"
    let whole = try greedy(TextTokenizer.gpt2.encode(prompt), 9)
    let stop = String(whole.suffix(whole.count / 2))
    let cut = String(whole.dropLast(whole.count / 2))
    let rows = PromptRows(prompts: [prompt], completions: [cut + stop])
    let figures = try GenerationEvaluator(loaded, stop: stop).evaluate(rows)
    if let first = whole.range(of: stop) {
      #expect(figures.texts == [String(whole[..<first.lowerBound])])
    }
    #expect(figures.matches[0].isExact == (figures.texts[0] == cut))
    #expect(figures.wanted == [cut])
  }

  /// The stop sequence is taken from the end, once, where it stands there.
  @Test func wantedTextsEndBeforeTheStop() throws {
    let completions = [" a END", " b", " END", "END", " c END END"]
    let rows = PromptRows(prompts: completions.map { _ in "p ->" }, completions: completions)
    let figures = try GenerationEvaluator(loaded, stop: " END").evaluate(rows)
    #expect(figures.wanted == [" a", " b", "", "END", " c END"])
    #expect(try GenerationEvaluator(loaded, stop: nil).evaluate(rows).wanted == completions)
  }

  @Test func longPromptsLoseTheirStartAndLongCompletionsAreRefused() throws {
    let tokens = [Int32](repeating: 464, count: 40)
    let prompt = TextTokenizer.gpt2.decode(tokens)
    let rows = PromptRows(prompts: [prompt], completions: [" yes yes yes"])
    let figures = try GenerationEvaluator(loaded, stop: nil).evaluate(rows)
    // 24 positions, of which the last needs no row.
    #expect(figures.texts == [try greedy(Array(tokens.suffix(22)), 3)])
    let long = PromptRows(
      prompts: ["a"], completions: [String(repeating: " yes", count: 26)])
    let error = #expect(throws: AssayError.self) {
      try GenerationEvaluator(loaded, stop: nil).evaluate(long)
    }
    #expect(error?.message.contains("row 1") == true)
  }
}
