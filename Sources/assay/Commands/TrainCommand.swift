// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import Platform
import Ranks
import Training
import Workflows

/// `assay train`: fine-tunes a model on prompt/completion rows.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fine-tunes a model on prompt/completion rows.",
    discussion: """
      Examples:
        assay train -t train.jsonl -v valid.jsonl -m nano -o runs/first
        # a classifier in seconds, without a neural net
        assay train -t train.jsonl -v valid.jsonl -m linear -o runs/linear
        assay train -t train.jsonl -m models/gpt2 -o runs/gpt2 --epochs 2 \\
          --learning-rate 3e-5
        assay train -t train.jsonl -v valid.jsonl -m nano -o runs/first --resume
        # after: assay models pull gpt2
        assay train -t train.jsonl -m gpt2 --suffix reviews
        assay train -t train.jsonl -m gpt2 --lora-rank 8 -o runs/adapter
        assay train -t corpus.txt -m gpt2 --objective language-model \\
          --block-size 512 -o runs/texts
        assay train -t corpus.txt -m gpt2 --objective language-model \\
          --valid-fraction 0.1 --end-blocks
        assay train -t train.jsonl -v valid.jsonl -m gpt2 \\
          --objective classification -o runs/topics
        # four processes, on one machine or many, share each batch
        mpirun -np 4 assay train -t train.jsonl -m gpt2 -o runs/gpt2
        # names of TrainingArguments
        assay train --config training.yaml -t train.jsonl -v valid.jsonl

      What `assay lint` calls an error is refused, in its words; --ignore leaves rules out. \
      The output folder gets the model (as transformers reads it), results.csv with a row for each \
      step, and assay.json with all settings. Ctrl-C saves and stops; --resume goes on to the same \
      bits as if the run had never stopped.
      """)

  @OptionGroup(title: "Files and model") var files: TrainingFileOptions

  @Flag(
    help: """
      Start from random weights of the model's shape, whatever weights there are: -m gpt2 \
      --from-scratch.
      """)
  var fromScratch = false

  @Option(help: "A word of up to 40 characters in the name of a model that goes to the store.")
  var suffix: String?

  @Option(
    help: """
      The map of labels to the numbers that are the classes, as assay fix --number-classes writes it; \
      without it the one beside the training file. Results then name the labels.
      """, completion: .file())
  var labels: String?

  @Option(help: "Train in spite of errors that `assay lint` finds by rules whose code starts so.")
  var ignore: String?

  @Flag(help: "Go on from the last checkpoint in the output folder; start when there is none.")
  var resume = false

  @Flag(help: "Start anew in an output folder that is not empty.")
  var overwrite = false

  @Option(help: "Write a JSON object for each step to this file.")
  var logJSON: String?

  @Option(
    help: ArgumentHelp(
      "tensorboard: write the figures of each step to OUTPUT/runs, for `tensorboard --logdir`."))
  var tracker: TrainingRequest.Tracker?

  @Option(
    help: "The folder for the figures of --tracker, instead of OUTPUT/runs.", completion: .directory
  )
  var loggingDir: String?

  @Option(
    help: ArgumentHelp(
      """
      A file, YAML or JSON, with settings by the names of transformers' TrainingArguments or of \
      docs/hyperparameters.md; options go before it.
      """, valueName: "file"), completion: .file())
  var config: String?

  @Option(
    help: "Learn from this share of the training file, evenly chosen: to try things out.")
  var part: Double?

  @Option(
    help: ArgumentHelp(
      "Take everything from a file with a request in JSON, as the jobs of the service do.",
      valueName: "file"))
  var request: String?

  @Flag(help: .hidden) var listHyperparameters = false

  @OptionGroup(title: "Folders of data sets") var folderOptions: HubFolderOptions
  @OptionGroup(title: "Hyperparameters") var training: TrainingOptions
  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup(title: "Classification") var classification: ClassificationOptions
  @OptionGroup(title: "Rows") var rows: ExampleOptions
  @OptionGroup(title: "Output") var outputOptions: OutputOptions

  func validate() throws {
    guard request == nil, !listHyperparameters else { return }
    if resume && overwrite { throw ValidationError("give --resume or --overwrite, not both") }
    if let part, !(part > 0 && part <= 1) {
      throw ValidationError("--part must be over 0 and up to 1")
    }
    // What a file says can repair what options lack.
    guard config == nil else { return }
    guard let trainingFile = files.trainingFile else {
      throw ValidationError("Missing expected argument '--training-file <training-file>'")
    }
    if let fault = givenRequest(trainingFile).fault { throw ValidationError(fault) }
  }

  func run() throws {
    guard !listHyperparameters else {
      return Terminal.printResult(HyperparameterPage().markdown)
    }
    let request = try readRequest() ?? resolved(completedRequest())
    let group = try RankGroup.launched()
    if group.isLeader { try pulling.fetch(request.model, outputOptions) }
    Interruption.watch()
    let report = TrainingReport(options: outputOptions)
    let run = TrainingRun(
      request,
      program: .init(version: Version.text, command: CommandLine.arguments),
      observe: { if group.isLeader { report.show($0) } },
      shouldStop: { Interruption.isRequested }, group: group)
    try report.conclude(try run.perform())
  }

  private func readRequest() throws(AssayError) -> TrainingRequest? {
    guard let request else { return nil }
    return try JSONParser.parse(try Files.read(request), file: request).decoded(file: request)
  }

  /// The options as a request, with what the file of `--config` says where they are silent.
  private func completedRequest() throws(AssayError) -> TrainingRequest {
    guard let config else { return givenRequest(files.trainingFile ?? "") }
    let arguments = try TrainingArguments(file: config)
    guard let file = files.trainingFile ?? arguments.trainingFile else {
      throw AssayError(
        "there is no training file", at: Location(file: config),
        remedy: "Give it with -t, or as train_file in the file")
    }
    var request = givenRequest(file)
    if files.model == nil, let named = arguments.model { request.model = named }
    arguments.complete(&request)
    return request
  }

  /// The request with files of splits in place of folders.
  private func resolved(_ request: TrainingRequest) throws(AssayError) -> TrainingRequest {
    var request = request
    request.trainingFile = try folderOptions.file(request.trainingFile, preferring: "train")
    if let file = request.validationFile {
      request.validationFile = try folderOptions.validationFile(file)
    }
    return request
  }

  /// The options as a request.
  private func givenRequest(_ trainingFile: String) -> TrainingRequest {
    var request = TrainingRequest(trainingFile: trainingFile, model: files.model ?? "nano")
    request.validationFile = files.validationFile
    request.fromScratch = fromScratch
    request.rows = rows.selection
    request.ignoredRules = RuleOptions.codes(ignore)
    request.labels = labels
    request.output = files.output
    request.suffix = suffix
    request.policy = resume ? .resume : overwrite ? .overwrite : .refuse
    request.hyperparameters = training.hyperparameters
    request.hyperparameters.precision = computing.chosenPrecision
    request.device = computing.chosenDevice
    request.classification = classification.request
    request.stepLog = logJSON
    request.tracker = tracker ?? (loggingDir == nil ? .none : .tensorboard)
    request.trackerFolder = loggingDir
    request.part = part
    return request
  }
}

extension TrainingRequest.Tracker: ExpressibleByArgument {}
