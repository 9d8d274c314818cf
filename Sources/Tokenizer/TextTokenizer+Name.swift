// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension TextTokenizer {
  /// The name of GPT-2's tokenizer inside the binary, which is used where no other is asked for.
  package static let carriedName = "gpt2"

  /// The names of the tokenizers inside the binary.
  package static let carriedNames = [carriedName, "p50k_base", "cl100k_base", "o200k_base"]

  private static let p50kBase = TextTokenizer(.p50kBase)
  private static let cl100kBase = TextTokenizer(
    .cl100kBase,
    Pipeline(splitting: .letters(LetterSplitter(SplitReader(endsWithWhiteSpace: true)))))
  private static let o200kBase = TextTokenizer(
    .o200kBase, Pipeline(splitting: .camelCase(CamelCaseSplitter())))

  /// A tokenizer inside the binary by its name, or that of a file or of a Hugging Face folder.
  /// - Throws: `AssayError` when there is none.
  package static func named(_ name: String) throws(AssayError) -> TextTokenizer {
    switch name {
    case carriedName, "r50k_base": .gpt2
    case "p50k_base": p50kBase
    case "cl100k_base": cl100kBase
    case "o200k_base": o200kBase
    default: try TextTokenizer(path: name, demandsEnd: false)
    }
  }
}
