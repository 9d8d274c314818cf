// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// The weights of a Hugging Face directory as they lie on the disk, for loading them or for passing
/// them on piece by piece.
package struct StoredWeights {
  /// What `config.json` says; whether the head is tied follows from the weights.
  package let configuration: GPT2Configuration
  private let files: WeightFiles

  /// Maps the files and checks their headers and sizes; no value is read yet.
  /// - Throws: `AssayError` when a file is missing, broken, or of another model.
  package init(directory: String) throws(AssayError) {
    let path = "\(directory)/config.json"
    guard Files.exists(path) else {
      throw AssayError(
        "no config.json", at: Location(file: directory),
        remedy: "Give the folder of a model that transformers saved, or the name of a preset")
    }
    let json = try JSONParser.parse(Files.read(path), file: path)
    var configuration = try GPT2Configuration(json: json, file: path)
    files = try WeightFiles(directory: directory)
    configuration.tiesHead = try Self.tiesHead(files, configuration)
    if let head = files.shape("score.weight") {
      let reader = ConfigurationReader(json: json, file: path)
      configuration.classes = try reader.classes(count: head.first ?? 0)
    }
    try Self.checkSize(files, configuration)
    self.configuration = configuration
  }

  /// Copies a tensor of the model's layout as 32-bit floats, whole or some of its values.
  /// - Throws: `AssayError` when it is missing or of another shape.
  package func read(
    _ tensor: TensorLayout.Tensor, values: Range<Int>? = nil,
    into out: UnsafeMutablePointer<Float>
  ) throws(AssayError) {
    var name = tensor.name
    if name.hasPrefix("transformer.") { name.removeFirst("transformer.".count) }
    // A file may hold the tied matrix under the name of the head alone.
    if name == "wte.weight" && files.shape(name) == nil { name = "lm_head.weight" }
    try files.read(name, shape: tensor.shape, values: values, into: out)
  }

  /// A head that is stored and differs from the token table is kept apart, whatever the
  /// configuration says; so does transformers.
  private static func tiesHead(
    _ files: WeightFiles, _ configuration: GPT2Configuration
  ) throws(AssayError) -> Bool {
    guard let shape = files.shape("lm_head.weight") else { return true }
    guard files.shape("wte.weight") != nil else { return true }
    guard configuration.tiesHead else { return false }
    let table = [configuration.vocabularySize, configuration.width]
    guard shape == table, files.shape("wte.weight") == table else { return true }
    let count = table[0] * table[1]
    let head = try FloatBlock(count: count)
    let tokens = try FloatBlock(count: count)
    try files.read("lm_head.weight", shape: table, into: head.pointer)
    try files.read("wte.weight", shape: table, into: tokens.pointer)
    return head.values.elementsEqual(tokens.values)
  }

  /// Refuses weights of blocks that the configuration does not have; they would be lost unnoticed.
  private static func checkSize(
    _ files: WeightFiles, _ configuration: GPT2Configuration
  ) throws(AssayError) {
    for name in files.names where name.hasPrefix("h.") {
      let layer = name.dropFirst(2).prefix { $0 != "." }
      guard let number = Int(layer), number < configuration.layers else {
        throw AssayError(
          "tensor \(name) has no place in a model of \(configuration.layers) layers",
          at: Location(file: files.path(name)),
          remedy: "Check that config.json and the weights belong together")
      }
    }
  }
}
