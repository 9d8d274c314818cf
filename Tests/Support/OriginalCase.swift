// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A case of Tests/PrepareDataTests/Fixtures/prepare_data.json: a file, and what the original tool makes of it.
package struct OriginalCase: Decodable, Sendable, CustomStringConvertible {
  package let id: String
  package let name: String
  package let input: [Piece]?
  package let inputBase64: String?
  package let existing: [String]?
  package let outcome: String
  package let files: [String: [Piece]]

  /// A text and how often it stands there.
  package struct Piece: Decodable, Sendable {
    package let text: String
    package let times: Int

    package init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      times = try values.decode(Int.self)
    }
  }

  private struct File: Decodable {
    let permutations: [String: [Int]]
    let cases: [OriginalCase]
  }

  package var description: String { "\(id) \(name)" }

  package var data: Data {
    input.map { Data(Self.text($0).utf8) } ?? Data(base64Encoded: inputBase64 ?? "") ?? Data()
  }

  package var texts: [String: String] {
    files.mapValues(Self.text)
  }

  private static func text(_ pieces: [Piece]) -> String {
    pieces.map { String(repeating: $0.text, count: $0.times) }.joined()
  }

  package static func all() throws -> [OriginalCase] {
    try file().cases
  }

  package static func permutations() throws -> [(Int, [Int])] {
    try file().permutations.map { (Int($0) ?? 0, $1) }
  }

  private static func file() throws -> File {
    let url = Checkout.root.appending(path: "Tests/PrepareDataTests/Fixtures/prepare_data.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
  }
}
