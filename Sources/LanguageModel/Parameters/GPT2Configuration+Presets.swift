// SPDX-License-Identifier: Apache-2.0

extension GPT2Configuration {
  /// The shapes that have a name, smallest first; a model of one starts from random weights.
  package static let presets: [(name: String, configuration: GPT2Configuration)] = [
    ("nano", GPT2Configuration(positions: 256, width: 128, layers: 4, heads: 4)),
    ("micro", GPT2Configuration(positions: 512, width: 256, layers: 6, heads: 8)),
    ("distilgpt2", GPT2Configuration(width: 768, layers: 6, heads: 12)),
    ("gpt2", GPT2Configuration(width: 768, layers: 12, heads: 12)),
    ("gpt2-medium", GPT2Configuration(width: 1024, layers: 24, heads: 16)),
    ("gpt2-large", GPT2Configuration(width: 1280, layers: 36, heads: 20)),
    ("gpt2-xl", GPT2Configuration(width: 1600, layers: 48, heads: 25)),
  ]

  /// The shape of a name, or nil.
  package static func preset(_ name: String) -> GPT2Configuration? {
    presets.first { $0.name == name }?.configuration
  }
}
