// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import LanguageModel
import Platform

/// The body of `POST /embeddings`.
struct EmbeddingRequest: Sendable {
  var model: String
  var inputs: [CompletionRequest.Prompt]
  var isBase64: Bool
  var dimensions: Int?
  /// How the tokens of a text become one vector; an addition of ours.
  var pooling: Pooling

  init(_ fields: inout RequestFields, engine: String?) throws(APIError) {
    let named = try fields.string("model")
    guard let model = engine ?? named else { throw RequestFields.missing("model") }
    self.model = model
    guard let prompts = try CompletionRequest.prompts(&fields, name: "input") else {
      throw RequestFields.missing("input")
    }
    guard prompts.allSatisfy({ $0 != .text("") && $0 != .tokens([]) }) else {
      throw .invalid("Invalid 'input': it must not be empty.", param: "input")
    }
    inputs = prompts
    isBase64 = try Self.choice("encoding_format", ["float", "base64"], fields: &fields) == "base64"
    dimensions = try fields.integer("dimensions", in: 1...1_000_000)
    pooling =
      Pooling(rawValue: try Self.choice("pooling", ["mean", "last"], fields: &fields)) ?? .mean
    _ = try fields.string("user")
    try fields.finish()
  }

  /// A vector as numbers, or as little-endian 32-bit numbers in base 64.
  func encoded(_ vector: [Float]) -> JSONValue {
    guard isBase64 else { return .array(vector.map { .number(Double($0)) }) }
    let numbers = vector.map(\.bitPattern.littleEndian)
    return .string(numbers.withUnsafeBytes { Data($0) }.base64EncodedString())
  }

  /// One of some words; the first when absent.
  private static func choice(
    _ name: String, _ words: [String], fields: inout RequestFields
  ) throws(APIError) -> String {
    let word = try fields.string(name) ?? words[0]
    guard words.contains(word) else {
      throw .invalid(
        "Invalid '\(name)': expected \(words.map { "'\($0)'" }.joined(separator: " or ")).",
        param: name, code: "invalid_value")
    }
    return word
  }
}
