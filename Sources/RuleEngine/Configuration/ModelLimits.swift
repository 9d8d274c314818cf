// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks
import Yams

/// How many tokens an example and how many bytes a file may have, by provider and model, and which
/// tokenizer counts them; read from `Profiles/models.yaml`.
package struct ModelLimits: Sendable {
  private var models: [String: Int] = [:]
  private var defaults: [String: Int] = [:]
  /// By provider, and the provider of each model.
  private var bytes: [String: Int] = [:]
  private var providers: [String: String] = [:]
  /// The tokenizer of each model whose is known, by its name in the binary.
  private var tokenizers: [String: String] = [:]

  package init(text: String, path: String) throws(AssayError) {
    guard let root = try YAMLText.root(text, file: path) else { return }
    var providers = try Parameters(root, subject: "the limits", file: path)
    for member in providers.takeRest() {
      var provider = try Parameters(member.node, subject: member.key, file: path)
      _ = try provider.string("source")
      if let tokens = try provider.optionalInteger("default") { defaults[member.key] = tokens }
      if let bytes = try provider.optionalInteger("bytes") { self.bytes[member.key] = bytes }
      _ = try provider.optionalString("tokenizer-source")
      try readTokenizers(provider.node("tokenizers"), of: member.key, file: path)
      guard let node = provider.node("models") else {
        try provider.finish()
        continue
      }
      var models = try Parameters(
        node, subject: "the models of \(member.key)", file: path)
      for model in models.takeRest() {
        var limit = try Parameters(
          Node.mapping(Node.Mapping([(Node("tokens"), model.node)])), subject: model.key,
          file: path)
        self.models[model.key] = try limit.integer("tokens")
        self.providers[model.key] = member.key
      }
      try provider.finish()
    }
  }

  /// `cl100k_base: [davinci-002, ...]`
  private mutating func readTokenizers(
    _ node: Node?, of provider: String, file: String
  ) throws(AssayError) {
    guard let node else { return }
    var lists = try Parameters(node, subject: "the tokenizers of \(provider)", file: file)
    for list in lists.takeRest() {
      var models = try Parameters(
        Node.mapping(Node.Mapping([(Node("models"), list.node)])), subject: list.key, file: file)
      for model in try models.strings("models") { tokenizers[model] = list.key }
    }
  }

  /// The limit of a model; of a fine-tuned one, such as `ft:davinci-002:mine`, its base's.
  /// - Throws: `AssayError` with the nearest name when the model is not known.
  package func tokens(of model: String) throws(AssayError) -> Int {
    let base = Self.base(of: model)
    if let limit = models[base] { return limit }
    throw AssayError(
      "the token limit of the model `\(base)` is not known",
      remedy: NearestName.of(base, in: models.keys.sorted()).map { "Did you mean `\($0)`?" }
        ?? "Give the limit with --max-tokens")
  }

  /// Whether a model has GPT-2's tokens, as the models of GPT-3 do; those hold the space before a
  /// word, and the models were tuned that way. Later ones are tuned on messages.
  package func hasGPT2Tokens(_ model: String) -> Bool {
    tokenizer(of: model) ?? Self.gpt2 == Self.gpt2
  }

  /// The name of the tokenizer that counts the tokens of a model, or of the model whose name goes on with
  /// a date or a kind, as `gpt-4o-2024-11-20`; nil where it is not in the binary.
  package func tokenizer(of model: String) -> String? {
    var name = Self.base(of: model)[...]
    while true {
      if let tokenizer = tokenizers[String(name)] { return tokenizer }
      guard let dash = name.lastIndex(of: "-") else { return nil }
      name = name[..<dash]
    }
  }

  /// The tokenizer that counts where none is known.
  package static let gpt2 = "gpt2"

  /// The limit of a provider's models where none is named.
  package func tokens(ofProvider provider: String) -> Int? { defaults[provider] }

  /// How large a file the provider of a model takes; nil where no limit is known.
  package func bytes(of model: String) -> Int? {
    providers[Self.base(of: model)].flatMap { bytes[$0] }
  }

  /// - Throws: `AssayError` with the nearest name when the provider is not known.
  package func bytes(ofProvider provider: String) throws(AssayError) -> Int {
    if let limit = bytes[provider] { return limit }
    throw AssayError(
      "how large a file `\(provider)` takes is not known",
      remedy: NearestName.of(provider, in: bytes.keys.sorted()).map { "Did you mean `\($0)`?" }
        ?? "Known are \(bytes.keys.sorted().joined(separator: ", "))")
  }

  private static func base(of model: String) -> String {
    let parts = model.split(separator: ":").map(String.init)
    return parts.count > 1 && parts[0] == "ft" ? parts[1] : model
  }
}
