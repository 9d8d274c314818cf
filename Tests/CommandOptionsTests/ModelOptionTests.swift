// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import AssayTestSupport
import CommandOptions
import Evaluation
import JSON
import Service
import ServiceStore
import Testing
import Tokenizer
import Training
import Workflows

@Suite struct ModelOptionTests {
  // MARK: hyperparameters

  /// One option for each declaration, and what is given goes to it.
  @Test func hyperparametersComeFromTheirTable() throws {
    let names = TrainingOptions.offered.map(\.name)
    #expect(names.contains("epochs") && !names.contains("precision"))
    let given = try TrainingOptions.parse(["--epochs", "3", "--schedule", "cosine"])
    let epochs = try #require(TrainingOptions.offered.first { $0.name == "epochs" })
    let schedule = try #require(TrainingOptions.offered.first { $0.name == "schedule" })
    #expect(given.hyperparameters[epochs] == 3)
    #expect(given.hyperparameters[schedule] == "cosine")
    for other in TrainingOptions.offered where !["epochs", "schedule"].contains(other.name) {
      #expect(given.hyperparameters[other] == nil, "\(other.name)")
    }
  }

  @Test func aJobsOptionsAreAlsoCalledAsInTheAPI() throws {
    let epochs = try #require(JobHyperparameterOptions.offered.first { $0.name == "epochs" })
    for name in ["--epochs", "--n_epochs"] {
      let given = try JobHyperparameterOptions.parse([name, "2"])
      #expect(given.hyperparameters[epochs] == 2)
    }
    #expect(TrainingOptions.refusal(of: ["--n_epochs", "2"]).contains("--n_epochs"))
  }

  @Test(arguments: [
    (["--epochs", "x"], "it must be a whole number"), (["--epochs", "1.5"], "a whole number"),
    (["--learning-rate", "fast"], "it must be a number"),
    (["--schedule", "zigzag"], "give one of "),
    (["--epochs", "0"], "--epochs must be at least 1"),
  ])
  func aValueThatDoesNotFitIsRefused(words: [String], reason: String) {
    let message = TrainingOptions.refusal(of: words)
    #expect(message.contains(reason), "\(message)")
  }

  // MARK: classification

