// SPDX-License-Identifier: Apache-2.0

import Platform

/// A header's value and its parameters: `form-data; name="file"; filename="a b.jsonl"`.
/// Sources: RFC 9110, section 5.6.6; RFC 8187 for `filename*`; the HTML standard for `%22` in names.
struct HeaderParameters {
  /// What stands before the first semicolon.
  let value: String
  private var parameters: [String: String] = [:]

  init(_ text: String) {
    var rest = Substring(text)
    value = Self.trimmed(Self.takeUntilSemicolon(&rest))
    while !rest.isEmpty {
      let part = Self.takeUntilSemicolon(&rest)
      let name = part.prefix { $0 != "=" }
      guard name.count < part.count else { continue }
      add(Self.trimmed(name).lowercased(), Self.trimmed(part.dropFirst(name.count + 1)))
    }
  }

  subscript(name: String) -> String? { parameters[name] }

  private mutating func add(_ name: String, _ raw: String) {
    if name.hasSuffix("*") {
      // filename*=UTF-8''a%20b: the extended form wins over the plain one.
      let pieces = raw.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
      guard pieces.count == 3, let text = Self.percentDecoded(pieces[2]) else { return }
      parameters[String(name.dropLast())] = text
    } else if parameters[name] == nil {
      parameters[name] = Self.unquoted(raw)
    }
  }

  /// A semicolon inside quotes does not end a parameter.
  private static func takeUntilSemicolon(_ rest: inout Substring) -> Substring {
    var isQuoted = false
    var isEscaped = false
    for index in rest.indices {
      let character = rest[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\" && isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ";" && !isQuoted {
        defer { rest = rest[rest.index(after: index)...] }
        return rest[..<index]
      }
    }
    defer { rest = "" }
    return rest
  }

  private static func unquoted(_ raw: String) -> String {
    guard raw.count >= 2, raw.hasPrefix("\""), raw.hasSuffix("\"") else { return raw }
    var text = ""
    var isEscaped = false
    for character in raw.dropFirst().dropLast() {
      // A backslash escapes only quotes and itself: Windows paths keep theirs.
      if character == "\\" && !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped && character != "\"" && character != "\\" { text.append("\\") }
      isEscaped = false
      text.append(character)
    }
    if isEscaped { text.append("\\") }
    for (escape, character) in [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")] {
      text = text.split(separator: escape, omittingEmptySubsequences: false)
        .joined(separator: character)
    }
    return text
  }

  private static func percentDecoded(_ text: Substring) -> String? {
    PercentEncoding.decode(text.utf8).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let tail = text.drop(while: isSpace)
    return String(tail.reversed().drop(while: isSpace).reversed())
  }
}
