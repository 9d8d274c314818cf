// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

extension ExampleRows {
  /// Random rows of many shapes: with labels or free texts, any separator, ending, common prefix,
  /// leading space and case, each of them missing in a few rows, and odd characters in the texts.
  package static func shaped(seed: UInt64) -> [(prompt: String, completion: String)] {
    var random = SeededGenerator(seed: seed)
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    func often() -> Bool { Int.random(in: 0..<20, using: &random) > 0 }
    let words = [
      "card", "PIN", "where", "\u{E9}", "a\u{200B}b", "  ", "->", "\n", "END", "\u{DC}nder",
      "\"q\"", ",",
      "\t", "\u{A0}", "###", "?", "NA", "\u{1D400}", "x\r\ny", "cafe\u{301}",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...6, using: &random)).map { _ in pick(words) }.joined(separator: " ")
    }
    let labels = pick([
      [], [], ["yes", "no"], ["Label: A", "Label: AB"], ["POS", "neg", "Pos "], [" a", " b"],
      ["category0", "category1"],
    ])
    let separator = pick(["", " ->", "\n\n###\n\n", " SEP", "\nAgent:"])
    let (ending, start) = (pick(["", " END", "\n", "###"]), pick(["", " ", "  "]))
    let prefix = pick(["", "The capital of the country "])
    let isUpper = pick([false, false, true])
    return (0..<Int.random(in: 2...45, using: &random)).map { number in
      let prompt = prefix + text() + (often() ? "\(number)" : "") + (often() ? separator : "")
      let completion = start + (labels.isEmpty ? text() : pick(labels)) + (often() ? ending : "")
      return (isUpper ? prompt.uppercased() : prompt, often() ? completion : "  ")
    }
  }
}
