// SPDX-License-Identifier: Apache-2.0

/// What a text goes through to become ids, beside the vocabulary: the stages of a `tokenizer.json`.
struct Pipeline: Sendable {
  /// How a text is cut into words.
  enum Splitting: Sendable {
    /// By one splitter written by hand; words go to the caches from the text itself.
    case gpt2(GPT2Splitter)
    case letters(LetterSplitter)
    case camelCase(CamelCaseSplitter)
    /// By stages that work on pieces.
    case stages([any PreTokenizer])
  }

  /// What makes text of ids.
  enum Decoding: Sendable {
    /// The bytes of the tokens, one after the other.
    case bytes
    case names([any TokenDecoder])
  }

  var normalizers: [any Normalizer] = []
  var splitting = Splitting.gpt2(GPT2Splitter())
  /// What encodes a word; nil for bytes that are merged.
  var model: (any TokenModel)?
  /// Words that are one token whatever their merges make of them.
  var wholeWords: TokenIndex?
  /// The ids that are put before and behind a text that a model gets.
  var template = TokenTemplate()
  var decoding = Decoding.bytes
  /// Whether tokens are made of bytes.
  var isByteLevel = true
  /// Whether all is as in GPT-2, so that GPT-2's files can say it.
  var isGPT2 = false

  /// GPT-2's.
  static let gpt2 = Pipeline(isGPT2: true)
}

/// The ids around a text, as the `post_processor` of a `tokenizer.json` says.
struct TokenTemplate: Sendable, Equatable {
  var before: [Int32] = []
  var after: [Int32] = []
}
