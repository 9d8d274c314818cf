// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// A folder with a low-rank adapter as PEFT saves it: `adapter_config.json` and
/// `adapter_model.safetensors`. The base model is elsewhere.
package struct AdapterFolder: Sendable {
  /// Finds the folder of a base model by what `adapter_config.json` calls it.
  package typealias BaseFinder = (String) throws(AssayError) -> String

  package let path: String
  /// The base model: a folder or the name of a model.
  package let base: String
  package let settings: LowRankSettings

  static let configurationFile = "adapter_config.json"
  static let weightsFile = "adapter_model.safetensors"
  /// The names of an adapter's own files.
  package static let files = [configurationFile, weightsFile]

  /// Whether a folder holds an adapter, not a whole model.
  package static func isAdapter(_ path: String) -> Bool {
    Files.exists("\(path)/\(configurationFile)")
  }

  /// Reads what `adapter_config.json` says.
  /// - Throws: `AssayError` when it is broken, or asks for what is not supported.
  package init(_ path: String) throws(AssayError) {
    self.path = path
    let file = "\(path)/\(Self.configurationFile)"
    let json = try JSONParser.parse(Files.read(file), file: file)
    let reader = AdapterConfigurationReader(json: json, file: file)
    base = try reader.base()
    settings = try reader.settings()
  }

  /// The folder of the base model where the adapter names a folder, from here or from its own place.
  /// - Throws: `AssayError` when there is none.
  package static func localBase(_ name: String) throws(AssayError) -> String {
    guard Files.exists("\(name)/config.json") else {
      throw AssayError(
        "the adapter's base model '\(name)' is not here",
        remedy: "Fetch it with assay models pull, or write its folder as base_model_name_or_path"
          + " into \(configurationFile)")
    }
    return name
  }

  /// The folder with the whole model of a directory: its own, or that of an adapter's base.
  /// - Throws: `AssayError` when an adapter cannot be read or its base is not found.
  package static func modelFolder(
    of directory: String, findBase: BaseFinder = localBase
  ) throws(AssayError) -> String {
    isAdapter(directory) ? try findBase(AdapterFolder(directory).base) : directory
  }

  /// Reads the thin matrices and merges them into the base model.
  /// - Throws: `AssayError` when a tensor is missing, of another shape, or has no place.
  func merge(into model: GPT2Model) throws(AssayError) {
    let adapter = try LowRankAdapter(for: model, settings: settings, seed: 0)
    try adapter.load(from: path)
    adapter.merge(into: model)
  }
}
