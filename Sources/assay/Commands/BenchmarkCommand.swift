// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import LanguageModel
import ModelStore
import Training
import Workflows

/// `assay benchmark`: the figures that Benchmarks/gpt2_bench.py needs from inside the process. Not in
/// the list of commands.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Times scoring and generation without start-up, and the fastest matrix product.",
    discussion: """
      Examples:
        assay benchmark -m runs/first -f test_prepared.jsonl
      """,
    shouldDisplay: false)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Option(name: .shortAndLong, help: "Rows with prompts and completions.")
  var file: String

  @Option(help: "Tokens to generate after the first prompt.")
  var generate = 64

  @OptionGroup var computing: ComputeOptions
  @OptionGroup var rows: ExampleOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ModelReference.folder(of: model)
    try LinearModelFile.requireNone(in: folder, name: model)
    let loaded = try LoadedModel(directory: folder, findBase: ModelReference.findBase)
    let configuration = loaded.model.configuration
    try computing.apply(to: loaded.model, output: output)
    let reader = rows.selection.reader(
      positions: configuration.positions, tokenizer: loaded.tokenizer)
    let examples = try reader.read(try rows.input.source(file)).examples
    let result: JSONValue = [
      "device": .string(loaded.model.device.name),
      "precision": .string(loaded.model.precision.rawValue),
      "peak_flops": .number(try peak(of: loaded.model)),
      "score": try score(examples, loaded), "generate": try continuation(examples, loaded),
    ]
    Terminal.printResult(result.text() + "\n")
  }

  /// Of a large product on the CPU, of a layer of the model on a GPU.
  private func peak(of model: GPT2Model) throws(AssayError) -> Double {
    guard computing.chosenDevice == .cpu else {
      return try SpeedProbe.products(
        of: model.configuration, in: model.precision, on: model.device)
    }
    return try SpeedProbe.peak(in: model.precision)
  }

  /// All completions scored twice; the second time counts, as that of the peers.
  private func score(
    _ examples: [TrainingExample], _ loaded: LoadedModel
  ) throws(AssayError) -> JSONValue {
    let scorer = CompletionScorer(model: loaded.model)
    let pairs = examples.map { (prompt: $0.prompt, completion: $0.completion) }
    _ = try scorer.score(pairs)
    let start = ContinuousClock.now
    let total = try scorer.score(pairs).reduce(0) { $0 + $1.logProbability }
    let seconds = start.duration(to: .now) / .seconds(1)
    let tokens = examples.reduce(0) { $0 + $1.count }
    return [
      "tokens": .integer(tokens), "seconds": .number(seconds),
      "rate": .number(Double(tokens) / seconds), "logprob": .number(total),
    ]
  }

  private func continuation(
    _ examples: [TrainingExample], _ loaded: LoadedModel
  ) throws(AssayError) -> JSONValue {
    let prompt = examples.first?.prompt ?? []
    var request = GenerationRequest(prompts: [prompt.isEmpty ? [loaded.endToken] : prompt])
    request.maximumTokens = generate
    request.sampling.temperature = 0
    // Every run is to have the same length.
    for token in loaded.endTokens { request.sampling.logitBias[token] = -.infinity }
    _ = try GenerationEngine.generate([request], with: loaded)
    let start = ContinuousClock.now
    let texts = try GenerationEngine.generate([request], with: loaded)
    let seconds = start.duration(to: .now) / .seconds(1)
    let ids = texts.flatMap { $0.best.flatMap(\.tokens) }
    return [
      "tokens": .integer(ids.count), "seconds": .number(seconds),
      "rate": .number(Double(ids.count) / seconds),
      "ids": .array(ids.map { .integer(Int($0.score.token)) }),
    ]
  }
}
