// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import ModelStore
import Platform
package import ServiceStore

/// What stands behind the name of a model.
package enum ModelSource: Sendable, Hashable {
  /// A directory as Hugging Face lays it out.
  case directory(String)
  /// A shape with a name, to be trained from random weights: it cannot answer.
  case preset(String)

  /// Where the weights are; nil for a preset.
  var folder: String? {
    if case .directory(let path) = self { path } else { nil }
  }

  /// What `assay train --model` takes.
  package var argument: String {
    switch self {
    case .directory(let path): path
    case .preset(let name): name
    }
  }
}

/// Finds models by name: fine-tuned ones of the store, the base models that the user configured, and
/// the presets. A path from a client is never a name.
package struct ModelLibrary: Sendable {
  private(set) var store: Store
  let baseModels: [String: String]
  /// Folders besides the data folder in which `assay models pull` keeps models.
  let otherHomes: [String]

  package init(store: Store, configuration: ServiceConfiguration) {
    self.store = store
    baseModels = configuration.baseModels
    otherHomes = configuration.otherHomes
  }

  /// The models that a client may use.
  func seen(by client: Client) -> ModelLibrary {
    var library = self
    library.store = store.seen(by: client.visible)
    return library
  }

  /// Where a model comes from; nil when there is none of that name. A name that OpenAI gave to one of
  /// its base models is that of the base, unless it is somebody's own here.
  package func source(of name: String) async throws(AssayError) -> ModelSource? {
    if let own = try await ownSource(of: name) { return own }
    guard let base = OpenAIModelName.base(of: name) else { return nil }
    return try await ownSource(of: base)
  }

  private func ownSource(of name: String) async throws(AssayError) -> ModelSource? {
    if let record = try await store.model(name) {
      return .directory("\(store.folder.models)/\(record.folder)")
    }
    if let target = baseModels[name] {
      // A configured name may lead to a model of the store, whoever made it, a preset or a directory.
      if let record = try await store.seen(by: nil).model(target) {
        return .directory("\(store.folder.models)/\(record.folder)")
      }
      if let stored = stored(target) { return stored }
      if GPT2Configuration.preset(target) != nil { return .preset(target) }
      // The name of a published model is no folder, though there may be one of that name.
      return GPT2Configuration.shape(target) != nil ? nil : .directory(target)
    }
    // The folder of a model that a job made is no name: the model belongs to whoever made it.
    let made = try await store.seen(by: nil).models()
    if !made.contains(where: { $0.folder == name }), let stored = stored(name) { return stored }
    return GPT2Configuration.preset(name) != nil ? .preset(name) : nil
  }

  /// The folder of a model that can answer.
  /// - Throws: `APIError` 404 when there is no such model, or it has no weights.
  package func folder(of name: String) async throws -> ModelSource {
    guard let source = try await source(of: name) else { throw missing(name) }
    guard case .preset(let shape) = source else { return source }
    throw APIError.notFound(
      "The model '\(name)' has no weights: it is the shape \(shape), from which a fine-tune starts."
        + " Fine-tune it and ask the fine-tuned model, or give it weights: assay serve --base-model"
        + " \(name)=FOLDER.", param: "model", code: "model_not_found")
  }

  /// Why there is no model of a name.
  package func missing(_ name: String) -> APIError {
    let target =
      baseModels[name] ?? OpenAIModelName.base(of: name).flatMap { baseModels[$0] } ?? name
    guard GPT2Configuration.shape(target) != nil else { return .noModel(name) }
    let meaning = target == name ? "" : ", which stands for \(target),"
    return .notFound(
      "The model '\(name)'\(meaning) does not exist here: its weights are missing. Fetch them with"
        + " assay models pull \(target), or start the server with --base-model \(name)=nano to train"
        + " from random weights.", param: "model", code: "model_not_found")
  }

  /// A model that `assay models pull` has put into the data folder, or into the store of this user.
  private func stored(_ name: String) -> ModelSource? {
    guard let name = try? ModelName(name) else { return nil }
    return pulled.first { $0.contains(name) }.map { .directory($0.folder(of: name)) }
  }

  private var pulled: [LocalStore] {
    ([store.folder.path] + otherHomes).map { LocalStore(home: $0) }
  }

  /// The names that no job made, sorted: those of the configuration, the presets, and what was fetched.
  package func baseNames() throws(AssayError) -> [String] {
    var fetched: [String] = []
    for store in pulled { fetched += try store.names().map(\.text) }
    let presets = GPT2Configuration.presets.map(\.name)
    return Array(Set(Array(baseModels.keys) + presets + fetched)).sorted()
  }
}
