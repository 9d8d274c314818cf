// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Writes the five tokenizer files that Hugging Face's libraries of all ages read.
struct TokenizerFileWriter {
  let tokenizer: TextTokenizer
  /// The most tokens that the model takes.
  let maximumLength: Int
  /// What fills up batches; nil where nothing is said of it.
  let padToken: Int32?

  func write(to folder: String) throws(AssayError) {
    try AtomicFile.write(vocabularyText(), to: "\(folder)/vocab.json")
    try AtomicFile.write(mergesText().utf8, to: "\(folder)/merges.txt")
    let values = [
      ("tokenizer.json", tokenizerValue()), ("tokenizer_config.json", configurationValue()),
      ("special_tokens_map.json", .object(specialTokens())),
    ]
    for (name, value) in values {
      try AtomicFile.write(value.indented.utf8, to: "\(folder)/\(name)")
    }
  }

  /// The ids that have a token, with their names.
  private var names: [(name: String, id: Int)] {
    (0..<tokenizer.vocabularySize).compactMap { id in
      let name = tokenizer.name(of: Int32(id))
      return name.isEmpty ? nil : (name, id)
    }
  }

  /// In the very bytes of OpenAI's `encoder.json`, which Python's `json.dump` wrote.
  private func vocabularyText() -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "{")]
    for (place, (name, id)) in names.enumerated() {
      if place > 0 { out.append(contentsOf: ", ".utf8) }
      Self.writeASCII(name, to: &out)
      out.append(contentsOf: ": \(id)".utf8)
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// A JSON string in ASCII alone.
  private static func writeASCII(_ text: String, to out: inout [UInt8]) {
    var escaped: [UInt8] = []
    JSONValue.writeString(text.utf8, to: &escaped)
    for unit in String(decoding: escaped, as: UTF8.self).utf16 {
      if let byte = UInt8(exactly: unit), byte < 0x80 {
        out.append(byte)
      } else {
        out.append(contentsOf: "\\u\(Hexadecimal.digits(unit, count: 4))".utf8)
      }
    }
  }

  private func mergesText() -> String {
    tokenizer.mergeNames.reduce(into: "#version: 0.2\n") { $0 += "\($1)\n" }
  }

  /// Merges are texts rather than pairs, since all versions of the `tokenizers` library read those.
  private func tokenizerValue() -> JSONValue {
    var vocabulary = JSONObject()
    for (name, id) in names { vocabulary.append(name, .integer(id)) }
    let added = tokenizer.vocabulary.addedTokens.map { token -> JSONValue in
      [
        "id": .integer(Int(token.id)), "content": .string(token.content),
        "single_word": .bool(token.isWholeWord), "lstrip": .bool(token.stripsLeft),
        "rstrip": .bool(token.stripsRight), "normalized": false,
        "special": .bool(token.isSpecial),
      ]
    }
    return [
      "version": "1.0", "truncation": nil, "padding": nil, "added_tokens": .array(added),
      "normalizer": nil, "pre_tokenizer": Self.byteLevel, "post_processor": nil,
      "decoder": Self.byteLevel,
      "model": [
        "type": "BPE", "dropout": nil, "unk_token": nil, "continuing_subword_prefix": "",
        "end_of_word_suffix": "", "fuse_unk": false, "byte_fallback": false,
        "ignore_merges": false, "vocab": .object(vocabulary),
        "merges": .array(tokenizer.mergeNames.map(JSONValue.string)),
      ],
    ]
  }

  private static let byteLevel: JSONValue = [
    "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true,
  ]

  private func specialTokens() -> JSONObject {
    let name = JSONValue.string(tokenizer.name(of: tokenizer.endOfText))
    var tokens: JSONObject = ["bos_token": name, "eos_token": name, "unk_token": name]
    if let padToken, !tokenizer.name(of: padToken).isEmpty {
      tokens.append("pad_token", .string(tokenizer.name(of: padToken)))
    }
    return tokens
  }

  private func configurationValue() -> JSONValue {
    var object = specialTokens()
    object["add_prefix_space"] = false
    object["clean_up_tokenization_spaces"] = false
    object["model_max_length"] = .integer(maximumLength)
    object["tokenizer_class"] = "GPT2Tokenizer"
    return .object(object)
  }
}
