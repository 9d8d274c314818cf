// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Reads the tokenizer files of a Hugging Face model folder: `tokenizer.json`, or `vocab.json` with
/// `merges.txt`. Only byte-level byte-pair encodings with GPT-2's pattern are accepted, since another
/// kind would give other ids than the model was trained with.
struct TokenizerFileReader {
  private let folder: String
  private var parts: VocabularyParts

  /// Reads a model folder, or the `tokenizer.json` that `path` is.
  static func vocabulary(at path: String) throws(AssayError) -> Vocabulary {
    let isFile = path.hasSuffix(".json")
    let folder = isFile ? path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." : path
    var reader = TokenizerFileReader(folder: folder, parts: VocabularyParts(source: path))
    if isFile {
      try reader.readTokenizer(path)
    } else if exists("\(folder)/tokenizer.json") {
      try reader.readTokenizer("\(folder)/tokenizer.json")
    } else {
      try reader.readVocabularyAndMerges()
    }
    try reader.readEndOfText()
    return try reader.parts.vocabulary()
  }

  private mutating func readVocabularyAndMerges() throws(AssayError) {
    for name in ["vocab.json", "merges.txt"] where !Self.exists("\(folder)/\(name)") {
      throw AssayError(
        "there is no tokenizer: neither tokenizer.json nor \(name)", at: Location(file: folder),
        remedy: "Give a model folder as Hugging Face has it")
    }
    try readVocabulary(Self.json("\(folder)/vocab.json"), file: "\(folder)/vocab.json")
    let reader = try LineReader(path: "\(folder)/merges.txt")
    while let line = try reader.next() {
      if reader.line == 1, let pointer = LFSPointer(line) {
        throw pointer.error(file: reader.path)
      }
      let isComment = reader.line == 1 && line.starts(with: Array("#version".utf8))
      guard !isComment, !line.isEmpty else { continue }
      try addMerge(
        String(decoding: line, as: UTF8.self),
        at: Location(file: reader.path, line: reader.line))
    }
    try readAddedTokens()
  }

  /// The tokens that slow tokenizers keep beside their vocabulary, in a file of their own or, with
  /// more said of each, in the configuration.
  private mutating func readAddedTokens() throws(AssayError) {
    let configuration = "\(folder)/tokenizer_config.json"
    if Self.exists(configuration) {
      let tokens = try Self.json(configuration)["added_tokens_decoder"]?.object
      for token in tokens?.members ?? [] {
        guard let id = Int(token.key), let content = token.value["content"]?.string else {
          continue
        }
        try parts.add(id: id, content: content, traits: token.value, file: configuration)
      }
    }
    let added = "\(folder)/added_tokens.json"
    guard Self.exists(added) else { return }
    let known = Set(parts.addedTokens.map(\.id))
    for member in try Self.json(added).object?.members ?? [] {
      guard let id = member.value.integer, !known.contains(Int32(clamping: id)) else { continue }
      try parts.add(id: id, content: member.key, file: added)
    }
  }

  private mutating func readTokenizer(_ file: String) throws(AssayError) {
    let root = try Self.json(file)
    try checkKind(of: root, file: file)
    guard let model = root["model"] else { throw unsuited("it has no model", file) }
    try readVocabulary(model["vocab"] ?? .null, file: file)
    for merge in model["merges"]?.array ?? [] {
      if let text = merge.string {
        try addMerge(text, at: Location(file: file))
      } else if let pair = merge.array, pair.count == 2, let left = pair[0].string,
        let right = pair[1].string
      {
        parts.merges.append((left, right))
      } else {
        throw unsuited("a merge is neither a text nor a pair", file)
      }
    }
    for token in root["added_tokens"]?.array ?? [] {
      guard let id = token["id"]?.integer, let content = token["content"]?.string else {
        throw unsuited("an added token has no id or content", file)
      }
      try parts.add(id: id, content: content, traits: token, file: file)
    }
  }

  /// Refuses what would not be encoded as the file demands.
  private func checkKind(of root: JSONValue, file: String) throws(AssayError) {
    let model = root["model"]
    guard model?["type"]?.string ?? "BPE" == "BPE" else {
      throw unsuited("its model is \(model?["type"]?.string ?? "unknown"), not BPE", file)
    }
    guard root["normalizer"] ?? .null == .null else { throw unsuited("it has a normalizer", file) }
    var splitter = root["pre_tokenizer"] ?? .null
    if let members = splitter["pretokenizers"]?.array, members.count == 1 { splitter = members[0] }
    guard splitter["type"]?.string == "ByteLevel", splitter["use_regex"]?.bool ?? true,
      splitter["add_prefix_space"]?.bool != true
    else { throw unsuited("its pre-tokenizer is not GPT-2's", file) }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"]
    where model?[key]?.string ?? "" != "" {
      throw unsuited("it uses \(key)", file)
    }
  }

  private func unsuited(_ reason: String, _ file: String) -> AssayError {
    AssayError(
      "this tokenizer is not of GPT-2's kind: \(reason)", at: Location(file: file),
      remedy: "Use a GPT-2 model with a byte-level BPE tokenizer")
  }

  private mutating func readVocabulary(_ value: JSONValue, file: String) throws(AssayError) {
    guard let members = value.object?.members, !members.isEmpty else {
      throw unsuited("it has no vocabulary", file)
    }
    for member in members {
      guard let id = member.value.integer, id >= 0, id < MergeTable.idBound else {
        throw unsuited("the id of \(member.key) is not a number from 0 on", file)
      }
      parts.ids[member.key] = Int32(id)
    }
  }

  private mutating func addMerge(_ text: String, at location: Location) throws(AssayError) {
    let halves = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    guard halves.count == 2, let left = String(halves[0]), let right = String(halves[1]) else {
      throw AssayError(
        "a merge must be two tokens with a space between them", at: location,
        remedy: "Fetch the file once more; it may be damaged")
    }
    parts.merges.append((left, right))
  }

  /// The name of the token that ends a text: `<|endoftext|>`, or what the folder says.
  private mutating func readEndOfText() throws(AssayError) {
    for name in ["tokenizer_config.json", "special_tokens_map.json"] {
      let path = "\(folder)/\(name)"
      guard Self.exists(path), let token = try Self.json(path)["eos_token"] else { continue }
      parts.endOfText = token.string ?? token["content"]?.string ?? parts.endOfText
      return
    }
  }

  private static func exists(_ path: String) -> Bool {
    Files.exists(path)
  }

  private static func json(_ path: String) throws(AssayError) -> JSONValue {
    let reader = try LineReader(path: path)
    var bytes: [UInt8] = []
    while let piece = try reader.nextPiece() { bytes.append(contentsOf: piece) }
    return try JSONParser.parse(bytes, file: path)
  }
}
