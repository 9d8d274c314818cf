// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform

/// A text that a client has open, and what was found in it.
struct OpenText {
  let address: String
  let path: String
  let language: String
  private(set) var text: EditedText
  private(set) var version: Int
  /// What was found, and in which version.
  private(set) var findings: [TextFinding] = []
  private(set) var checkedVersion: Int?

  /// - Parameter item: a `TextDocumentItem`.
  init?(_ item: JSONValue?) {
    guard let address = item?["uri"]?.string, let text = item?["text"]?.string else { return nil }
    self.address = address
    self.text = EditedText(text)
    path = Self.path(of: address)
    language = item?["languageId"]?.string ?? ""
    version = item?["version"]?.integer ?? 0
  }

  var kind: TextKind { TextKind(path: path, language: language, text: text) }

  /// Whether what was found is about the text as it is.
  var isChecked: Bool { checkedVersion == version }

  mutating func apply(_ changes: [JSONValue], version: Int?, encoding: PositionEncoding) {
    for change in changes {
      guard let new = change["text"]?.string else { continue }
      if let span = TextSpan(change["range"]) {
        text.replace(text.range(of: span, encoding), with: new)
      } else {
        text = EditedText(new)
      }
    }
    self.version = version ?? self.version + 1
  }

  mutating func take(_ findings: [TextFinding]) {
    self.findings = findings
    checkedVersion = version
  }

  /// The path that an address names; what is not in a file goes by the end of its address.
  static func path(of address: String) -> String {
    let scheme = "file://"
    guard address.hasPrefix(scheme) else {
      return String(address.split(separator: ":").last ?? "")
    }
    let place = address.dropFirst(scheme.count).drop { $0 != "/" }
    let bytes = PercentEncoding.decode(place.utf8) ?? Array(place.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}
