// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads the `pre_tokenizer` of a `tokenizer.json`.
struct PreTokenizerReader {
  private(set) var isByteLevel = false
  private(set) var splitting = Pipeline.Splitting.stages([])

  init(_ stage: StageValue) throws(AssayError) {
    let stages = stage.flattened("pretokenizers")
    if let known = Self.knownSplitting(stages) {
      splitting = known
      isByteLevel = true
      return
    }
    var read: [any PreTokenizer] = []
    for stage in stages {
      guard !isByteLevel else {
        throw AssayError(
          "the pre-tokenizer has \(stage.type) behind ByteLevel, which is not read",
          at: Location(file: stage.file))
      }
      read += try single(stage)
    }
    splitting = .stages(read)
  }

  /// Patterns that are common enough for a splitter written by hand, each before bytes.
  private static func knownSplitting(_ stages: [StageValue]) -> Pipeline.Splitting? {
    guard let last = stages.last, last.type == "ByteLevel",
      !last.flag("add_prefix_space", default: true), stages.count <= 2
    else { return nil }
    let usesPattern = last.flag("use_regex", default: true)
    if stages.count == 1 { return usesPattern ? .gpt2(GPT2Splitter()) : nil }
    guard !usesPattern, stages[0].type == "Split", stages[0].text("behavior") == "Isolated",
      !stages[0].flag("invert", default: false),
      let pattern = stages[0].value["pattern"]?["Regex"]?.string
    else { return nil }
    return KnownPattern.splitting(of: pattern)
  }

  private mutating func single(_ stage: StageValue) throws(AssayError) -> [any PreTokenizer] {
    switch stage.type {
    case "ByteLevel":
      isByteLevel = true
      let prefix: [any PreTokenizer] =
        stage.flag("add_prefix_space", default: true) ? [PrefixSpace()] : []
      let words: [any PreTokenizer] =
        stage.flag("use_regex", default: true) ? [WordPreTokenizer(splitter: GPT2Splitter())] : []
      return prefix + words
    case "Split": return [try split(stage)]
    case "Whitespace": return [WordsAndSigns()]
    case "WhitespaceSplit": return [CharacterSplit(separator: .whiteSpace, behavior: .removed)]
    case "BertPreTokenizer":
      return [
        CharacterSplit(separator: .whiteSpace, behavior: .removed),
        CharacterSplit(separator: .punctuation, behavior: .isolated),
      ]
    case "Punctuation":
      return [CharacterSplit(separator: .punctuation, behavior: try behavior(stage))]
    case "Digits":
      let isAlone = stage.flag("individual_digits", default: false)
      return [CharacterSplit(separator: .digits, behavior: isAlone ? .isolated : .contiguous)]
    case "CharDelimiterSplit":
      let scalar = stage.text("delimiter").unicodeScalars.first?.value ?? 0x20
      return [CharacterSplit(separator: .scalar(scalar), behavior: .removed)]
    case "FixedLength":
      return [FixedLengthSplit(length: max(1, stage.number("length", default: 5)))]
    case "Metaspace": return [try metaspace(stage)]
    default: throw stage.unknown("a pre-tokenizer")
    }
  }

  private func split(_ stage: StageValue) throws(AssayError) -> any PreTokenizer {
    let behavior = try behavior(stage)
    let inverts = stage.flag("invert", default: false)
    return PatternSplit(pattern: try stage.pattern(), behavior: behavior, inverts: inverts)
  }

  private func behavior(_ stage: StageValue) throws(AssayError) -> SplitBehavior {
    let name = stage.text("behavior", default: SplitBehavior.isolated.rawValue)
    guard let behavior = SplitBehavior(rawValue: name) else {
      throw AssayError(
        "the tokenizer splits in a way that is not known: \(name)", at: Location(file: stage.file))
    }
    return behavior
  }

  /// Older files have `add_prefix_space` in place of a scheme.
  private func metaspace(_ stage: StageValue) throws(AssayError) -> any PreTokenizer {
    let standard = stage.flag("add_prefix_space", default: true) ? "always" : "never"
    let name = stage.text("prepend_scheme", default: standard)
    guard let scheme = Metaspace.PrependScheme(rawValue: name) else {
      throw AssayError(
        "the tokenizer's Metaspace prepends in a way that is not known: \(name)",
        at: Location(file: stage.file))
    }
    return Metaspace(
      replacement: stage.bytes("replacement", default: "▁"), scheme: scheme,
      splits: stage.flag("split", default: true))
  }
}
