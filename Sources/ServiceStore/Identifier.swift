// SPDX-License-Identifier: Apache-2.0

/// Names of things in the store: a prefix and 24 letters and digits, as OpenAI's service mints them.
package enum Identifier {
  /// What an identifier names.
  package enum Kind: String, CaseIterable, Sendable {
    case file = "file-"
    case fineTune = "ft-"
    case fineTuningJob = "ftjob-"
    case completion = "cmpl-"
    case chatCompletion = "chatcmpl-"
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  private static let length = 24

  /// A new identifier from the system's random numbers: 62^24 possibilities, so none comes twice.
  package static func mint(_ kind: Kind) -> String {
    let letters = (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] }
    return kind.rawValue + String(decoding: letters, as: UTF8.self)
  }

  /// Whether a text from outside has the form of an identifier. Only such a text may become part
  /// of a path in the data folder.
  package static func isValid(_ text: String, _ kind: Kind) -> Bool {
    guard text.hasPrefix(kind.rawValue) else { return false }
    let letters = text.utf8.dropFirst(kind.rawValue.utf8.count)
    return letters.count == length && letters.allSatisfy(alphabet.contains)
  }
}
