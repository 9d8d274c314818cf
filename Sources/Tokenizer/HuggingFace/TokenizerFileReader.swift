// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Reads the tokenizer files of a Hugging Face model folder: `tokenizer.json`, or `vocab.json` with
/// `merges.txt`. What is of a kind that is not known is refused by its name, since other ids would come
/// of it than the model was trained with. `truncation` and `padding` are for batches and not obeyed.
struct TokenizerFileReader {
  private let folder: String
  private var parts: VocabularyParts

  /// Reads a model folder, or the `tokenizer.json` that `path` is.
  /// - Parameter demandsEnd: whether there must be a token that ends a text.
  static func tokenizer(
    at path: String, demandsEnd: Bool
  ) throws(AssayError) -> (vocabulary: Vocabulary, pipeline: Pipeline) {
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
    return try reader.parts.tokenizer(demandsEnd: demandsEnd)
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
      if reader.line == 1, let pointer = FilePointer(line) {
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
    guard let model = root["model"], model.object != nil else {
      throw unsuited("it has no model", file)
    }
    for token in root["added_tokens"]?.array ?? [] {
      guard let id = token["id"]?.integer, let content = token["content"]?.string else {
        throw unsuited("an added token has no id or content", file)
      }
      try parts.add(id: id, content: content, traits: token, file: file)
    }
    parts.model = StageValue(value: model, file: file)
    guard parts.modelType != nil else { throw parts.model.unknown("a model") }
    parts.pipeline = try pipeline(of: root, file: file)
    if parts.modelType == .unigram { return try readScores(model["vocab"] ?? .null, file: file) }
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
  }

  /// The stages around the model.
  private func pipeline(of root: JSONValue, file: String) throws(AssayError) -> Pipeline {
    func stage(_ key: String) -> StageValue {
      StageValue(value: root[key] ?? .null, file: file)
    }
    let reader = try PreTokenizerReader(stage("pre_tokenizer"))
    if reader.isByteLevel, parts.modelType != .bytePairs {
      throw unsuited("it cuts into bytes before \(parts.model.type)", file)
    }
    var pipeline = Pipeline()
    pipeline.normalizers = try NormalizerReader.normalizers(stage("normalizer"))
    pipeline.splitting = reader.splitting
    pipeline.isByteLevel = reader.isByteLevel
    pipeline.template = try DecoderReader.template(stage("post_processor"))
    pipeline.decoding = try DecoderReader.decoding(
      stage("decoder"), isByteLevel: reader.isByteLevel)
    if case .gpt2 = reader.splitting, pipeline.normalizers.isEmpty, reader.isByteLevel {
      pipeline.isGPT2 = true
    }
    return pipeline
  }

  private func unsuited(_ reason: String, _ file: String) -> AssayError {
    AssayError(
      "this tokenizer cannot be read: \(reason)", at: Location(file: file),
      remedy: "Fetch the file once more; it may be damaged, or of a kind that is not known")
  }

  /// `[["<unk>", 0.0], ["▁the", -3.2], ...]`
  private mutating func readScores(_ value: JSONValue, file: String) throws(AssayError) {
    for (id, entry) in (value.array ?? []).enumerated() {
      guard let pair = entry.array, pair.count == 2, let name = pair[0].string,
        let score = pair[1].double
      else {
        throw unsuited("entry \(id) of its vocabulary is not a token with a score", file)
      }
      parts.scored.append((name, score))
    }
    if parts.scored.isEmpty { throw unsuited("it has no vocabulary", file) }
  }

  private mutating func readVocabulary(_ value: JSONValue, file: String) throws(AssayError) {
    guard let members = value.object?.members, !members.isEmpty else {
      throw unsuited("it has no vocabulary", file)
    }
    for member in members {
      guard let id = member.value.integer, id >= 0, id < MergeTable.idBound else {
        throw unsuited("the id of \(member.key) is not a number from 0 on", file)
      }
      parts.ids[Array(member.key.utf8)] = Int32(id)
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
