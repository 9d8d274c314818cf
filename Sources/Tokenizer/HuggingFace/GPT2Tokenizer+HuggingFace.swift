// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GPT2Tokenizer {
  /// Reads the tokenizer of a Hugging Face model folder (`tokenizer.json`, or `vocab.json` with
  /// `merges.txt`), or a `tokenizer.json` alone.
  /// - Throws: `AssayError` when it is missing, damaged or of another kind than GPT-2's.
  package convenience init(path: String) throws(AssayError) {
    self.init(try TokenizerFileReader.vocabulary(at: path))
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

  /// A token's name in the files: its bytes as letters, or an added token's content. Empty for an
  /// id that no token has.
  package func name(of id: Int32) -> String {
    let added = vocabulary.addedTokens.first { $0.id == id }
    return added?.content ?? ByteLetters.text(of: vocabulary.token(id))
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
