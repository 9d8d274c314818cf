// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
package import LanguageModel
import Platform
import Training

/// A model directory and what is known of it without reading its weights.
package struct StoredModel: Sendable {
  package let name: String
  package let folder: String
  /// Nil for a linear model.
  package let configuration: GPT2Configuration?
  /// All of `config.json`: what the file says, and GPT-2's values for what it does not; empty for a linear
  /// model.
  package let configurationValues: JSONObject
  /// `assay.json`: where it comes from; nil for a directory that something else made.
  package let record: ModelRecord?
  /// The size of all files.
  package let bytes: Int

  package init(name: String, folder: String) throws(AssayError) {
    self.name = name
    self.folder = folder
    if LinearModelFile.stands(in: folder) {
      configuration = nil
      configurationValues = JSONObject()
    } else {
      (configuration, configurationValues) = try Self.configuration(of: folder)
    }
    record = try ModelRecord(folder: folder)
    var bytes = 0
    for file in try Files.names(in: folder) { bytes += try Files.size("\(folder)/\(file)") }
    self.bytes = bytes
  }

  private static func configuration(
    of folder: String
  ) throws(AssayError) -> (GPT2Configuration, JSONObject) {
    let path =
      try AdapterFolder.modelFolder(of: folder, findBase: ModelReference.findBase) + "/config.json"
    let document = try JSONParser.parse(Files.read(path), file: path)
    let configuration = try GPT2Configuration(json: document, file: path)
    var values = configuration.json.object ?? JSONObject()
    for member in document.object?.members ?? [] { values[member.key] = member.value }
    return (configuration, values)
  }

  package var parameters: Int {
    configuration.map { ParameterLayout($0).parameterCount }
      ?? record?.json["parameters"]?.integer ?? 0
  }

  /// Those that it tells apart by itself: by a head, or as a linear model; nil where it has neither.
  package var classes: [String]? {
    guard let configuration else { return record?.classes }
    return configuration.isClassifier ? configuration.classes : nil
  }

  /// - Throws: `AssayError` for a linear model, which has no `config.json`.
  package func requireConfiguration() throws(AssayError) -> GPT2Configuration {
    guard let configuration else { throw LinearModelFile.refusal(of: name) }
    return configuration
  }

  /// What it was made from: the base of a fine-tune, or the hub's name of it.
  package var origin: String? {
    record.flatMap { ModelRecord.origin($0.json) }
  }

  /// When it was made or fetched, in ISO 8601.
  package var created: String? { record?.json["created"]?.string }

  /// What it is and how it came about, in Markdown.
  var card: ModelCard {
    configuration.map { ModelCard(name: name, configuration: $0, record: record) }
      ?? ModelCard(linear: name, parameters: parameters, record: record)
  }

  /// All of it as one document.
  package var json: JSONValue {
    func number(_ path: KeyPath<GPT2Configuration, Int>) -> JSONValue {
      configuration.map { .integer($0[keyPath: path]) } ?? .null
    }
    return [
      "name": .string(name), "folder": .string(folder), "bytes": .integer(bytes),
      "kind": .string(configuration == nil ? LinearModelFile.baseName : "gpt2"),
      "parameters": .integer(parameters), "layers": number(\.layers), "heads": number(\.heads),
      "width": number(\.width), "positions": number(\.positions),
      "vocabulary_size": number(\.vocabularySize),
      "classes": classes.map { .array($0.map { .string($0) }) } ?? .null,
      "record": record?.json ?? .null,
    ]
  }
}

extension ModelRecord {
  /// What a model was made from, by its record.
  static func origin(_ record: JSONValue) -> String? {
    record["base"]?.string ?? record["source"]?["name"]?.string
  }
}
