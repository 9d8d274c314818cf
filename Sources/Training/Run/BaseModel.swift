// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
package import LanguageModel
import Platform
package import Tokenizer

/// What a run starts from: weights in a folder, or random weights of a shape that has a name or
/// stands in a file.
package struct BaseModel: Sendable, Equatable {
  private enum Source: Sendable, Equatable {
    case folder(String)
    case preset(GPT2Configuration)
    case shape(GPT2Configuration, file: String)
  }

  /// As the user named it.
  package let name: String
  private let source: Source

  /// - Parameter folder: where the weights are; nil for a shape with random weights, which may be that
  ///   of a published model.
  /// - Throws: `AssayError` when no shape has the name, or the file of that name holds none.
  package init(name: String, folder: String?) throws(AssayError) {
    self.name = name
    if let folder {
      source = .folder(folder)
    } else if let preset = GPT2Configuration.shape(name) {
      source = .preset(preset)
    } else if Files.exists(name) {
      source = .shape(try Self.read(name), file: name)
    } else {
      let names = GPT2Configuration.presets.map(\.name).joined(separator: ", ")
      throw AssayError("there is no shape '\(name)'", remedy: "Choose one of \(names)")
    }
  }

  /// Whether the weights are random, not learned.
  package var startsFromRandom: Bool {
    if case .folder = source { false } else { true }
  }

  /// The deviation of random weights that a file asks for.
  package var initializerRange: Double? {
    guard case .shape(let configuration, _) = source else { return nil }
    return Double("\(configuration.initializerRange)")
  }

  /// How the model tokenizes: as the files beside it say, without any in GPT-2's way.
  package func tokenizer() throws(AssayError) -> TextTokenizer {
    let folder: String
    switch source {
    case .preset: return .gpt2
    case .shape(_, let file): folder = Files.folder(of: file)
    case .folder(let path):
      folder = path
      let hasOwn = ["tokenizer.json", "vocab.json"].contains { Files.exists("\(folder)/\($0)") }
      guard hasOwn else { return .gpt2 }
    }
    return try LoadedModel.tokenizer(
      directory: folder, vocabularySize: configuration().vocabularySize)
  }

  /// The folder of the weights; nil for a shape with random weights.
  package var folder: String? {
    if case .folder(let folder) = source { folder } else { nil }
  }

  /// The model before the first step; what is random in it follows from the seed.
  /// - Parameters:
  ///   - classes: those of its classification head; none for a language model.
  ///   - findBase: the folder of an adapter's base model by its name.
  /// - Throws: `AssayError` when the weights cannot be read or are of a model for another objective.
  package func load(
    settings: TrainingSettings, classes: [String] = [],
    findBase: AdapterFolder.BaseFinder = AdapterFolder.localBase
  ) throws(AssayError) -> GPT2Model {
    let seed = RandomStream.weights.seed(settings.seed)
    switch source {
    case .folder(let folder):
      let model = try GPT2Model(
        directory: folder, classes: classes.isEmpty ? nil : classes, seed: seed, findBase: findBase)
      guard model.configuration.isClassifier != classes.isEmpty else { throw unfitting(folder) }
      return model
    case .preset(var configuration), .shape(var configuration, _):
      configuration.initializerRange = Float(settings.initializerRange)
      configuration.classes = []
      if !classes.isEmpty { configuration.setClasses(classes) }
      return try GPT2Model(configuration: configuration, seed: seed)
    }
  }

  private func unfitting(_ folder: String) -> AssayError {
    AssayError(
      "the model has a classification head and writes no text", at: Location(file: folder),
      remedy: "Start from a language model, or train with --objective classification")
  }

  /// The shape, without the weights.
  /// - Parameter findBase: the folder of an adapter's base model by its name.
  package func configuration(
    findBase: AdapterFolder.BaseFinder = AdapterFolder.localBase
  ) throws(AssayError) -> GPT2Configuration {
    switch source {
    case .preset(let configuration), .shape(let configuration, _): return configuration
    case .folder(let folder):
      return try Self.read(
        AdapterFolder.modelFolder(of: folder, findBase: findBase) + "/config.json")
    }
  }

  private static func read(_ path: String) throws(AssayError) -> GPT2Configuration {
    try GPT2Configuration(json: JSONParser.parse(try Files.read(path), file: path), file: path)
  }
}