  @Test func figuresOfAClassifierAreAskedFor() throws {
    #expect(try ClassificationOptions.parse([]).request == nil)
    let request = try #require(
      try ClassificationOptions.parse([
        "--compute-classification-metrics", "--classification-n-classes", "3",
        "--classification-positive-class", " yes", "--classification-betas", "0.5,2",
      ]).request)
    #expect(request.classCount == 3 && request.positiveClass == " yes")
    #expect(request.betas == [0.5, 2])
  }

  @Test(arguments: [
    (["--classification-n-classes", "2"], "--classification-n-classes goes with"),
    (["--classification-positive-class", "a"], "--classification-positive-class goes with"),
    (["--classification-beta", "1"], "--classification-betas goes with"),
  ])
  func theyAreNoneWithoutTheFirst(words: [String], reason: String) {
    let message = ClassificationOptions.refusal(of: words)
    #expect(message.contains(reason), "\(message)")
  }

  // MARK: measuring

  @Test(arguments: [
    (["--threshold", "0"], nil), (["--threshold", "1"], nil), (["--bootstrap", "0"], nil),
    (["--bootstrap", "1000000"], nil), (["--threshold", "1.01"], "--threshold is 1.01"),
    (["--threshold=-0.01"], "--threshold is -0.01"), (["--bootstrap=-1"], "--bootstrap is -1"),
    (["--bootstrap", "1000001"], "--bootstrap is 1000001"),
  ])
  func whatIsMeasuredHasItsBounds(words: [String], reason: String?) throws {
    let measuring = try MeasuringOptions.parse(words)
    guard let reason else {
      _ = try measuring.options()
      return
    }
    let error = #expect(throws: AssayError.self) { try measuring.options() }
    #expect(error?.message == reason)
  }

  @Test func whatIsMeasuredIsWhatWasAskedFor() throws {
    let usual = try MeasuringOptions.parse([]).options()
    #expect(usual.betas == [0.5, 1, 2] && usual.threshold == 0.5 && usual.bootstrap == 0)
    #expect(usual.positiveClass == nil && usual.seed == 0)
    let given = try MeasuringOptions.parse([
      "--positive-class", "b", "--beta", "3", "--threshold", "0.25", "--bootstrap", "7", "--seed",
      "8",
    ]).options()
    #expect(given.positiveClass == "b" && given.betas == [3] && given.threshold == 0.25)
    #expect(given.bootstrap == 7 && given.seed == 8)
  }

  // MARK: generation as transformers has it

  @Test func parametersOfTransformersKeepTheirNames() throws {
    let parameters = try GenerateOptions.parse([
      "--do-sample", "--max-new-tokens", "5", "--temperature", "0.5", "--top-k", "3",
      "--num-return-sequences", "2", "--repetition-penalty", "1.2", "--no-repeat-ngram-size", "4",
    ]).parameters
    #expect(parameters[.doSample] == true && parameters[.maximumNewTokens] == 5)
    #expect(parameters[.temperature] == 0.5 && parameters[.topK] == 3)
    #expect(parameters[.sequences] == 2 && parameters[.repetitionPenalty] == 1.2)
    #expect(parameters[.noRepeatSize] == 4)
    #expect(parameters[.topP] == nil && parameters[.beams] == nil && parameters[.minimumP] == nil)
    #expect(try GenerateOptions.parse([]).parameters[.doSample] == nil)
    #expect(try GenerateOptions.parse(["--no-do-sample"]).parameters[.doSample] == false)
  }

  @Test(arguments: [("true", JSONValue.bool(true)), ("false", false), ("never", "never")])
  func earlyStoppingIsATruthOrAWord(word: String, wanted: JSONValue) throws {
    let words = ["--num-beams", "2", "--early-stopping", word]
    #expect(try GenerateOptions.parse(words).parameters[.earlyStopping] == wanted)
  }

  // MARK: the store

  @Test func aStoreHasItsFolderModelsAndOwner() throws {
    let folder = try TemporaryFolder()
    let store = try StoreOptions.parse([
      "--data-dir", folder.path("data"), "--base-model", "curie=models/gpt2", "--base-model",
      "ada=a=b", "--organization", "acme",
    ])
    let configuration = try store.configuration()
    #expect(configuration.baseModels["curie"] == "models/gpt2")
    #expect(configuration.baseModels["ada"] == "a=b")
    #expect(configuration.organization == "acme")
    let runner = try store.runnerCommand()
    let place = try store.folder().path
    #expect(
      runner.dropFirst() == [
        "jobs", "work", "--data-dir", place, "--base-model", "curie=models/gpt2", "--base-model",
        "ada=a=b", "--organization", "acme",
      ])
  }

  @Test(arguments: [
    (["--base-model", "curie"], "--base-model takes NAME=MODEL"),
    (["--base-model", "=x"], "--base-model takes NAME=MODEL"),
    (["--base-model", "x="], "--base-model takes NAME=MODEL"),
    (["--organization", ""], "--organization must be a word"),
    (["--organization", "a/b"], "--organization must be a word"), (["--organization", "a b"], ""),
  ])
  func namesOfAStoreAreWords(words: [String], reason: String) {
    let message = StoreOptions.refusal(of: words)
    #expect(reason.isEmpty ? message.isEmpty : message.contains(reason), "\(message)")
  }

  // MARK: tokenizers

  @Test func theTokenizerIsTheGivenOneThenTheModels() throws {
    #expect(try TokenizerOptions.parse([]).load().vocabularySize == 50257)
    #expect(try TokenizerOptions.parse([]).load(model: "gpt-4o").vocabularySize == 200_019)
    let given = try TokenizerOptions.parse(["--tokenizer", "cl100k_base"])
    #expect(try given.load(model: "gpt-4o").vocabularySize == 100_277)
    let error = #expect(throws: AssayError.self) {
      try TokenizerOptions.parse([]).load(model: "no-such-model")
    }
    #expect(error?.message == "the tokenizer of the model `no-such-model` is not known")
  }
}
