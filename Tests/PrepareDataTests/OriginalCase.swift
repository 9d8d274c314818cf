// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A case of Fixtures/prepare_data.json.
struct OriginalCase: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let name: String
  let input: [Piece]?
  let inputBase64: String?
  let existing: [String]?
  let outcome: String
  let files: [String: [Piece]]

  /// A text and how often it stands there.
  struct Piece: Decodable, Sendable {
    let text: String
    let times: Int

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      times = try values.decode(Int.self)
    }
  }

  private struct File: Decodable {
    let permutations: [String: [Int]]
    let cases: [OriginalCase]
  }

  var testDescription: String { "\(id) \(name)" }

  var data: Data {
    input.map { Data(Self.text($0).utf8) } ?? Data(base64Encoded: inputBase64 ?? "") ?? Data()
  }

  var texts: [String: String] {
    files.mapValues(Self.text)
  }

  private static func text(_ pieces: [Piece]) -> String {
    pieces.map { String(repeating: $0.text, count: $0.times) }.joined()
  }

  static func all() throws -> [OriginalCase] {
    try file().cases
  }

  static func permutations() throws -> [(Int, [Int])] {
    try file().permutations.map { (Int($0) ?? 0, $1) }
  }

  private static func file() throws -> File {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/prepare_data.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
  }
}
