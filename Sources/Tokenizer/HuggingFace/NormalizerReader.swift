// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads the `normalizer` of a `tokenizer.json`.
enum NormalizerReader {
  static func normalizers(_ stage: StageValue) throws(AssayError) -> [any Normalizer] {
    var normalizers: [any Normalizer] = []
    for stage in stage.flattened("normalizers") { normalizers += try single(stage) }
    return normalizers
  }

  private static func single(_ stage: StageValue) throws(AssayError) -> [any Normalizer] {
    if let form = UnicodeNormalForm(rawValue: stage.type) { return [form] }
    switch stage.type {
    case "Lowercase": return [ScalarNormalizer.lowercase]
    case "StripAccents": return [ScalarNormalizer.stripAccents]
    case "Nmt": return [ScalarNormalizer.nmt]
    case "BertNormalizer": return bert(stage)
    case "Prepend": return [Prepend(text: stage.bytes("prepend"))]
    case "Strip":
      return [
        StripEnds(
          left: stage.flag("strip_left", default: true),
          right: stage.flag("strip_right", default: true))
      ]
    case "Replace": return [try replace(stage)]
    case "Precompiled":
      do {
        return [try PrecompiledMap(base64: stage.text("precompiled_charsmap"))]
      } catch {
        throw AssayError(error.message, at: Location(file: stage.file))
      }
    default: throw stage.unknown("a normalizer")
    }
  }

  private static func replace(_ stage: StageValue) throws(AssayError) -> any Normalizer {
    let content = stage.bytes("content")
    let text = stage.value["pattern"]?["String"]?.string.map { Array($0.utf8) }
    if let text, text.count == 1, text[0] < 0x80 {
      return ReplaceByte(byte: text[0], content: content)
    }
    return ReplacePattern(pattern: try stage.pattern(), content: content)
  }

  /// Accents go where lower case is asked for, unless the file says otherwise.
  private static func bert(_ stage: StageValue) -> [any Normalizer] {
    let isLower = stage.flag("lowercase", default: true)
    var stages: [any Normalizer] = []
    if stage.flag("clean_text", default: true) { stages.append(ScalarNormalizer.bertCleaning) }
    if stage.flag("handle_chinese_chars", default: true) {
      stages.append(ScalarNormalizer.bertChinese)
    }
    if stage.flag("strip_accents", default: isLower) {
      stages += [UnicodeNormalForm.nfd, ScalarNormalizer.stripNonspacing] as [any Normalizer]
    }
    if isLower { stages.append(ScalarNormalizer.lowercase) }
    return stages
  }
}
