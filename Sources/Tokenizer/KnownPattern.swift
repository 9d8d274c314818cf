// SPDX-License-Identifier: Apache-2.0

/// Patterns for which there is a splitter written by hand.
enum KnownPattern {
  private static let gpt2 =
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  private static func letters(_ letters: String, _ digits: String, signs: String) -> String {
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?"# + letters + "+|" + digits
      + #"| ?[^\s"# + signs + #"\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }

  private static let camelCase: String = {
    let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
    let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
    let (lead, end) = (#"[^\r\n\p{L}\p{N}]?"#, "(?i:'s|'t|'re|'ve|'m|'ll|'d)?")
    return "\(lead)\(upper)*\(lower)+\(end)|\(lead)\(upper)+\(lower)*\(end)"
      + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }()

  static func splitting(of pattern: String) -> Pipeline.Splitting? {
    // Some files have the characters themselves in place of `\r` and `\n`.
    let pattern = pattern.replacing("\r", with: "\\r").replacing("\n", with: "\\n")
    let marks = SplitTraits.letter | SplitTraits.mark
    switch pattern {
    case gpt2: return .gpt2(GPT2Splitter())
    case letters(#"\p{L}"#, #"\p{N}{1,3}"#, signs: #"\p{L}"#):
      return .letters(LetterSplitter(SplitReader()))
    case letters(#"\p{L}"#, #"\p{N}"#, signs: #"\p{L}"#):
      return .letters(LetterSplitter(SplitReader(mostDigits: 1)))
    case letters(#"[\p{L}\p{M}]"#, #"\p{N}"#, signs: #"\p{L}\p{M}"#):
      return .letters(LetterSplitter(SplitReader(letters: marks, mostDigits: 1)))
    case camelCase: return .camelCase(CamelCaseSplitter())
    default: return nil
    }
  }
}
