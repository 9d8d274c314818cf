// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import Platform
import Tokenizer
import Training

/// A model as a Hugging Face directory of its own: weights in f32, with an adapter merged in,
/// configuration, tokenizer files, a model card, and the record of its origin.
package struct DirectoryExport {
  private let model: StoredModel
  private let vocabularySize: Int?

  /// - Parameter vocabularySize: how many tokens the written model is to have; nil: as many as it has.
  package init(_ model: StoredModel, vocabularySize: Int? = nil) {
    self.model = model
    self.vocabularySize = vocabularySize
  }

  /// Writes the directory whole or not at all. An empty folder that is there is used.
  /// - Parameter change: makes of the model what is written.
  /// - Throws: `AssayError` when the folder holds something, or the model cannot be read.
  package func write(
    to path: String,
    changing change: (LoadedModel) throws(AssayError) -> GPT2Model = { $0.model }
  ) throws(AssayError) {
    let configuration = try model.requireConfiguration()
    // With a slash at its end, the folder beside it would be one inside it.
    var folder = path
    while folder.count > 1 && folder.hasSuffix("/") { folder.removeLast() }
    guard try Files.names(in: folder).isEmpty else {
      throw AssayError(
        "the folder is not empty", at: Location(file: folder),
        remedy: "Remove it or choose another with --output")
    }
    let loaded = try LoadedModel(
      directory: model.folder, findBase: ModelReference.findBase, vocabularySize: vocabularySize)
    let written = try change(loaded)
    let place = try AtomicFolder(path: folder)
    try written.save(to: place.temporaryPath)
    try keepGeneration(of: written, in: place.temporaryPath)
    try loaded.tokenizer.write(
      toFolder: place.temporaryPath, maximumLength: configuration.positions,
      padToken: written.configuration.isClassifier ? written.configuration.padToken : nil)
    try model.record?.write(to: place.temporaryPath)
    try AtomicFile.write(model.card.text.utf8, to: "\(place.temporaryPath)/\(ModelCard.fileName)")
    try place.commit()
  }

  /// What the model's `generation_config.json` says stays as it is.
  private func keepGeneration(of written: GPT2Model, in folder: String) throws(AssayError) {
    let name = LoadedModel.generationFile
    let own = "\(model.folder)/\(name)"
    guard !written.configuration.isClassifier, Files.exists(own) else { return }
    try AtomicFile.write(try Files.read(own), to: "\(folder)/\(name)")
  }
}
