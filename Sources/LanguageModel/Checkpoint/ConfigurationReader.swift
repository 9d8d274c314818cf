// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads the values of a `config.json` with an error for each that cannot be meant.
struct ConfigurationReader {
  let json: JSONValue
  let file: String

  /// Refuses models that compute something else than GPT-2 does.
  func checkSupport() throws(AssayError) {
    guard json.object != nil else { throw fault("not a JSON object") }
    let kind = json["model_type"]?.string ?? "gpt2"
    guard kind == "gpt2" else { throw fault("the model is of type \(kind), not gpt2") }
    let activation = json["activation_function"]?.string ?? "gelu_new"
    guard ["gelu_new", "gelu_pytorch_tanh"].contains(activation) else {
      throw fault("activation_function \(activation) is not supported, only gelu_new")
    }
    let needed: [(key: String, value: Bool)] = [
      ("scale_attn_weights", true), ("scale_attn_by_inverse_layer_idx", false),
      ("add_cross_attention", false),
    ]
    for (key, value) in needed where (json[key]?.bool ?? value) != value {
      throw fault("\(key) \(!value) is not supported")
    }
  }

  /// A whole number from 0 on; nil where it is missing or null.
  func size(_ key: String) throws(AssayError) -> Int? {
    guard let value = json[key], value != .null else { return nil }
    guard let size = value.integer, size >= 0 else { throw fault("\(key) is not a whole number") }
    return size
  }

  /// Tokens: one, or a list of them; none where the value is missing or null.
  func tokens(_ key: String) throws(AssayError) -> [Int32] {
    guard let value = json[key], value != .null else { return [] }
    return try (value.array ?? [value]).map { value throws(AssayError) in
      guard let token = value.integer, token >= 0 else {
        throw fault("\(key) is neither a token nor a list of tokens")
      }
      return Int32(clamping: token)
    }
  }

  func number(_ key: String) throws(AssayError) -> Float? {
    guard let value = json[key], value != .null else { return nil }
    guard let number = value.double else { throw fault("\(key) is not a number") }
    return Float(number)
  }

  /// A share from 0 up to but not including 1.
  func rate(_ key: String) throws(AssayError) -> Float? {
    guard let rate = try number(key) else { return nil }
    guard rate >= 0, rate < 1 else { throw fault("\(key) must be at least 0 and under 1") }
    return rate
  }

  func fault(_ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: file), remedy: "Choose the directory of a GPT-2 model")
  }
}
