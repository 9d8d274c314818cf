// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
package import LanguageModel

/// What a run starts from: weights in a folder, or a named shape with random weights.
package struct BaseModel: Sendable, Equatable {
  /// As the user named it.
  package let name: String
  private let preset: GPT2Configuration?

  /// - Throws: `AssayError` when there is neither such a folder nor such a preset.
  package init(name: String) throws(AssayError) {
    self.name = name
    preset = Files.isFolder(name) ? nil : GPT2Configuration.preset(name)
    guard preset != nil || Files.isFolder(name) else {
      let names = GPT2Configuration.presets.map(\.name).joined(separator: ", ")
      throw AssayError(
        "there is no model '\(name)'",
        remedy: "Give a folder with config.json and model.safetensors, or a shape that starts from "
          + "random weights: \(names)")
    }
  }

  /// Whether the weights are random, not learnt.
  package var startsFromRandom: Bool { preset != nil }

  /// Whether the folder says how its model tokenizes; without a word it is GPT-2's way.
  package var hasTokenizer: Bool {
    !startsFromRandom
      && (Files.exists("\(name)/tokenizer.json")
        || Files.exists("\(name)/vocab.json"))
  }

  /// The model before the first step; a preset's weights follow from the seed.
  package func load(settings: TrainingSettings) throws(AssayError) -> GPT2Model {
    guard var configuration = preset else { return try GPT2Model(directory: name) }
    configuration.initializerRange = Float(settings.initializerRange)
    return try GPT2Model(
      configuration: configuration, seed: RandomStream.weights.seed(settings.seed))
  }

  /// The shape, without the weights.
  package func configuration() throws(AssayError) -> GPT2Configuration {
    if let preset { return preset }
    let path = "\(name)/config.json"
    return try GPT2Configuration(
      json: JSONParser.parse(try Files.read(path), file: path), file: path)
  }
}
