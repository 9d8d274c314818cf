// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Yams

/// How many tokens an example may have, by provider and model; read from `Profiles/models.yaml`.
package struct ModelLimits: Sendable {
  private var models: [String: Int] = [:]
  private var defaults: [String: Int] = [:]

  package init(text: String, path: String) throws(AssayError) {
    guard let root = try YAMLText.root(text, file: path) else { return }
    var providers = try Parameters(root, subject: "the limits", file: path)
    for member in providers.takeRest() {
      var provider = try Parameters(member.node, subject: member.key, file: path)
      _ = try provider.string("source")
      if let tokens = try provider.optionalInteger("default") { defaults[member.key] = tokens }
      var models = try Parameters(
        try provider.requiredNode("models"), subject: "the models of \(member.key)", file: path)
      for model in models.takeRest() {
        var limit = try Parameters(
          Node.mapping(Node.Mapping([(Node("tokens"), model.node)])), subject: model.key,
          file: path)
        self.models[model.key] = try limit.integer("tokens")
      }
      try provider.finish()
    }
  }

  /// The limit of a model; of a fine-tuned one, such as `ft:davinci-002:mine`, its base's.
  /// - Throws: `AssayError` with the nearest name when the model is not known.
  package func tokens(of model: String) throws(AssayError) -> Int {
    let parts = model.split(separator: ":").map(String.init)
    let base = parts.count > 1 && parts[0] == "ft" ? parts[1] : model
    if let limit = models[base] { return limit }
    throw AssayError(
      "the token limit of the model `\(base)` is not known",
      remedy: NearestName.of(base, in: models.keys.sorted()).map { "Did you mean `\($0)`?" }
        ?? "Give the limit with --max-tokens")
  }

  /// The limit of a provider's models where none is named.
  package func tokens(ofProvider provider: String) -> Int? { defaults[provider] }
}
