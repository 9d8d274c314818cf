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
  private let isClassifier: Bool
  private let chosenFixes: [String]?

  init(_ request: RoadRequest, _ state: RoadFolder.State, folder: RoadFolder) {
    self.request = request
    training = state.training
    chosenFixes = state.chosenFixes
    self.folder = folder
    isClassifier = training.hyperparameters.objective == .classification
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

  private func line(_ words: [String]) -> String { ShellWord.command(words) }

  /// How the raw file is read.
  private var reading: [String] { request.options.readingWords }

  /// A model that these commands made knows the prepared rows alone.
  private var promptColumn: [String] {
    request.options.promptColumn.map { ["--prompt-column", $0] } ?? []
  }

  /// What the data is for, which lint is told.
  private var profile: [String] {
    request.options.profile.map { ["--profile", $0.rawValue] } ?? []
  }

  private var fix: [String] {
    let hasUnsafe = request.fixes.grades.contains(.unsafe) && chosenFixes != []
    let unsafe = hasUnsafe ? ["--unsafe-fixes"] : []
    let division =
      isClassifier ? [] : ["--split", "--valid-fraction", "\(RoadRun.heldOutOfTexts)"]
    // This rule has no fix: it stands for none, where a person wanted none.
    let none = [RuleCode.labelOfSeveralTokens.rawValue]
    let only =
      chosenFixes.map { ["--only", ($0.isEmpty ? none : $0).joined(separator: ",")] } ?? []
    return [
      line(
        ["fix", request.file.path] + reading + ["--yes"] + unsafe + only + division
          + ["--seed", "\(request.seed)", "--overwrite", "-o", folder.rows])
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
    if let multiplier = asked.learningRateMultiplier {
      words += ["--learning-rate-multiplier", "\(multiplier)"]
    }
    if asked.keepsBest == true { words.append("--keep-best") }
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
    isClassifier
      ? [
        "# Label new rows:",
        "# "
          + line(
            ["predict", "-m", folder.model, "NEW.csv"] + promptColumn + ["-o", "labeled.csv"]),
      ]
      : ["# Let it write:", "# " + line(["complete", "-m", folder.model, "-p", "PROMPT"])]
  }
}
