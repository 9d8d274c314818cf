// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads the `decoder` and the `post_processor` of a `tokenizer.json`.
enum DecoderReader {
  /// - Parameter isByteLevel: whether tokens are made of bytes.
  static func decoding(
    _ stage: StageValue, isByteLevel: Bool
  ) throws(AssayError) -> Pipeline.Decoding {
    let stages = stage.flattened("decoders")
    if isByteLevel, stages.allSatisfy({ $0.type == "ByteLevel" }) { return .bytes }
    if stages.isEmpty { return .names(stage.value == .null ? [SpaceJoin()] : []) }
    var decoders: [any TokenDecoder] = []
    for stage in stages { decoders.append(try single(stage)) }
    return .names(decoders)
  }

  private static func single(_ stage: StageValue) throws(AssayError) -> any TokenDecoder {
    switch stage.type {
    case "ByteLevel": return ByteLetterDecoder()
    case "ByteFallback": return ByteNameDecoder()
    case "Fuse": return FuseTokens()
    case "WordPiece":
      return WordPieceDecoder(
        prefix: stage.bytes("prefix", default: "##"),
        cleansUp: stage.flag("cleanup", default: true))
    case "Metaspace":
      let standard = stage.flag("add_prefix_space", default: true) ? "always" : "never"
      return MetaspaceDecoder(
        replacement: stage.bytes("replacement", default: "▁"),
        dropsFirst: stage.text("prepend_scheme", default: standard) != "never")
    case "BPEDecoder": return WordEndDecoder(suffix: stage.bytes("suffix", default: "</w>"))
    case "CTC":
      return CTCDecoder(
        padToken: stage.bytes("pad_token", default: "<pad>"),
        wordDelimiter: stage.bytes("word_delimiter_token", default: "|"),
        cleansUp: stage.flag("cleanup", default: true))
    case "Strip":
      return StripDecoder(
        character: stage.bytes("content", default: " "), start: stage.number("start", default: 0),
        stop: stage.number("stop", default: 0))
    case "Replace":
      return ReplaceDecoder(
        replacing: ReplacePattern(pattern: try stage.pattern(), content: stage.bytes("content")))
    default: throw stage.unknown("a decoder")
    }
  }

  /// The ids that are put around a text.
  static func template(_ stage: StageValue) throws(AssayError) -> TokenTemplate {
    var template = TokenTemplate()
    for stage in stage.flattened("processors") {
      switch stage.type {
      case "ByteLevel": continue
      case "BertProcessing", "RobertaProcessing":
        template.before.insert(contentsOf: pairID(stage, "cls"), at: 0)
        template.after += pairID(stage, "sep")
      case "TemplateProcessing": add(stage, to: &template)
      default: throw stage.unknown("a post-processor")
      }
    }
    return template
  }

  /// `"cls": ["[CLS]", 101]`
  private static func pairID(_ stage: StageValue, _ key: String) -> [Int32] {
    stage.value[key]?.array?.last?.integer.map { [Int32(clamping: $0)] } ?? []
  }

  private static func add(_ stage: StageValue, to template: inout TokenTemplate) {
    var before: [Int32] = []
    var after: [Int32] = []
    var isBehind = false
    for part in stage.value["single"]?.array ?? [] {
      if part["Sequence"] != nil { isBehind = true }
      guard let name = part["SpecialToken"]?["id"]?.string else { continue }
      let ids = (stage.value["special_tokens"]?[name]?["ids"]?.array ?? [])
        .compactMap { $0.integer.map { Int32(clamping: $0) } }
      if isBehind { after += ids } else { before += ids }
    }
    template.before = before + template.before
    template.after += after
  }
}
