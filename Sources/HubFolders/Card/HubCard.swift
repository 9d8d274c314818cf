// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Platform
import RuleEngine

/// What the head of a data set's README.md says of its files.
struct HubCard {
  let path: String
  let configs: [CardConfig]

  /// - Throws: `AssayError` where there is a head that cannot be read.
  init(in folder: String) throws(AssayError) {
    path = (folder.hasSuffix("/") ? folder : folder + "/") + "README.md"
    let text = (try? Files.read(path)) ?? []
    guard let head = Self.head(of: String(decoding: text, as: UTF8.self)) else {
      configs = []
      return
    }
    let card = try YAMLText.json(head, file: path)
    var configs: [CardConfig] = []
    for entry in card["configs"]?.array ?? [] {
      configs.append(try CardConfig(entry, card: path))
    }
    self.configs = configs
  }

  /// What stands between two lines of three hyphens at the start.
  private static func head(of text: String) -> String? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first?.trimmingCharacters(in: .whitespaces) == "---" else { return nil }
    let rest = lines.dropFirst()
    guard
      let end = rest.firstIndex(where: { $0.trimmingCharacters(in: .whitespaces) == "---" })
    else { return nil }
    return rest[..<end].joined(separator: "\n")
  }
}
