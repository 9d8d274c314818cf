// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Foundation
import LanguageModel
import ModelStore
import Training

/// `assay train`: fine-tunes a model on prompt/completion rows.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fine-tunes a model on prompt/completion rows.",
    discussion: """
      Examples:
        assay train -t train.jsonl -v valid.jsonl -m nano -o runs/first
        assay train -t train.jsonl -m models/gpt2 -o runs/gpt2 --epochs 2 --learning-rate 3e-5
        assay train -t train.jsonl -v valid.jsonl -m nano -o runs/first --resume
        assay train -t train.jsonl -m gpt2 --suffix reviews
        assay train -t train.jsonl -m gpt2 --lora-rank 8 -o runs/adapter
        assay train -t corpus.txt -m gpt2 --objective language-model --block-size 512 -o runs/texts
        assay train -t train.jsonl -v valid.jsonl -m gpt2 --objective classification -o runs/topics

      The output folder gets the model (as transformers reads it), results.csv with a row for each \
      step, and assay.json with all settings. Ctrl-C saves and stops; --resume goes on to the same \
      bits as if the run had never stopped.
      """)

  @Option(name: [.short, .customLong("training-file")], help: "The training file.")
  var trainingFile: String

  @Option(name: [.short, .customLong("validation-file")], help: "The validation file.")
  var validationFile: String?

  @Option(
    name: .shortAndLong,
    help: """
      A model of the store, a folder with one, or a shape with random weights: its name, such as nano, \
      or its config.json.
      """)
  var model = "nano"

  @Option(
    name: .shortAndLong,
    help: "The folder for the model; without one it goes to the store under a name of its own.")
  var output: String?

  @Option(help: "A word of up to 40 characters in the name of a model that goes to the store.")
  var suffix: String?

  @Flag(help: "Go on from the last checkpoint in the output folder; start when there is none.")
  var resume = false

  @Flag(help: "Start anew in an output folder that is not empty.")
  var overwrite = false

  @Option(help: "Write a JSON object for each step to this file.")
  var logJSON: String?

  /// Programs that show a run's figures.
  enum Tracker: String, ExpressibleByArgument, CaseIterable {
    case none, tensorboard
  }

  @Option(
    help: ArgumentHelp(
      "tensorboard: write the figures of each step to OUTPUT/runs, for `tensorboard --logdir`."))
  var tracker = Tracker.none

  @OptionGroup(title: "Hyperparameters") var training: TrainingOptions
  @OptionGroup var precision: PrecisionOptions
  @OptionGroup(title: "Classification") var classification: ClassificationOptions
  @OptionGroup(title: "Rows") var rows: ExampleOptions
  @OptionGroup(title: "Output") var outputOptions: OutputOptions

  func validate() throws {
    if resume && overwrite { throw ValidationError("give --resume or --overwrite, not both") }
    if output == nil && (resume || overwrite) {
      throw ValidationError("--resume and --overwrite need the folder of the run (-o)")
    }
    try checkSuffix()
    if validationFile == nil {
      for (name, isGiven) in [
        ("--early-stopping", training.earlyStopping != nil), ("--keep-best", training.keepBest),
        ("--eval-steps", training.evalSteps != nil),
        ("--compute-classification-metrics", classification.computeClassificationMetrics),
      ] where isGiven {
        throw ValidationError("\(name) needs a validation file (-v)")
      }
    }
  }

  private func checkSuffix() throws {
    guard let suffix else { return }
    if output != nil { throw ValidationError("--suffix names a model of the store: leave out -o") }
    if suffix.count > FineTunedName.maximumSuffix {
      throw ValidationError("--suffix has more than \(FineTunedName.maximumSuffix) characters")
    }
    if FineTunedName.slug(suffix).isEmpty {
      throw ValidationError("--suffix has no letter or digit")
    }
  }

  /// Where the model goes: the folder that was asked for, or a new one in the store.
  private func target() throws -> String {
    if let output { return output }
    let name = FineTunedName.make(
      base: model, suffix: suffix, at: Int(Date.now.timeIntervalSince1970))
    outputOptions.say("name        \(name)")
    return try LocalStore.standard().folder(of: ModelName(name))
  }

  func run() throws {
    Interruption.watch()
    let job = try TrainingJob(self)
    let output = try target()
    let folder = try RunFolder(
      path: output, policy: resume ? .resume : overwrite ? .overwrite : .refuse)
    if resume && folder.isComplete {
      // A run that was killed right after its end may have left them.
      folder.checkpoints.removeAll()
      outputOptions.say("\(output) holds the finished model already")
      return Terminal.printResult(output + "\n")
    }
    do {
      try job.run(in: folder)
    } catch {
      folder.removeIfEmpty()
      throw error
    }
  }
}
