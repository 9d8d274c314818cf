// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Writes a regular expression of Oniguruma, which `tokenizers` uses, in the syntax of PCRE2. What
/// reads alike in both and means something else is put in other words or refused.
enum OnigurumaSyntax {
  static func translated(_ source: String) throws(AssayError) -> String {
    // Lines end at `^` and `$`.
    var out = "(?m)"
    var rest = source.unicodeScalars[...]
    var depth = 0
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        guard let letter = rest.popFirst() else {
          throw AssayError("the pattern \(source.debugDescription) ends in a backslash")
        }
        guard let escaped = escape(letter, &rest, isInClass: depth > 0) else {
          throw AssayError(
            "the pattern \(source.debugDescription) has \\\(letter) in a class, which is not read")
        }
        out += escaped
      case "[":
        depth += 1
        if depth > 1, rest.first != ":" {
          throw AssayError(
            "the pattern \(source.debugDescription) has a class within a class, which is not read")
        }
        out += "["
      case "]":
        depth = max(0, depth - 1)
        out += "]"
      case "&" where depth > 0 && rest.first == "&":
        throw AssayError(
          "the pattern \(source.debugDescription) intersects classes (&&), which is not read")
      case "}" where depth == 0 && rest.first == "+" && endsInCount(out):
        try dropPossession(&out, &rest, source: source)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Oniguruma's `\w` within a class: PCRE2's leaves out marks and more. The numbers are those of
  /// Latin-1, which Oniguruma has in it and no others of their category.
  private static let word =
    #"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\x{B2}\x{B3}\x{B9}\x{BC}-\x{BE}"#

  /// White space is Unicode's, without U+180E, which PCRE2 adds to it.
  /// - Returns: nil where there is no way to say it.
  private static func escape(
    _ letter: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView, isInClass: Bool
  ) -> String? {
    switch letter {
    case "s": return "\\p{White_Space}"
    case "S": return "\\P{White_Space}"
    case "w": return isInClass ? word : "[\(word)]"
    case "W": return isInClass ? nil : "[^\(word)]"
    case "b" where !isInClass:
      return "(?:(?<=[\(word)])(?![\(word)])|(?<![\(word)])(?=[\(word)]))"
    case "B" where !isInClass:
      return "(?:(?<=[\(word)])(?=[\(word)])|(?<![\(word)])(?![\(word)]))"
    case "h": return isInClass ? "0-9A-Fa-f" : "[0-9A-Fa-f]"
    case "H": return isInClass ? nil : "[^0-9A-Fa-f]"
    case "u" where rest.first != "{":
      let digits = String(rest.prefix(4))
      rest = rest.dropFirst(4)
      return "\\x{\(digits)}"
    default: return "\\\(letter)"
    }
  }

  /// Whether `{1,3` or the like is at the end, rather than the name of a property.
  private static func endsInCount(_ out: String) -> Bool {
    guard let brace = out.lastIndex(of: "{") else { return false }
    let count = out[out.index(after: brace)...]
    return !count.isEmpty && count.allSatisfy { $0.isNumber || $0 == "," }
  }

  /// `{1,3}+` is no possessive repetition in Oniguruma but a repetition of a repetition.
  private static func dropPossession(
    _ out: inout String, _ rest: inout Substring.UnicodeScalarView, source: String
  ) throws(AssayError) {
    guard let brace = out.lastIndex(of: "{"), let least = out[out.index(after: brace)...].first,
      least == "0" || least == "1", out[brace...].contains(",")
    else {
      throw AssayError(
        "the pattern \(source.debugDescription) repeats a repetition, which is not read")
    }
    out.removeSubrange(brace...)
    out += least == "0" ? "*" : "+"
    rest = rest.dropFirst()
  }
}
