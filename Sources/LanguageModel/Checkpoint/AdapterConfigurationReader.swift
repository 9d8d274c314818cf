// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads an `adapter_config.json`, and refuses adapters that compute something else than a plain
/// low-rank sum.
struct AdapterConfigurationReader {
  let json: JSONValue
  let file: String

  func base() throws(AssayError) -> String {
    guard let base = json["base_model_name_or_path"]?.string, !base.isEmpty else {
      throw fault("base_model_name_or_path does not name the base model")
    }
    return base
  }

  func settings() throws(AssayError) -> LowRankSettings {
    guard json["peft_type"]?.string == "LORA" else {
      throw fault("the adapter is of type \(json["peft_type"]?.text() ?? "null"), not LORA")
    }
    try checkSupport()
    guard let rank = json["r"]?.integer, rank > 0, rank <= 1 << 16 else {
      throw fault("r is not a rank")
    }
    guard var alpha = json["lora_alpha"]?.double, alpha.isFinite else {
      throw fault("lora_alpha is not a number")
    }
    // Rank-stabilised: alpha / sqrt(r) in place of alpha / r (Kalajdzievski, 2023).
    if json["use_rslora"]?.bool == true { alpha *= Double(rank).squareRoot() }
    return LowRankSettings(rank: rank, alpha: alpha, targets: try targets())
  }

  private func targets() throws(AssayError) -> [LowRankSettings.Target] {
    let named = json["target_modules"]?.array?.compactMap(\.string) ?? []
    var targets: [LowRankSettings.Target] = []
    for name in named {
      guard let target = LowRankSettings.Target(rawValue: name) else {
        throw fault("target_modules has '\(name)'; c_attn, c_proj and c_fc are supported")
      }
      targets.append(target)
    }
    guard !targets.isEmpty else { throw fault("target_modules is not a list of modules") }
    return targets
  }

  private func checkSupport() throws(AssayError) {
    for key in ["use_dora", "lora_bias"] where json[key]?.bool == true {
      throw fault("\(key) is not supported")
    }
    guard ["none", nil].contains(json["bias"]?.string) else {
      throw fault("trained biases are not supported")
    }
    for key in ["modules_to_save", "layers_to_transform", "rank_pattern", "alpha_pattern"] {
      let value = json[key] ?? .null
      let isEmpty =
        value == .null || value.array?.isEmpty == true
        || value.object?.members.isEmpty == true
      guard isEmpty else { throw fault("\(key) is not supported") }
    }
  }

  private func fault(_ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: file),
      remedy: "Merge the adapter with the library that made it, and give the merged folder")
  }
}
