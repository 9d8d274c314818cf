// SPDX-License-Identifier: Apache-2.0

import Platform
import Training
import Workflows

/// Whole commands that follow on a training.
enum TrainingAdvice {
  /// What to do with a finished model. Its validation file is there to measure it; without one new rows
  /// are.
  static func next(_ record: TrainingRecord, folder: String) -> String {
    let file = record.data.validation?.path
    return measure(folder, on: file == record.data.training.path ? nil : file)
      ?? (record.task == "classification" ? predict(folder) : complete(folder, record))
  }

  private static func complete(_ folder: String, _ record: TrainingRecord?) -> String {
    let isChat = record?.data.training.answers != nil
    return "assay complete -m \(ShellWord.quoted(folder)) \(isChat ? "--chat " : "")-p PROMPT"
  }

  /// How a model is used: a classifier labels files, another writes, in turns where it learned these.
  static func use(_ model: String, isClassifier: Bool) -> String {
    isClassifier
      ? "\(predict(model)) -o labeled.csv"
      : complete(model, try? TrainingRecord(folder: model))
  }

  /// What to do with a linear model.
  static func next(_ result: LinearResult) -> String {
    measure(result.folder, on: result.validationFile) ?? predict(result.folder)
  }

  private static func measure(_ folder: String, on file: String?) -> String? {
    guard let file, file != "-" else { return nil }
    return "assay eval -m \(ShellWord.quoted(folder)) -f \(ShellWord.quoted(file))"
  }

  private static func predict(_ folder: String) -> String {
    "assay predict -m \(ShellWord.quoted(folder)) NEW_FILE"
  }

  /// The command line of a training that was stopped, made to go on.
  static func resuming(_ arguments: [String], folder: String) -> String {
    var words = arguments.dropFirst().filter { $0 != "--overwrite" && $0 != "--resume" }
    if let place = words.firstIndex(of: "--suffix"), place + 1 < words.count {
      words.removeSubrange(place...place + 1)
    }
    let names = ["-o", "--output"]
    if !words.contains(where: { word in
      names.contains { word == $0 || word.hasPrefix($0 + "=") }
    }) {
      words += ["-o", folder]
    }
    return ShellWord.command(words + ["--resume"])
  }
}
