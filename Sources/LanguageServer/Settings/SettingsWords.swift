// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Fixes
import JSON
import RuleEngine
import RuleLibrary

/// The words that may stand at a place of an `assay.yaml` or of a rule file, with what they mean.
struct SettingsWords {
  struct Word: Equatable {
    let text: String
    let detail: String
    /// Whether a colon follows.
    var isKey = false
  }

  let isConfiguration: Bool
  /// The keys of a rule file and what they are for.
  static let ruleKeys = [
    ("id", "The code, such as SEP001: letters and three digits."),
    ("name", "The fault in small words joined by hyphens."),
    ("summary", "What it finds, as one sentence."), ("why", "Why that matters."),
    ("severity", "error, warning or info."), ("enabled", "Whether it applies unasked."),
    ("check", "What is checked: {kind: ...} and its parameters."),
    ("message", "What is said of a file, with holes such as {rows}."),
    ("help", "What to do, as one sentence."),
    ("fix", "What repairs it: {kind: ..., applicability: safe}."),
    ("gpt2-tokens-only", "Whether it holds for GPT-2's tokens alone."),
    ("original", "What the original preparation makes of such data."),
    ("source", "Where thresholds come from."),
    ("examples", "Rows that fail, with their findings, and rows that pass."),
  ]

  /// - Parameters:
  ///   - path: the keys that the place stands under, the outermost first.
  ///   - key: the key that the place is the value of.
  func words(under path: [String], key: String?) -> [Word] {
    let keys = path + [key].compactMap { $0 }
    return isConfiguration ? configuration(keys, isValue: key != nil) : rule(keys)
  }

  /// What a key at the left edge or a code means, for those who point at it.
  func meaning(of word: String) -> String? {
    if let rule = (try? RuleLibrary.rules())?.rule(word.uppercased()) {
      return RuleCard.markdown(rule)
    }
    return words(under: [], key: nil).first { $0.text == word }.map {
      "**\($0.text)** \($0.detail)"
    }
  }

  private func configuration(_ keys: [String], isValue: Bool) -> [Word] {
    switch keys.first {
    case nil: return properties.map { Word(text: $0.key, detail: detail($0.value), isKey: true) }
    case "select", "ignore": return codes(areKeys: false)
    case "severity" where keys.count == 1 && !isValue, "parameters" where keys.count == 1:
      return codes(areKeys: true)
    case "severity": return (Severity.allCases.map(\.rawValue) + ["off"]).map(Self.value)
    case "per-file-ignores": return codes(areKeys: false)
    case let key?:
      return properties.filter { $0.key == key }
        .flatMap { $0.value["enum"]?.array ?? [] }.compactMap(\.string).map(Self.value)
    }
  }

  private func rule(_ keys: [String]) -> [Word] {
    switch (keys.first, keys.last) {
    case (nil, _): Self.ruleKeys.map { Word(text: $0.0, detail: $0.1, isKey: true) }
    case ("severity", _): Severity.allCases.map(\.rawValue).map(Self.value)
    case ("check", "kind"): CheckCatalog.kinds.map { Self.value($0.kind) }
    case ("fix", "kind"): FixCatalog.kinds.map { Self.value($0.kind) }
    case ("fix", "applicability"): FixGrade.allCases.map(\.rawValue).map(Self.value)
    case ("enabled", _), ("gpt2-tokens-only", _): ["true", "false"].map(Self.value)
    default: []
    }
  }

  private static func value(_ text: String) -> Word { Word(text: text, detail: "") }

  private func codes(areKeys: Bool) -> [Word] {
    let rules = (try? RuleLibrary.rules().rules) ?? []
    let families = Set(rules.map { String($0.id.prefix { $0.isLetter }) }).sorted()
    return families.map { Word(text: $0, detail: "all rules of the family", isKey: areKeys) }
      + rules.map { Word(text: $0.id, detail: "\($0.name): \($0.summary)", isKey: areKeys) }
  }

  private var properties: [JSONObject.Member] {
    ConfigurationSchema.json([])["properties"]?.object?.members ?? []
  }

  private func detail(_ property: JSONValue) -> String { property["description"]?.string ?? "" }
}
