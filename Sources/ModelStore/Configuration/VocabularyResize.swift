// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Tokenizer

/// A model with another number of tokens, in a folder of its own.
package struct VocabularyResize {
  private let model: StoredModel
  private let size: Int
  private let seed: UInt64

  package init(_ model: StoredModel, to size: Int, seed: UInt64) {
    self.model = model
    self.size = size
    self.seed = seed
  }

  /// Writes the folder; the model that was there stays as it is.
  /// - Throws: `AssayError` when the tokenizer or a special token would lose its row, the folder holds
  ///   something, or the model cannot be read.
  package func write(to folder: String) throws(AssayError) {
    try DirectoryExport(model, vocabularySize: size).write(to: folder) {
      loaded throws(AssayError) in
      try check(loaded)
      return try loaded.model.resized(vocabularySize: size, seed: seed)
    }
  }

  private func check(_ loaded: LoadedModel) throws(AssayError) {
    let tokens = loaded.tokenizer.vocabularySize
    guard size >= tokens else {
      throw AssayError(
        "the tokenizer has \(tokens) tokens, and the model would have \(size)",
        at: Location(file: model.folder), remedy: "Give --vocabulary of at least \(tokens)")
    }
    let special = [loaded.model.configuration.endToken, loaded.model.configuration.padToken]
    guard let lost = special.compactMap(\.self).first(where: { Int($0) >= size }) else { return }
    throw AssayError(
      "the model would lose the row of its token \(lost), which ends or fills up texts",
      at: Location(file: model.folder),
      remedy:
        "Give --vocabulary of at least \(lost + 1), or name other tokens with assay models edit")
  }
}
