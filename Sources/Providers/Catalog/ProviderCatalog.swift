// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What providers say of their models: how many tokens an example and how many bytes a file may have,
/// which tokenizer counts, what it costs; as `Profiles/models.yaml` states it.
package struct ProviderCatalog: Sendable {
  /// In the order in which they are asked.
  package let providers: [Provider]

  /// The tokenizer that counts where none is known.
  package static let gpt2 = "gpt2"

  /// The same with one provider asked first.
  package func asking(first id: String?) -> ProviderCatalog {
    ProviderCatalog(
      providers: providers.filter { $0.id == id } + providers.filter { $0.id != id })
  }

  /// A figure of a model; of a fine-tuned one, such as `ft:davinci-002:mine`, its base's. A name as
  /// `azure/gpt-4.1` asks that provider alone.
  package func figure<Value>(
    _ path: KeyPath<HostedModel, Sourced<Value>?>, of model: String
  ) -> (figure: Sourced<Value>, provider: Provider)? {
    let (name, providers) = meant(by: model)
    for provider in providers {
      if let figure = provider.models[name]?[keyPath: path] { return (figure, provider) }
    }
    return nil
  }

  /// - Throws: `AssayError` with the nearest name when the limit of the model is not known.
  package func tokens(of model: String) throws(AssayError) -> Int {
    if let known = figure(\.exampleTokens, of: model) { return known.figure.value }
    let (name, providers) = meant(by: model)
    let names = Set(
      providers.flatMap { $0.models.values.filter { $0.exampleTokens != nil }.map(\.name) })
    throw AssayError(
      "the token limit of the model `\(name)` is not known",
      remedy: NearestName.of(name, in: names.sorted()).map { "Did you mean `\($0)`?" }
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
    // The same model has the same tokens wherever it is served.
    var name = meant(by: model).name[...]
    while true {
      for provider in providers {
        if let known = provider.models[String(name)]?.tokenizer { return known.value }
      }
      guard let dash = name.lastIndex(of: "-") else { return nil }
      name = name[..<dash]
    }
  }

  /// The limit of a provider's models where none is named.
  package func tokens(ofProvider id: String) -> Int? {
    providers.first { $0.id == id }?.defaultTokens?.value
  }

  /// How large a file the first provider of a model takes; nil where no limit is known.
  package func bytes(of model: String) -> Int? {
    let (name, providers) = meant(by: model)
    return providers.first { $0.models[name]?.isServed == true }?.bytes?.value
  }

  /// - Throws: `AssayError` with the nearest name when the provider is not known.
  package func bytes(ofProvider id: String) throws(AssayError) -> Int {
    let limits = providers.filter { $0.bytes != nil }
    if let known = limits.first(where: { $0.id == id })?.bytes { return known.value }
    let names = limits.map(\.id).sorted()
    throw AssayError(
      "how large a file `\(id)` takes is not known",
      remedy: NearestName.of(id, in: names).map { "Did you mean `\($0)`?" }
        ?? "Known are \(names.joined(separator: ", "))")
  }

  /// - Throws: `AssayError` with the nearest name when no provider says anything of a model.
  package func require(_ model: String) throws(AssayError) {
    let (name, providers) = meant(by: model)
    let names = providers.flatMap { $0.models.values.filter(\.isServed).map(\.name) }
    guard !names.contains(name) else { return }
    throw AssayError(
      "nothing is known of the model `\(name)`",
      remedy: NearestName.of(name, in: Set(names).sorted()).map { "Did you mean `\($0)`?" }
        ?? "See the models that are known: assay models providers")
  }

  /// The model and the providers that a name asks for.
  func meant(by model: String) -> (name: String, providers: [Provider]) {
    let base = Self.base(of: model)
    guard let slash = base.firstIndex(of: "/"),
      let provider = providers.first(where: { $0.id == base[..<slash] })
    else { return (base, providers) }
    return (String(base[base.index(after: slash)...]), [provider])
  }

  private static func base(of model: String) -> String {
    let parts = model.split(separator: ":").map(String.init)
    return parts.count > 1 && parts[0] == "ft" ? parts[1] : model
  }
}

extension HostedModel {
  /// Whether more is known of it than its tokenizer.
  var isServed: Bool { exampleTokens != nil || context != nil || trainingPrice != nil }
}
