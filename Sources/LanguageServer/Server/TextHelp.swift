// SPDX-License-Identifier: Apache-2.0

import JSON
import RuleEngine
import RuleLibrary

/// What is shown where somebody points, and which words may come next.
struct TextHelp {
  let document: OpenText
  let encoding: PositionEncoding

  /// The result of `textDocument/hover`.
  func hover(_ position: TextPosition) -> JSONValue {
    switch document.kind {
    case .data: return findingHover(position)
    case .configuration: return wordHover(position, SettingsWords(isConfiguration: true))
    case .rule: return wordHover(position, SettingsWords(isConfiguration: false))
    case .other: return .null
    }
  }

  private func findingHover(_ position: TextPosition) -> JSONValue {
    let place = document.text.offset(of: position, encoding)
    let touched = document.findings.filter {
      $0.range.contains(place) || $0.range.upperBound == place
    }
    let rules = try? RuleLibrary.rules()
    var cards: [String] = []
    for finding in touched {
      guard let card = finding.code.flatMap({ rules?.rule($0) }).map(RuleCard.markdown),
        !cards.contains(card)
      else { continue }
      cards.append(card)
    }
    guard !cards.isEmpty else { return .null }
    return ["contents": markdown(cards.joined(separator: "\n\n---\n\n"))]
  }

  private func wordHover(_ position: TextPosition, _ words: SettingsWords) -> JSONValue {
    let line = YAMLOutline(document.text).content(ofLine: position.line)
    guard let range = YAMLOutline.word(in: line, atByte: byte(of: position)) else { return .null }
    let word = String(decoding: Array(line.utf8)[range], as: UTF8.self)
    guard let text = words.meaning(of: word) else { return .null }
    return ["contents": markdown(text)]
  }

  private func markdown(_ text: String) -> JSONValue {
    ["kind": "markdown", "value": .string(text)]
  }

  private func byte(of position: TextPosition) -> Int {
    guard position.line >= 0, position.line < document.text.lineCount else { return 0 }
    return document.text.offset(of: position, encoding)
      - document.text.lineStarts[position.line]
  }

  // MARK: - Completion

  /// The result of `textDocument/completion`.
  func completion(_ position: TextPosition) -> JSONValue {
    switch document.kind {
    case .configuration: completion(position, SettingsWords(isConfiguration: true))
    case .rule: completion(position, SettingsWords(isConfiguration: false))
    case .data, .other: []
    }
  }

  private func completion(_ position: TextPosition, _ words: SettingsWords) -> JSONValue {
    let outline = YAMLOutline(document.text)
    let line = Array(outline.content(ofLine: position.line).utf8)
    let place = min(byte(of: position), line.count)
    let head = String(decoding: line[..<place], as: UTF8.self)
    var path = outline.path(
      toLine: position.line,
      indentation: YAMLOutline.indentation(String(decoding: line, as: UTF8.self)))
    var key = YAMLOutline.key(head)
    // Within braces, `check: {kind: ` asks for a kind.
    if let brace = head.lastIndex(where: { $0 == "{" || $0 == "," }), head.contains("{") {
      path += [key].compactMap { $0 }
      key = YAMLOutline.key(String(head[head.index(after: brace)...]))
    }
    let start = YAMLOutline.word(in: head, atByte: place)?.lowerBound ?? place
    let offset = document.text.lineStarts[min(position.line, document.text.lineCount - 1)]
    let span = document.text.span(offset + start..<offset + place, encoding)
    return .array(words.words(under: path, key: key).map { item($0, span) })
  }

  private func item(_ word: SettingsWords.Word, _ span: TextSpan) -> JSONValue {
    [
      // 10 is a property, 12 a value.
      "label": .string(word.text), "kind": word.isKey ? 10 : 12, "detail": .string(word.detail),
      "textEdit": [
        "range": span.json, "newText": .string(word.isKey ? "\(word.text): " : word.text),
      ],
    ]
  }
}
