// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import JSON
import LanguageModel
import Platform

/// Values for some parameters of `generate`: what somebody asked for, or what a model's files say.
package struct GenerationParameters: Sendable, Equatable {
  private var values: [GenerationParameter: JSONValue] = [:]
  /// What a file asks for beside them and nobody here follows, by transformers' names.
  private(set) var passedOver: [String] = []

  package init() {}

  package subscript(parameter: GenerationParameter) -> JSONValue? {
    get { values[parameter] }
    set { values[parameter] = newValue }
  }

  /// What is wrong with them, in the words of the command line; nil when nothing is.
  package var fault: String? {
    for parameter in GenerationParameter.allCases {
      if let fault = values[parameter].flatMap(parameter.fault) {
        return "\(parameter.option) \(fault)"
      }
    }
    return nil
  }

  /// What changes a text in transformers and has no parameter here, with the value that changes nothing.
  private static let unknown: [(name: String, idle: JSONValue)] = [
    ("bad_words_ids", .null), ("begin_suppress_tokens", .null), ("constraints", .null),
    ("diversity_penalty", 0), ("encoder_no_repeat_ngram_size", 0),
    ("encoder_repetition_penalty", 1), ("epsilon_cutoff", 0), ("eta_cutoff", 0),
    ("exponential_decay_length_penalty", .null), ("force_words_ids", .null),
    ("forced_bos_token_id", .null), ("forced_eos_token_id", .null), ("guidance_scale", 1),
    ("num_beam_groups", 1), ("penalty_alpha", 0), ("sequence_bias", .null),
    ("stop_strings", .null), ("suppress_tokens", .null), ("typical_p", 1),
  ]

  /// The values of an object by transformers' names; what has no name here, or is null, is passed over.
  /// - Throws: `AssayError` when one cannot be meant.
  init(json: JSONValue, file: String) throws(AssayError) {
    for parameter in GenerationParameter.allCases {
      guard let value = json[parameter.rawValue], value != .null else { continue }
      if let fault = parameter.fault(of: value) {
        throw AssayError(
          "\(parameter.rawValue) \(fault)", at: Location(file: file),
          remedy: "Correct the file, or take the line out")
      }
      values[parameter] = value
    }
    passedOver = Self.unknown.compactMap { name, idle -> String? in
      guard let value = json[name], value != .null else { return nil }
      return value.double.map { $0 == idle.double } ?? false ? nil : name
    }
  }

  /// These values, and others for what they leave open. A length of one leaves none of the other's.
  func over(_ others: GenerationParameters) -> GenerationParameters {
    var merged = self
    let lengths: [GenerationParameter] = [.maximumLength, .maximumNewTokens]
    let hasLength = lengths.contains { values[$0] != nil }
    for (parameter, value) in others.values where merged.values[parameter] == nil {
      if hasLength && lengths.contains(parameter) { continue }
      merged.values[parameter] = value
    }
    merged.passedOver += others.passedOver
    return merged
  }
}

extension GenerationParameters {
  /// What the files of a model say: `generation_config.json`, and of `config.json` the part
  /// `task_specific_params` for a task where one is asked for.
  /// - Throws: `AssayError` when a file cannot be read, or knows no such task.
  static func ofModel(
    _ folder: String, _ configuration: GPT2Configuration, task: String?
  ) throws(AssayError) -> GenerationParameters {
    var found = GenerationParameters()
    let path = "\(folder)/\(LoadedModel.generationFile)"
    if Files.exists(path) {
      found = try GenerationParameters(
        json: JSONParser.parse(Files.read(path), file: path), file: path)
    }
    guard let task else { return found }
    let tasks = configuration.others["task_specific_params"]?.object
    guard let own = tasks?[task] else {
      let names = tasks?.members.map(\.key).joined(separator: ", ") ?? ""
      throw AssayError(
        "config.json has no task_specific_params for '\(task)'", at: Location(file: folder),
        remedy: names.isEmpty
          ? "Add them with assay models edit, or leave --task out" : "Choose one of \(names)")
    }
    return try GenerationParameters(json: own, file: "\(folder)/config.json").over(found)
  }
}
