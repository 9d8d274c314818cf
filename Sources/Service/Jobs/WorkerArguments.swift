// SPDX-License-Identifier: Apache-2.0

/// The arguments of `assay train` for a job.
enum WorkerArguments {
  /// - Parameters:
  ///   - model: a directory or the name of a preset.
  ///   - resumes: whether an earlier worker may have left a checkpoint.
  static func make(
    _ job: JobRecord, model: String, training: String, validation: String?, folder: JobFolder
  ) -> [String] {
    let settings = job.settings
    var arguments = [
      "train", "--training-file", training, "--model", model, "--output", folder.run,
      "--log-json", folder.steps, "--resume", "--no-color",
      "--seed", String(settings.seed ?? JobRecord.defaultSeed),
      "--prompt-loss-weight",
      String(settings.promptLossWeight ?? JobRecord.defaultPromptLossWeight),
    ]
    func add(_ name: String, _ value: (some CustomStringConvertible)?) {
      if let value { arguments += [name, value.description] }
    }
    add("--validation-file", validation)
    add("--epochs", settings.epochs)
    add("--batch-size", settings.batchSize)
    add("--learning-rate-multiplier", settings.learningRateMultiplier)
    guard settings.computesClassificationMetrics else { return arguments }
    arguments.append("--compute-classification-metrics")
    add("--classification-n-classes", settings.classificationClasses)
    // One word with its value: a class may start with a dash or a space.
    if let positive = settings.classificationPositiveClass {
      arguments.append("--classification-positive-class=\(positive)")
    }
    if !settings.classificationBetas.isEmpty {
      arguments += ["--classification-betas"] + settings.classificationBetas.map(\.description)
    }
    return arguments
  }
}
