// SPDX-License-Identifier: Apache-2.0

/// Text made safe for a terminal: control characters are shown, not obeyed.
package enum VisibleText {
  /// The text with line breaks, tabs and other control characters written as escapes.
  package static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case _ where isControl(scalar):
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Also the marks that turn the direction of text, with which a name can pose as another.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0x061C:
      true
    // Not characters, and not to be written in XML.
    case 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
