// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import RuleEngine
import Tables
import Training
import Workflows

/// The commands that do what a run did, one for each step: to understand it, and to go on by hand.
struct RoadCommands {
  private let request: RoadRequest
  private let training: TrainingRequest
  private let folder: RoadFolder
  private let isSplitByFix: Bool

  init(
    _ request: RoadRequest, training: TrainingRequest, folder: RoadFolder
  ) {
    self.request = request
    self.training = training
    self.folder = folder
    isSplitByFix = training.hyperparameters.objective == .classification
  }

  func write() throws(AssayError) {
    try AtomicFile.write(text.utf8, to: folder.commands)
  }

  /// A script for `sh`.
  var text: String {
    let lines = [
      "#!/bin/sh",
      "# What assay run did, step by step. Paths are those of the folder it was started in.",
      "set -e", "", line(["lint", request.file.path] + reading + profile) + " || [ $? = 1 ]",
    ]
    return (lines + fix + [line(train), line(evaluate), ""] + use).joined(separator: "\n") + "\n"
  }

  private func line(_ words: [String]) -> String {
    (["assay"] + words.map { ShellWord.quoted($0) }).joined(separator: " ")
  }

  /// How the raw file is read.
  private var reading: [String] {
    let options = request.options
    let named: [(String, String?)] = [
      ("--prompt-column", options.promptColumn), ("--completion-column", options.completionColumn),
      ("--prompt-template", options.promptTemplate?.replacing("\n", with: "\\n")),
      ("--sheet", options.reading.sheet), ("--input-format", options.reading.format?.rawValue),
      ("--encoding", options.reading.encoding == .utf8 ? nil : options.reading.encoding.rawValue),
    ]
    let words = named.flatMap { name, value in value.map { [name, $0] } ?? [] }
    return options.reading.hasHeader ? words : words + ["--no-header"]
  }

  /// What the data is for, which lint is told.
  private var profile: [String] {
    request.options.profile.map { ["--profile", $0.rawValue] } ?? []
  }

  private var fix: [String] {
    let unsafe = request.fixes.grades.contains(.unsafe) ? ["--unsafe-fixes"] : []
    let words =
      ["fix", request.file.path] + reading + ["--yes"] + unsafe
      + ["--seed", "\(request.seed)", "--overwrite", "-o", folder.rows]
    guard !isSplitByFix else { return [line(words)] }
    let every = RoadRun.heldOut
    let (rows, train, valid) = (
      ShellWord.quoted(folder.rows), ShellWord.quoted(folder.trainingFile),
      ShellWord.quoted(folder.validationFile)
    )
    return [
      line(words), "awk 'NR % \(every) != 0' \(rows) > \(train)",
      "awk 'NR % \(every) == 0' \(rows) > \(valid)",
    ]
  }

  private var train: [String] {
    let asked = training.hyperparameters
    var words = [
      "train", "-t", training.trainingFile, "-v", folder.validationFile, "-m", training.model,
    ]
    if training.fromScratch { words.append("--from-scratch") }
    if let objective = asked.objective { words += ["--objective", objective.rawValue] }
    if let epochs = asked.epochs { words += ["--epochs", "\(epochs)"] }
    if let part = training.part { words += ["--part", "\(part)"] }
    return words + [
      "--over-length", "truncate", "--seed", "\(request.seed)", "-o", folder.model, "--overwrite",
    ]
  }

  private var evaluate: [String] {
    [
      "eval", "-m", folder.model, "-f", folder.validationFile, "--baseline-data",
      folder.trainingFile,
      "--bootstrap", "1000", "--format", "html", "--output", folder.report, "--overwrite",
    ]
  }

  /// What the model is good for.
  private var use: [String] {
    isSplitByFix
      ? [
        "# Label new rows:",
        "# " + line(["predict", "-m", folder.model, "NEW.csv", "-o", "labeled.csv"]),
      ]
      : ["# Let it write:", "# " + line(["complete", "-m", folder.model, "-p", "PROMPT"])]
  }
}
