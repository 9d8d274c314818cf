// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Tokenizer

/// A GPT-2 directory as one GGUF file, as llama.cpp reads it: weights, shape and tokenizer.
package struct GGUFExport {
  private let writer: GGUFWriter

  /// Maps the weights and reads the tokenizer.
  /// - Parameters:
  ///   - folder: a Hugging Face directory.
  ///   - name: the model's name for people.
  package init(
    folder: String, name: String, precision: GGUFPrecision = .f32
  ) throws(AssayError) {
    guard !AdapterFolder.isAdapter(folder) else {
      throw AssayError(
        "an adapter is not a model of its own", at: Location(file: folder),
        remedy: "Merge it first: assay models export \(name) --format huggingface -o FOLDER")
    }
    let weights = try StoredWeights(directory: folder)
    let configuration = weights.configuration
    guard !configuration.isClassifier else {
      throw AssayError(
        "the model has a classification head, for which GGUF has no place",
        at: Location(file: folder), remedy: "Export it as a directory with --format huggingface")
    }
    let tokenizer = try LoadedModel.tokenizer(
      directory: folder, vocabularySize: configuration.vocabularySize)
    let layout = ParameterLayout(configuration)
    writer = GGUFWriter(
      metadata: Self.shape(configuration, name: name, precision: precision)
        + Self.vocabulary(tokenizer, configuration),
      tensors: layout.tensors.map { GGUFTensor($0, precision: precision) }, weights: weights)
  }

  /// Writes the file whole or not at all.
  /// - Parameter progress: called with the bytes of values written so far and the bytes of all.
  package func write(
    to path: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(AssayError) {
    try writer.write(to: path, progress: progress)
  }

  private static func shape(
    _ configuration: GPT2Configuration, name: String, precision: GGUFPrecision
  ) -> [(key: String, value: GGUFValue)] {
    [
      ("general.architecture", .string("gpt2")),
      ("general.name", .string(name)),
      ("general.file_type", .unsigned(precision.fileKind)),
      ("general.alignment", .unsigned(UInt32(GGUFWriter.alignment))),
      ("gpt2.context_length", .unsigned(UInt32(configuration.positions))),
      ("gpt2.embedding_length", .unsigned(UInt32(configuration.width))),
      ("gpt2.block_count", .unsigned(UInt32(configuration.layers))),
      ("gpt2.feed_forward_length", .unsigned(UInt32(configuration.innerWidth))),
      ("gpt2.attention.head_count", .unsigned(UInt32(configuration.heads))),
      ("gpt2.attention.layer_norm_epsilon", .float(configuration.layerNormEpsilon)),
    ]
  }

  /// The token list is as long as the token table; ids that no token has are marked unused.
  private static func vocabulary(
    _ tokenizer: TextTokenizer, _ configuration: GPT2Configuration
  ) -> [(key: String, value: GGUFValue)] {
    let added = tokenizer.addedTokens
    var names: [String] = []
    var kinds: [Int32] = []
    for id in 0..<Int32(configuration.vocabularySize) {
      let name = tokenizer.name(of: id)
      names.append(name.isEmpty ? "[PAD\(id)]" : name)
      kinds.append(name.isEmpty ? Kind.unused : added[id].map(Kind.added) ?? Kind.normal)
    }
    let end = GGUFValue.unsigned(UInt32(configuration.endToken ?? tokenizer.endOfText))
    return [
      ("tokenizer.ggml.model", .string("gpt2")), ("tokenizer.ggml.pre", .string("gpt-2")),
      ("tokenizer.ggml.tokens", .strings(names)), ("tokenizer.ggml.token_type", .integers(kinds)),
      ("tokenizer.ggml.merges", .strings(tokenizer.mergeNames)),
      ("tokenizer.ggml.bos_token_id", end), ("tokenizer.ggml.eos_token_id", end),
      // GPT-2 was not trained to see a token before the text.
      ("tokenizer.ggml.add_bos_token", .bool(false)),
    ]
  }

  /// llama.cpp's kinds of tokens.
  private enum Kind {
    static let normal: Int32 = 1
    static let unused: Int32 = 5
    static func added(isSpecial: Bool) -> Int32 { isSpecial ? 3 : 4 }
  }
}
