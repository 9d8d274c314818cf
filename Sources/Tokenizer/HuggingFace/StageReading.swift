// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A part of a `tokenizer.json` that is to be read: an object with a `type`.
struct StageValue {
  let value: JSONValue
  let file: String

  var type: String { value["type"]?.string ?? "without a type" }

  /// The members of a `Sequence`, or the stage alone; none for null.
  func flattened(_ key: String) -> [StageValue] {
    if value == .null { return [] }
    guard type == "Sequence" else { return [self] }
    return (value[key]?.array ?? []).flatMap { StageValue(value: $0, file: file).flattened(key) }
  }

  func text(_ key: String, default standard: String = "") -> String {
    value[key]?.string ?? standard
  }

  func bytes(_ key: String, default standard: String = "") -> [UInt8] {
    Array(text(key, default: standard).utf8)
  }

  func flag(_ key: String, default standard: Bool) -> Bool { value[key]?.bool ?? standard }

  func number(_ key: String, default standard: Int) -> Int { value[key]?.integer ?? standard }

  /// `{"String": ...}` or `{"Regex": ...}`
  func pattern() throws(AssayError) -> SplitPattern {
    do {
      if let text = value["pattern"]?["String"]?.string { return try SplitPattern(text: text) }
      if let regex = value["pattern"]?["Regex"]?.string { return try SplitPattern(regex: regex) }
    } catch {
      throw AssayError(error.message, at: Location(file: file), remedy: error.remedy)
    }
    throw unknown("a pattern")
  }

  /// - Parameter what: what kind of stage it is, such as "normalizer".
  func unknown(_ what: String) -> AssayError {
    AssayError(
      "the tokenizer has \(what) that is not known: \(type)", at: Location(file: file),
      remedy: "Count with another tokenizer, such as o200k_base, as an estimate")
  }
}
