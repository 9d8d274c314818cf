// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform
package import Tokenizer

/// A model of a Hugging Face directory with the tokenizer that belongs to it.
package struct LoadedModel {
  package let model: GPT2Model
  package let tokenizer: TextTokenizer

  /// The token that ends a text, and after which one starts.
  package var endToken: Int32 { model.configuration.endToken ?? tokenizer.endOfText }

  /// The tokens after which a text is over: those that `generation_config.json` names, else those of
  /// `config.json`.
  package let endTokens: Set<Int32>

  /// - Parameter endTokens: those after which a text is over; nil for those of the configuration.
  package init(model: GPT2Model, tokenizer: TextTokenizer, endTokens: Set<Int32>? = nil) {
    self.model = model
    self.tokenizer = tokenizer
    let configuration = model.configuration
    self.endTokens =
      endTokens
      ?? Set([configuration.endToken ?? tokenizer.endOfText] + configuration.furtherEndTokens)
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
    let model = try GPT2Model(directory: directory, findBase: findBase)
    let own = model.configuration.vocabularySize
    var ends = try Self.namedEnds(in: directory)
    if ends == nil {
      ends = try Self.namedEnds(
        in: AdapterFolder.modelFolder(of: directory, findBase: findBase))
      // An adapter learned to end in its base's own token.
      if let end = model.configuration.endToken { ends?.insert(end) }
    }
    self.init(
      model: model,
      tokenizer: try Self.tokenizer(
        directory: directory, vocabularySize: max(vocabularySize ?? own, own)),
      endTokens: ends)
  }

  /// The tokens that `generation_config.json` of a folder names as ends; nil where it names none.
  private static func namedEnds(in folder: String) throws(AssayError) -> Set<Int32>? {
    let path = "\(folder)/\(generationFile)"
    guard Files.exists(path) else { return nil }
    let reader = ConfigurationReader(
      json: try JSONParser.parse(Files.read(path), file: path), file: path)
    let ends = try reader.tokens("eos_token_id")
    return ends.isEmpty ? nil : Set(ends)
  }

  /// The name of the file with what a model's texts are like where nothing else is asked for.
  package static let generationFile = "generation_config.json"

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
