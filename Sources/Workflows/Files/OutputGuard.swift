// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import ModelStore
import Platform

/// Keeps results from being written over what they are made of, and over files that nobody gave up.
package struct OutputGuard {
  private struct Input {
    let path: String
    let identity: FileIdentity
    /// The model that the file is a part of.
    var model: String?
  }

  private var inputs: [Input]

  /// - Parameters:
  ///   - inputs: all files that are read; nil ones are left out, `-` is standard input.
  ///   - models: models that are read, by their names or folders.
  package init(inputs: [String?], models: [String?] = []) {
    self.inputs = inputs.compactMap { path in
      guard let path, let identity = FileIdentity(ofInput: path) else { return nil }
      return Input(path: path, identity: identity)
    }
    for case let model? in models { self.inputs += Self.files(of: model) }
  }

  /// The files of a model that is there; whether it is there is for others to say.
  private static func files(of model: String) -> [Input] {
    guard let folder = (try? ModelReference.resolve(model))?.folder,
      let names = try? Files.names(in: folder)
    else { return [] }
    return names.compactMap { name in
      let path = "\(folder)/\(name)"
      return FileIdentity(ofInput: path).map { Input(path: path, identity: $0, model: model) }
    }
  }

  /// - Parameter outputs: what will be written; nil ones are left out, `-` is standard output.
  /// - Throws: `AssayError` when one of them is an input, under whatever name.
  package func requireOthers(_ outputs: [String?]) throws(AssayError) {
    for case let output? in outputs {
      guard !output.isEmpty else {
        throw AssayError(
          "the name of an output is empty", remedy: "Name a file or folder to write to")
      }
      guard let identity = FileIdentity(ofOutput: output),
        let input = inputs.first(where: { $0.identity == identity })
      else { continue }
      let name = output == "-" ? "standard output" : "`\(output)`"
      let what = input.model.map { "a file of the model '\($0)'" } ?? "the input"
      throw AssayError(
        "\(name) is \(what): it would be lost", at: Location(file: input.path),
        remedy: "Write to another \(input.model == nil ? "file" : "place")")
    }
  }

  /// - Throws: `AssayError` when two results would go to the same file.
  package static func requireDistinct(_ outputs: [String?]) throws(AssayError) {
    var places: Set<String> = []
    for case let output? in outputs where output != "-" && !AtomicFile.isStream(output) {
      guard places.insert(Files.resolved(output)).inserted else {
        throw AssayError(
          "two results would be written to the file", at: Location(file: output),
          remedy: "Name another for one of them")
      }
    }
  }

  /// - Parameters:
  ///   - outputs: files that will be written; nil ones are left out, `-` is standard output.
  ///   - isGivenUp: whether a file that stands there may be replaced; asked for each of them.
  /// - Throws: `AssayError` when a file would be lost that nobody gave up, or a folder stands there.
  package static func requireFree(
    _ outputs: [String?], unless isGivenUp: (String) -> Bool
  ) throws(AssayError) {
    for case let output? in outputs where output != "-" {
      guard !Files.isFolder(output) else {
        throw AssayError(
          "is a folder, and a file is to be written", at: Location(file: output),
          remedy: "Name a file inside it")
      }
      guard AtomicFile.wouldReplace(output) else { continue }
      guard isGivenUp(output) else {
        throw AssayError(
          "the file exists already", at: Location(file: output),
          remedy: "Add --overwrite to replace it, or name another")
      }
    }
  }

  /// - Throws: `AssayError` when one of the outputs is one of the inputs, or another output.
  package static func require(
    _ outputs: [String?], apartFrom inputs: [String?], models: [String?] = []
  ) throws(AssayError) {
    try OutputGuard(inputs: inputs, models: models).requireOthers(outputs)
    try requireDistinct(outputs)
  }
}
