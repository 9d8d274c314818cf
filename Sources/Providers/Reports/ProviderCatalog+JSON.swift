// SPDX-License-Identifier: Apache-2.0

import JSON

extension ProviderCatalog {
  /// Providers with their models; a figure has its value, its source and the day on which that was read.
  func json(_ providers: [Provider], _ models: [(Provider, HostedModel)]) -> JSONValue {
    .object([
      "providers": .array(
        providers.map { provider in
          let own = models.filter { $0.0.id == provider.id }.map { $0.1 }
          return Self.json(provider, own)
        })
    ])
  }

  private static func json(_ provider: Provider, _ models: [HostedModel]) -> JSONValue {
    var object: JSONObject = ["id": .string(provider.id), "title": .string(provider.title)]
    append("status", provider.status, to: &object) { .string($0) }
    append("file_bytes", provider.bytes, to: &object) { .integer($0) }
    append("default_example_tokens", provider.defaultTokens, to: &object) { .integer($0) }
    append("least_rows", provider.leastRows, to: &object) { .integer($0) }
    append("epochs", provider.epochs, to: &object) { .array($0.map { .integer($0) }) }
    append("roles", provider.roles, to: &object) { .array($0.map { .string($0) }) }
    object.append("models", .array(models.map { Self.json($0) }))
    return .object(object)
  }

  private static func json(_ model: HostedModel) -> JSONValue {
    var object: JSONObject = ["name": .string(model.name)]
    append("example_tokens", model.exampleTokens, to: &object) { .integer($0) }
    append("context", model.context, to: &object) { .integer($0) }
    append("tokenizer", model.tokenizer, to: &object) { .string($0) }
    append("parts", model.parts, to: &object) { .array($0.map { .string($0) }) }
    append("training_price", model.trainingPrice, to: &object) { .number($0) }
    append("input_price", model.inputPrice, to: &object) { .number($0) }
    append("output_price", model.outputPrice, to: &object) { .number($0) }
    append("retires", model.retires, to: &object) { .string($0) }
    return .object(object)
  }

  private static func append<Value>(
    _ key: String, _ figure: Sourced<Value>?, to object: inout JSONObject,
    json: (Value) -> JSONValue
  ) {
    guard let figure else { return }
    object.append(
      key,
      .object([
        "value": json(figure.value), "source": .string(figure.source.text),
        "read": .string(figure.source.read),
      ]))
  }
}
