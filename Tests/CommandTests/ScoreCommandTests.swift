// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing
import Tokenizer

/// `assay score` and `assay embed` with a small model of random weights.
@Suite struct ScoreCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let configuration = GPT2Configuration(positions: 32, width: 16, layers: 2, heads: 2)
    try GPT2Model(configuration: configuration, seed: 3).save(
      to: folder.url.appending(path: "m").path)
    try folder.write(
      #"""
      {"prompt":"Where is it ->","completion":" on its way"}
      {"prompt":"Hello ->","completion":" yes"}
      {"prompt":"","completion":" no prompt here"}

      """#, to: "rows.jsonl")
  }

  private func lines(_ arguments: String...) throws -> [JSONValue] {
    let outcome = try BuiltBinary.run(arguments + ["--precision", "f32"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try outcome.output.split(separator: "\n").map {
      try JSONParser.parse(Array($0.utf8), file: "output")
    }
  }

  private func numbers(_ value: JSONValue?) -> [Double] {
    (value?.array ?? []).compactMap(\.double)
  }

  @Test func scoresAreThoseOfTheLogits() throws {
    let plain = try lines("score", "-m", "m", "-f", "rows.jsonl")
    // The same by way of whole logits, one row at a time.
    let whole = try lines("score", "-m", "m", "-f", "rows.jsonl", "--top-logprobs", "3")
    #expect(plain.count == 3 && whole.count == 3)
    for (one, other) in zip(plain, whole) {
      let scores = numbers(one["token_logprobs"])
      #expect(one["tokens"] == other["tokens"])
      for (score, again) in zip(scores, numbers(other["token_logprobs"])) {
        #expect(abs(score - again) < 1e-4 && score < 0)
      }
      let sum = try #require(one["logprob"]?.double)
      #expect(abs(sum - scores.reduce(0, +)) < 1e-9)
      let perplexity = try #require(one["perplexity"]?.double)
      #expect(abs(perplexity - exp(-sum / Double(scores.count))) < 1e-9 * perplexity)
      #expect(other["top_logprobs"]?.array?.allSatisfy { $0.object?.members.count == 3 } == true)
    }
    #expect(numbers(plain[0]["token_logprobs"]).count == 3)
    // Nothing foretells the first token of a text without a prompt.
    #expect(numbers(plain[2]["token_logprobs"]).count == 2)
  }

  /// Parts of characters have names of their own, so that none hides another.
  @Test func asManyAlternativesAreToldAsWereAskedFor() throws {
    try folder.write(#"{"prompt":"mood ->","completion":" 😀🎉"}"#, to: "emoji.jsonl")
    let line = try lines("score", "-m", "m", "-f", "emoji.jsonl", "--top-logprobs", "100")[0]
    let tops = try #require(line["top_logprobs"]?.array)
    #expect(tops.count == line["tokens"]?.array?.count)
    for top in tops {
      #expect(Set((top.object?.members ?? []).map { Array($0.key.utf8) }).count == 100)
    }
  }

  @Test func labelsAreScoredOverAllTheirTokens() throws {
    let rows = try lines("score", "-m", "m", "-f", "rows.jsonl")
    let labels = try lines(
      "score", "-m", "m", "-f", "rows.jsonl", "--label", " on its way", "--label", " yes")
    let first = try #require(labels[0]["logprobs"]?[" on its way"]?.double)
    let second = try #require(labels[1]["logprobs"]?[" yes"]?.double)
    #expect(abs(first - rows[0]["logprob"]!.double!) < 1e-4)
    #expect(abs(second - rows[1]["logprob"]!.double!) < 1e-4)
  }

  @Test func vectorsAreTheModelsHiddenStates() throws {
    let loaded = try LoadedModel(directory: folder.url.appending(path: "m").path)
    let tokens = loaded.tokenizer.encode("The elf queen")
    var batch = PackedBatch()
    batch.append(tokens, targets: tokens.indices.map { .init(position: $0, token: 0) })
    let states = try loaded.model.hiddenStates(batch)
    let last = try lines("embed", "-m", "m", "--text", "The elf queen", "--pooling", "last")
    for (found, state) in zip(numbers(last[0]["embedding"]), states.suffix(16)) {
      #expect(abs(found - Double(state)) < 1e-5)
    }
    let mean = numbers(try lines("embed", "-m", "m", "--text", "The elf queen")[0]["embedding"])
    #expect(mean.count == 16)
    for column in 0..<16 {
      let sum = tokens.indices.reduce(0.0) { $0 + Double(states[$1 * 16 + column]) }
      #expect(abs(mean[column] - sum / Double(tokens.count)) < 1e-5)
    }
    let unit = numbers(
      try lines("embed", "-m", "m", "-f", "rows.jsonl", "--column", "completion", "--normalize")[1][
        "embedding"])
    #expect(abs(unit.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
  }

  @Test(arguments: [
    (["score", "-m", "m", "-f", "none.jsonl"], "none.jsonl"),
    (["score", "-m", "m", "-f", "rows.jsonl", "--label", ""], "label"),
    (["embed", "-m", "m", "-f", "rows.jsonl", "--column", "x"], "no column 'x'"),
    (["embed", "-m", "m", "--text", ""], "empty"),
    (["embed", "-m", "m"], "--text"),
  ])
  func wrongInputIsRefused(_ arguments: [String], _ message: String) throws {
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
