// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// The weight files of a Hugging Face directory as one set of tensors: one file, or several that an
/// index names.
struct WeightFiles {
  private var files: [SafetensorsFile] = []
  /// Which file has a tensor, by the tensor's name without the prefix `transformer.`.
  private var places: [String: (file: Int, name: String)] = [:]
  let directory: String

  /// Maps all files of a directory and checks their headers.
  init(directory: String) throws(AssayError) {
    self.directory = directory
    let single = "\(directory)/model.safetensors"
    let index = "\(directory)/model.safetensors.index.json"
    if Files.exists(single) {
      try add(single)
    } else if Files.exists(index) {
      for name in try Self.shards(index) { try add("\(directory)/\(name)") }
    } else {
      throw Self.missing(directory)
    }
  }

  /// The names of all tensors, without the prefix `transformer.`.
  var names: [String] { places.keys.sorted() }

  func shape(_ name: String) -> [Int]? {
    places[name].flatMap { files[$0.file][$0.name]?.shape }
  }

  func path(_ name: String) -> String {
    places[name].map { files[$0.file].path } ?? directory
  }

  /// Copies a tensor that must have the given shape, or some of its values.
  func read(
    _ name: String, shape: [Int], values: Range<Int>? = nil,
    into out: UnsafeMutablePointer<Float>
  ) throws(AssayError) {
    guard let place = places[name], let tensor = files[place.file][place.name] else {
      throw AssayError(
        "the checkpoint has no tensor \(name)", at: Location(file: directory),
        remedy: "Check that config.json and the weights belong together")
    }
    guard tensor.shape == shape else {
      throw AssayError(
        "tensor \(name) has the shape \(tensor.shape), expected \(shape)",
        at: Location(file: files[place.file].path),
        remedy: "Check that config.json and the weights belong together")
    }
    try files[place.file].read(tensor, values: values ?? 0..<tensor.count, into: out)
  }

  private mutating func add(_ path: String) throws(AssayError) {
    let file = try SafetensorsFile(path: path)
    for tensor in file.tensors {
      let prefix = "transformer."
      let name =
        tensor.name.hasPrefix(prefix) ? String(tensor.name.dropFirst(prefix.count)) : tensor.name
      guard places.updateValue((files.count, tensor.name), forKey: name) == nil else {
        throw AssayError(
          "tensor \(name) is in the checkpoint twice", at: Location(file: path),
          remedy: "Remove weight files that belong to another model")
      }
    }
    files.append(file)
  }

  /// The files an index names. A name that leaves the directory is refused.
  private static func shards(_ index: String) throws(AssayError) -> [String] {
    let map = try JSONParser.parse(Files.read(index), file: index)["weight_map"]?.object
    let names = Set(map?.members.compactMap(\.value.string) ?? [])
    guard let map, !names.isEmpty, map.members.allSatisfy({ $0.value.string != nil }) else {
      throw AssayError(
        "the index has no weight_map", at: Location(file: index),
        remedy: "Fetch the file again from where it was published")
    }
    for name in names where name.contains("/") || !name.hasSuffix(".safetensors") {
      throw AssayError(
        "the index names \(name), which is not a safetensors file beside it",
        at: Location(file: index), remedy: "Do not use this checkpoint")
    }
    return names.sorted()
  }

  private static func missing(_ directory: String) -> AssayError {
    let pickles = ["pytorch_model.bin", "pytorch_model.bin.index.json"]
    guard pickles.contains(where: { Files.exists("\(directory)/\($0)") }) else {
      return AssayError(
        "no model.safetensors", at: Location(file: directory),
        remedy: "Give the folder of a model that transformers saved, the name of a preset, or"
          + " \(directory)/config.json itself to train random weights of its shape")
    }
    return AssayError(
      "only pickled weights (pytorch_model.bin), which can run code and are never opened",
      at: Location(file: directory),
      remedy: "Convert them where you trust them: python -c \"from transformers import"
        + " AutoModelForCausalLM as M; M.from_pretrained('\(directory)')"
        + ".save_pretrained('\(directory)')\"")
  }
}
