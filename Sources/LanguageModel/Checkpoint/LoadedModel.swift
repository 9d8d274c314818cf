// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
package import Tokenizer

/// A model of a Hugging Face directory with the tokenizer that belongs to it.
package struct LoadedModel {
  package let model: GPT2Model
  package let tokenizer: TextTokenizer

  /// The token that ends a text, and after which one starts.
  package var endToken: Int32 { model.configuration.endToken ?? tokenizer.endOfText }

  package init(model: GPT2Model, tokenizer: TextTokenizer) {
    self.model = model
    self.tokenizer = tokenizer
  }

  /// Loads both. A directory without tokenizer files has GPT-2's own tokenizer.
  /// - Parameters:
  ///   - findBase: the folder of an adapter's base model by its name.
  ///   - vocabularySize: how many tokens the model is to get; nil where it stays as it is.
  /// - Throws: `AssayError` when a file is missing, broken, or of another model.
  package init(
    directory: String, findBase: AdapterFolder.BaseFinder = AdapterFolder.localBase,
    vocabularySize: Int? = nil
  ) throws(AssayError) {
    model = try GPT2Model(directory: directory, findBase: findBase)
    let own = model.configuration.vocabularySize
    tokenizer = try Self.tokenizer(
      directory: directory, vocabularySize: max(vocabularySize ?? own, own))
  }

  /// The tokenizer of a directory whose model has so many tokens.
  /// - Throws: `AssayError` when a file is broken, or of another model.
  package static func tokenizer(
    directory: String, vocabularySize: Int
  ) throws(AssayError) -> TextTokenizer {
    let names = ["tokenizer.json", "vocab.json"]
    let hasOwn = names.contains { Files.exists("\(directory)/\($0)") }
    let tokenizer: TextTokenizer = hasOwn ? try TextTokenizer(path: directory) : .gpt2
    guard tokenizer.vocabularySize <= vocabularySize else {
      throw AssayError(
        "the tokenizer has \(tokenizer.vocabularySize) tokens, the model only \(vocabularySize)",
        at: Location(file: directory),
        remedy:
          "Put the tokenizer files that belong to the model beside its config.json, or give the"
          + " model rows for them: assay models resize --vocabulary \(tokenizer.vocabularySize)")
    }
    return tokenizer
  }
}
