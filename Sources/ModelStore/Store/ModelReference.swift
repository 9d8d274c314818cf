// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Platform
import Training

/// What `-m NAME` means: a model of the store, a model directory, or a shape with random weights,
/// by its name or in a file such as `config.json`.
package enum ModelReference: Sendable, Equatable {
  case folder(String)
  case preset(String)

  /// Looks a name up: in the store, then among folders, presets, files and the names that OpenAI gave
  /// its models. A folder that shares its name with a model of the store is meant by `./NAME`.
  /// - Parameter fromScratch: whether random weights are wanted whatever weights there are: of a named
  ///   shape, or of that in a `config.json`.
  /// - Throws: `AssayError` naming what there is; for the name of a published model whose weights are
  ///   not here, how to get them.
  package static func resolve(
    _ name: String, fromScratch: Bool = false, in store: LocalStore? = nil
  ) throws(AssayError) -> ModelReference {
    let store = store ?? (try? LocalStore.standard())
    guard !fromScratch else { return try shape(name, in: store) }
    if let folder = folder(name, in: store) {
      guard UnfinishedRun(name: name, folder: folder) == nil else { throw unfinished(name) }
      return .folder(folder)
    }
    if GPT2Configuration.preset(name) != nil { return .preset(name) }
    if name.hasSuffix(".json"), Files.exists(name) { return .preset(name) }
    if let meaning = OpenAIModelName.meaning(of: name) {
      if let folder = folder(meaning, in: store) { return .folder(folder) }
      if GPT2Configuration.preset(meaning) != nil { return .preset(meaning) }
      throw withoutWeights(meaning, called: name)
    }
    guard GPT2Configuration.shape(name) == nil else { throw withoutWeights(name, called: name) }
    guard name != LinearModelFile.baseName else {
      throw AssayError(
        "'\(name)' is a kind of model that learns from rows, not a model",
        remedy: "Train one with assay train -m \(name), and give its folder")
    }
    throw missing(name, in: store)
  }

  private static func folder(_ name: String, in store: LocalStore?) -> String? {
    if let store, let stored = try? ModelName(name), store.contains(stored) {
      return store.folder(of: stored)
    }
    return Files.isFolder(name) ? name : nil
  }

  /// A shape for random weights.
  private static func shape(
    _ name: String, in store: LocalStore?
  ) throws(AssayError) -> ModelReference {
    if GPT2Configuration.shape(name) != nil { return .preset(name) }
    if folder(name, in: store) == nil, let meaning = OpenAIModelName.meaning(of: name) {
      return .preset(meaning)
    }
    if name.hasSuffix(".json"), Files.exists(name) { return .preset(name) }
    guard let folder = folder(name, in: store) else { throw missing(name, in: store) }
    return .preset("\(folder)/config.json")
  }

  /// The folder of a model with learned weights.
  /// - Throws: `AssayError` also for a preset: its weights are random.
  package static func folder(
    of name: String, in store: LocalStore? = nil
  ) throws(AssayError) -> String {
    switch try resolve(name, in: store) {
    case .folder(let path): return path
    case .preset(let shape):
      throw AssayError(
        "'\(name)'\(clause(shape, called: name)) is a shape without weights here",
        remedy: "Train one with assay train -m \(shape), or fetch a model with assay models pull")
    }
  }

  private static func unfinished(_ name: String) -> AssayError {
    AssayError(
      "the training in '\(name)' is not at its end, so there is no model",
      remedy: "Go on with it by the command that began it and --resume")
  }

  /// What a name of OpenAI's stands for, inside a sentence.
  private static func clause(_ meaning: String, called name: String) -> String {
    OpenAIModelName.meaning(of: name) == meaning ? ", which stands for \(meaning)," : ""
  }

  /// Why a published name is of no use.
  private static func withoutWeights(_ name: String, called given: String) -> AssayError {
    AssayError(
      "'\(given)'\(clause(name, called: given)) is a published model whose weights are not here",
      remedy:
        "Fetch them with assay models pull \(name), or train its shape from random weights with"
        + " assay train -m \(name) --from-scratch")
  }

  /// The folder of an adapter's base model: a folder, or a model of the store.
  /// - Throws: `AssayError` when it is neither.
  package static func findBase(_ name: String) throws(AssayError) -> String {
    if let store = try? LocalStore.standard(), let stored = try? ModelName(name),
      store.contains(stored)
    {
      return store.folder(of: stored)
    }
    return try AdapterFolder.localBase(name)
  }

  /// Where the weights are; nil for a preset.
  package var folder: String? {
    if case .folder(let path) = self { path } else { nil }
  }

  /// The name or file of a shape; nil where there are weights.
  package var shapeName: String? {
    if case .preset(let name) = self { name } else { nil }
  }

  private static func missing(_ name: String, in store: LocalStore?) -> AssayError {
    let names = (try? store?.names().map(\.text)) ?? []
    let stored = names.isEmpty ? "" : " the store's \(names.joined(separator: ", "));"
    return AssayError(
      "there is no model '\(name)'",
      remedy: "Give a folder with config.json and model.safetensors;\(stored) a shape that starts"
        + " from random weights: \(GPT2Configuration.presets.map(\.name).joined(separator: ", "));"
        + " a config.json with such a shape; or fetch it with assay models pull \(name)")
  }
}
