// SPDX-License-Identifier: Apache-2.0

/// The way in which rule files and assay.yaml write names: `max-tokens`.
package enum KebabCase {
  /// Whether the text is in another case.
  package static func isOther(_ text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "_") || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
  }

  /// The name for one in snake case or camel case: `max-tokens` for `max_tokens` and `maxTokens`.
  package static func name(_ text: String) -> String {
    var name = ""
    for character in text {
      switch character {
      case "_": name.append("-")
      case "A"..."Z": name += "-" + character.lowercased()
      default: name.append(character)
      }
    }
    return name
  }
}
