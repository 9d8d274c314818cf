// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

extension GPT2Model {
  /// Loads a Hugging Face directory: `config.json` with `model.safetensors` or several files and
  /// their index, in f32, f16 or bf16, names with or without `transformer.`, head tied or not, or a
  /// head of classes. A directory with a low-rank adapter gives its base model with the adapter
  /// merged in.
  /// - Parameters:
  ///   - classes: what its classification head is to tell apart; nil leaves the head as it is. One
  ///     that is stored for other classes, or none, gives way to a new one of random weights.
  ///   - seed: that of a new head.
  ///   - findBase: the folder of an adapter's base model by its name.
  /// - Throws: `AssayError` when a file is missing, broken, or of another model.
  package convenience init(
    directory: String, classes: [String]? = nil, seed: UInt64 = 0,
    findBase: AdapterFolder.BaseFinder = AdapterFolder.localBase
  ) throws(AssayError) {
    let stored = try StoredWeights(
      directory: AdapterFolder.modelFolder(of: directory, findBase: findBase))
    var configuration = stored.configuration
    if let classes { configuration.setClasses(classes) }
    let keepsHead = classes.map { stored.configuration.hasSameClasses(as: $0) } ?? true
    try self.init(uninitialized: configuration)
    for tensor in layout.tensors {
      if !keepsHead && tensor.offset == layout.head {
        fillNormal(tensor, deviation: configuration.initializerRange, seed: seed)
      } else {
        try stored.read(tensor, into: parameters.pointer + tensor.offset)
      }
    }
    if AdapterFolder.isAdapter(directory) { try AdapterFolder(directory).merge(into: self) }
  }

  /// The name of the first tensor with a value that is infinite or no number, as a training that
  /// diverged leaves it; nil when there is none.
  package var brokenTensor: String? { layout.table.brokenTensor(in: parameters) }

  /// Writes a directory that transformers loads: `model.safetensors`, `config.json` and, for a
  /// language model, `generation_config.json`, each whole or not at all.
  package func save(to directory: String) throws(AssayError) {
    try Files.createFolder(directory)
    try SafetensorsWriter.write(parameters, layout.table, to: "\(directory)/model.safetensors")
    var files = [("config.json", configuration.json)]
    if !configuration.isClassifier {
      files.insert((LoadedModel.generationFile, configuration.generationJSON), at: 0)
    }
    for (name, json) in files {
      try AtomicFile.write(json.indented.utf8, to: "\(directory)/\(name)")
    }
  }
}
