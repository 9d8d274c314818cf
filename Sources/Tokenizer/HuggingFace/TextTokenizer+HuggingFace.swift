// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension TextTokenizer {
  /// Reads the tokenizer of a Hugging Face model folder (`tokenizer.json`, or `vocab.json` with
  /// `merges.txt`), a `tokenizer.json` alone, or a file of ranks as tiktoken has them.
  /// - Parameter demandsEnd: whether it is a model's: of GPT-2's kind, with a token that ends a text.
  /// - Throws: `AssayError` when it is missing, damaged or has a part of a kind that is not known.
  package convenience init(path: String, demandsEnd: Bool = true) throws(AssayError) {
    let ranks = try RankFile(path: path)
    let parts =
      if let ranks {
        try ranks.tokenizer()
      } else {
        try TokenizerFileReader.tokenizer(at: path, demandsEnd: demandsEnd)
      }
    // Models are trained, saved and exported with the files of GPT-2's tokenizer, which cannot say more.
    guard !demandsEnd || parts.pipeline.isGPT2 else {
      throw AssayError(
        "this tokenizer is not of GPT-2's kind, which models have here", at: Location(file: path),
        remedy: "Use a GPT-2 model with a byte-level BPE tokenizer")
    }
    self.init(parts.vocabulary, parts.pipeline)
  }

  /// Writes `vocab.json`, `merges.txt`, `tokenizer.json`, `tokenizer_config.json` and
  /// `special_tokens_map.json` into a folder that is there.
  /// - Parameters:
  ///   - maximumLength: the most tokens that the model takes.
  ///   - padToken: what fills up batches; nil says nothing of it.
  package func write(
    toFolder folder: String, maximumLength: Int = 1024, padToken: Int32? = nil
  ) throws(AssayError) {
    try TokenizerFileWriter(
      tokenizer: self, maximumLength: maximumLength, padToken: padToken
    ).write(to: folder)
  }

  /// A token's name in the files: its bytes as letters where it is made of bytes, or an added token's
  /// content. Empty for an id that no token has.
  package func name(of id: Int32) -> String {
    vocabulary.name(of: id, isByteLevel: pipeline.isByteLevel)
  }

  /// Tokens beside those of the merges, by id; true for one that steers the model, such as
  /// `<|endoftext|>`.
  package var addedTokens: [Int32: Bool] {
    Dictionary(vocabulary.addedTokens.map { ($0.id, $0.isSpecial) }) { $1 }
  }

  /// The merges in their order, as the names of two tokens with a space between them.
  package var mergeNames: [String] {
    vocabulary.merges.merges.map { "\(name(of: $0.left)) \(name(of: $0.right))" }
  }
}
