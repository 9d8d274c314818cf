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
  package let configuration: GPT2Configuration
  /// All of `config.json`: what the file says, and GPT-2's values for what it does not.
  package let configurationValues: JSONObject
  /// `assay.json`: where it comes from; nil for a directory that something else made.
  package let record: ModelRecord?
  /// The size of all files.
  package let bytes: Int

  package init(name: String, folder: String) throws(AssayError) {
    self.name = name
    self.folder = folder
    let path =
      try AdapterFolder.modelFolder(of: folder, findBase: ModelReference.findBase) + "/config.json"
    let document = try JSONParser.parse(Files.read(path), file: path)
    configuration = try GPT2Configuration(json: document, file: path)
    var values = configuration.json.object ?? JSONObject()
    for member in document.object?.members ?? [] { values[member.key] = member.value }
    configurationValues = values
    record = try ModelRecord(folder: folder)
    var bytes = 0
    for file in try Files.names(in: folder) { bytes += try Files.size("\(folder)/\(file)") }
    self.bytes = bytes
  }

  package var parameters: Int { ParameterLayout(configuration).parameterCount }

  /// What it was made from: the base of a fine-tune, or the hub's name of it.
  package var origin: String? {
    record.flatMap { ModelRecord.origin($0.json) }
  }

  /// When it was made or fetched, in ISO 8601.
  package var created: String? { record?.json["created"]?.string }

  /// What it is and how it came about, in Markdown.
  var card: ModelCard {
    ModelCard(name: name, configuration: configuration, record: record)
  }

  /// All of it as one document.
  package var json: JSONValue {
    [
      "name": .string(name), "folder": .string(folder), "bytes": .integer(bytes),
      "parameters": .integer(parameters), "layers": .integer(configuration.layers),
      "heads": .integer(configuration.heads), "width": .integer(configuration.width),
      "positions": .integer(configuration.positions),
      "vocabulary_size": .integer(configuration.vocabularySize),
      "classes": configuration.isClassifier
        ? .array(configuration.classes.map { .string($0) }) : .null,
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
