// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
package import LinearModel
import Platform
import Training

/// `linear.safetensors` in the folder of a linear model: the hashes of the parts of texts that it knows,
/// what they weigh, and its weights.
package enum LinearModelFile {
  package static let name = RunFolder.linearFile
  /// What `-m` calls a linear model that is to be trained.
  package static let baseName = "linear"

  private static let names = (
    hashes: "hashes", words: "word_count", frequencies: "inverse_frequencies",
    weights: "weights", strength: "strength"
  )

  /// Whether a folder holds a linear model.
  package static func stands(in folder: String) -> Bool { Files.exists("\(folder)/\(name)") }

  /// - Parameter name: the model as the user named it.
  /// - Throws: `AssayError` when a folder holds a linear model, where a language model is needed.
  package static func requireNone(in folder: String, name: String) throws(AssayError) {
    if stands(in: folder) { throw refusal(of: name) }
  }

  /// Why a linear model is of no use where a language model is needed.
  package static func refusal(of name: String) -> AssayError {
    AssayError(
      "'\(name)' is a linear model: it tells classes apart and knows no tokens",
      remedy: "Label texts with assay predict -m \(ShellWord.quoted(name)) --text TEXT")
  }

  /// - Throws: `AssayError` when the file cannot be written.
  package static func write(_ model: LinearClassifier, to folder: String) throws(AssayError) {
    let parameters = model.parameters
    let columns = parameters.hashes.count
    let file = try TensorFile(
      path: "\(folder)/\(name)", format: .safetensors,
      entries: [
        .init(names.hashes, [columns], isInteger: true), .init(names.words, [1], isInteger: true),
        .init(names.frequencies, [columns]),
        .init(names.weights, [columns + 1, parameters.classCount]), .init(names.strength, [1]),
      ])
    try file.write(parameters.hashes.map { Int64(bitPattern: $0) }, tensor: 0, at: 0)
    try file.write([Int64(parameters.wordCount)], tensor: 1, at: 0)
    try file.write(floats: parameters.inverseFrequencies, tensor: 2)
    try file.write(floats: parameters.weights, tensor: 3)
    try file.write(floats: [Float(parameters.strength)], tensor: 4)
    try file.commit()
  }

  /// - Parameter record: names the classes, which stand there alone.
  /// - Throws: `AssayError` when the file is missing, broken, no linear model, or one of other classes.
  package static func read(
    _ folder: String, _ record: ModelRecord?
  ) throws(AssayError) -> LinearClassifier {
    let path = "\(folder)/\(name)"
    let file = try SafetensorsFile(path: path)
    func tensor(_ name: String) throws(AssayError) -> SafetensorsFile.Tensor {
      guard let tensor = file[name] else { throw broken("it lacks the tensor \(name)", path) }
      return tensor
    }
    let weights = try tensor(names.weights)
    guard weights.shape.count == 2,
      let words = try file.integers(tensor(names.words)).first,
      let strength = try file.floats(tensor(names.strength)).first
    else { throw broken("its tensors have other shapes", path) }
    let parameters = LinearParameters(
      hashes: try file.integers(tensor(names.hashes)).map { UInt64(bitPattern: $0) },
      wordCount: Int(words), inverseFrequencies: try file.floats(tensor(names.frequencies)),
      weights: try file.floats(weights), classCount: weights.shape[1], strength: Double(strength))
    if let fault = parameters.fault { throw broken(fault, path) }
    let named = record?.classes?.count ?? 0
    guard named == parameters.classCount else {
      throw broken(
        "it has \(parameters.classCount) classes, and \(ModelRecord.fileName) beside it names \(named)",
        path)
    }
    return LinearClassifier(parameters)
  }

  private static func broken(_ what: String, _ path: String) -> AssayError {
    AssayError(
      "the linear model is broken: \(what)", at: Location(file: path),
      remedy: "Train it again with assay train -m \(baseName)")
  }
}

extension TensorFile {
  fileprivate func write(floats values: [Float], tensor: Int) throws(AssayError) {
    let result = values.withUnsafeBufferPointer { values in
      Result { () throws(AssayError) in try write(values, tensor: tensor, at: 0) }
    }
    try result.get()
  }
}
