// SPDX-License-Identifier: Apache-2.0

import Platform
import Training
import Workflows

/// Whole commands that follow on a training.
enum TrainingAdvice {
  /// What to do with a finished model. Its validation file is there to measure it; without one new rows
  /// are.
  static func next(_ record: TrainingRecord, folder: String) -> String {
    let model = ShellWord.quoted(folder)
    if let file = record.data.validation?.path, file != "-", file != record.data.training.path {
      return "assay eval -m \(model) -f \(ShellWord.quoted(file))"
    }
    return record.task == "classification"
      ? "assay predict -m \(model) NEW_FILE" : "assay complete -m \(model) -p PROMPT"
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
    return (["assay"] + words + ["--resume"]).map { ShellWord.quoted($0) }.joined(separator: " ")
  }
}
