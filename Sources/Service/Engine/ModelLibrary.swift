// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import ModelStore
import Platform

/// What stands behind the name of a model.
package enum ModelSource: Sendable, Hashable {
  /// A directory as Hugging Face lays it out.
  case directory(String)
  /// A shape with a name, which starts from random weights.
  case preset(String)

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

  package init(store: Store, baseModels: [String: String]) {
    self.store = store
    self.baseModels = baseModels
  }

  /// The models that a client may use.
  func seen(by client: Client) -> ModelLibrary {
    var library = self
    library.store = store.seen(by: client.visible)
    return library
  }

  /// Where a model comes from; nil when there is none of that name.
  package func source(of name: String) async throws(AssayError) -> ModelSource? {
    if let record = try await store.model(name) {
      return .directory("\(store.folder.models)/\(record.folder)")
    }
    if let target = baseModels[name] {
      // A configured name may lead to a model of the store, whoever made it, a preset or a directory.
      if let record = try await store.seen(by: nil).model(target) {
        return .directory("\(store.folder.models)/\(record.folder)")
      }
      if let stored = stored(target) { return stored }
      return GPT2Configuration.preset(target) != nil ? .preset(target) : .directory(target)
    }
    return stored(name) ?? (GPT2Configuration.preset(name) != nil ? .preset(name) : nil)
  }

  /// A model that `assay models pull` has put into the data folder.
  private func stored(_ name: String) -> ModelSource? {
    let local = LocalStore(home: store.folder.path)
    guard let name = try? ModelName(name), local.contains(name) else { return nil }
    return .directory(local.folder(of: name))
  }

  /// The names that are not in the store, with what stands behind each.
  package var baseNames: [(name: String, target: String)] {
    let presets = GPT2Configuration.presets.map { (name: $0.name, target: $0.name) }
    let configured = baseModels.map { (name: $0.key, target: $0.value) }.sorted {
      $0.name < $1.name
    }
    return configured + presets.filter { baseModels[$0.name] == nil }
  }
}
