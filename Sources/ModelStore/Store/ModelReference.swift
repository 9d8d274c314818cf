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

  /// Looks a name up: in the store, then among folders, presets and files. A folder that shares its
  /// name with a model of the store is meant by `./NAME`.
  /// - Throws: `AssayError` naming what there is.
  package static func resolve(
    _ name: String, in store: LocalStore? = nil
  ) throws(AssayError) -> ModelReference {
    let store = store ?? (try? LocalStore.standard())
    if let store, let stored = try? ModelName(name), store.contains(stored) {
      return .folder(store.folder(of: stored))
    }
    if Files.isFolder(name) { return .folder(name) }
    if GPT2Configuration.preset(name) != nil { return .preset(name) }
    if name.hasSuffix(".json"), Files.exists(name) { return .preset(name) }
    throw missing(name, in: store)
  }

  /// The folder of a model with learned weights.
  /// - Throws: `AssayError` also for a preset: its weights are random.
  package static func folder(
    of name: String, in store: LocalStore? = nil
  ) throws(AssayError) -> String {
    switch try resolve(name, in: store) {
    case .folder(let path): return path
    case .preset:
      throw AssayError(
        "'\(name)' is a shape without weights here",
        remedy: "Train one with assay train -m \(name), or fetch a model with assay models pull")
    }
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
