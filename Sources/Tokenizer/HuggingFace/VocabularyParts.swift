// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A vocabulary as files spell it, with names of tokens, on its way to a `Vocabulary` of ids.
struct VocabularyParts {
  /// The file or folder that it comes from, for messages.
  var source: String
  /// By the bytes of the names: texts that look alike are equal as Swift's strings and are two tokens.
  var ids: [[UInt8]: Int32] = [:]
  var merges: [(left: String, right: String)] = []
  var addedTokens: [AddedToken] = []
  var endOfText = "<|endoftext|>"
  /// Tokens with their scores, of a Unigram model.
  var scored: [(name: String, score: Double)] = []
  /// The `model` of a `tokenizer.json`, without which there are bytes that are merged.
  var model = StageValue(value: .null, file: "")
  var pipeline = Pipeline.gpt2

  /// Kinds of models, by their names in files.
  enum ModelType: String {
    case bytePairs = "BPE"
    case unigram = "Unigram"
    case wordPiece = "WordPiece"
    case wordLevel = "WordLevel"
  }

  init(source: String) {
    self.source = source
  }

  /// Adds a token beside those of the vocabulary, or marks one of them as such.
  /// - Parameter traits: what a file says of it besides, such as `special` and `lstrip`.
  mutating func add(
    id: Int, content: String, traits: JSONValue = .null, file: String
  ) throws(AssayError) {
    guard id >= 0, id < MergeTable.idBound else {
      throw AssayError("the id of \(content) is out of range", at: Location(file: file))
    }
    func has(_ trait: String) -> Bool { traits[trait]?.bool ?? false }
    guard !addedTokens.contains(where: { $0.id == Int32(id) && $0.content == content }) else {
      return
    }
    addedTokens.append(
      AddedToken(
        id: Int32(id), content: content, isSpecial: has("special"), stripsLeft: has("lstrip"),
        stripsRight: has("rstrip"), isWholeWord: has("single_word"),
        isNormalized: has("normalized")))
  }

  /// The kind of the model; old files do not name it. Nil when it is not known.
  var modelType: ModelType? {
    if let name = model.value["type"]?.string { return ModelType(rawValue: name) }
    if model.value["vocab"]?.array != nil { return .unigram }
    if model.value == .null || model.value["merges"] != nil { return .bytePairs }
    return model.value["continuing_subword_prefix"] == nil ? .wordLevel : .wordPiece
  }

  /// Looks up all names.
  /// - Throws: `AssayError` when the model is of another kind, a merge names or makes a token that there
  ///   is not, or nothing ends a text where that is demanded.
  func tokenizer(
    demandsEnd: Bool
  ) throws(AssayError) -> (vocabulary: Vocabulary, pipeline: Pipeline) {
    var parts = self
    for (place, token) in scored.enumerated() { parts.ids[Array(token.name.utf8)] = Int32(place) }
    // A name that the vocabulary has keeps the vocabulary's id, whatever id stands beside it.
    for place in parts.addedTokens.indices {
      let name = Array(parts.addedTokens[place].content.utf8)
      if let own = parts.ids[name] { parts.addedTokens[place].id = own }
    }
    let vocabulary = try parts.vocabulary(demandsEnd: demandsEnd)
    var pipeline = pipeline
    try parts.addModel(to: &pipeline, vocabulary)
    return (vocabulary, pipeline)
  }

  private func vocabulary(demandsEnd: Bool) throws(AssayError) -> Vocabulary {
    let byteIDs = pipeline.isByteLevel ? ByteLetters.letters.map { id(String($0)) ?? -1 } : []
    let prefix = model.bytes("continuing_subword_prefix").count
    var pairs: [MergeTable.Merge] = []
    pairs.reserveCapacity(merges.count)
    for (left, right) in merges {
      pairs.append(
        MergeTable.Merge(
          left: try id(of: Array(left.utf8)), right: try id(of: Array(right.utf8)),
          result: try id(of: Array(left.utf8) + right.utf8.dropFirst(prefix))))
    }
    var added = addedTokens
    let end = added.first { $0.content == endOfText }?.id
    var endID = end ?? id(endOfText) ?? -1
    if endID < 0, demandsEnd { endID = try id(of: Array(endOfText.utf8)) }
    // A `tokenizer.json` names all tokens that are found in texts; older files leave this one out.
    if end == nil, endID >= 0, model.value == .null {
      added.append(AddedToken(id: endID, content: endOfText, isSpecial: true))
    }
    return Vocabulary(
      tokens: tokens(added),
      byteIDs: byteIDs.isEmpty ? Array(repeating: -1, count: 256) : byteIDs, merges: pairs,
      addedTokens: added, endOfText: endID, normalized: normalizedName)
  }

  /// The name of an added token as the normalizer leaves it.
  private func normalizedName(of token: AddedToken) -> [UInt8] {
    var name = Array(token.content.utf8)
    for normalizer in pipeline.normalizers { normalizer.apply(to: &name) }
    return name
  }

  private func addModel(
    to pipeline: inout Pipeline, _ vocabulary: Vocabulary
  ) throws(AssayError) {
    let tokens = (bytes: vocabulary.bytes, offsets: vocabulary.offsets)
    switch modelType {
    case .bytePairs: try addPairs(to: &pipeline, vocabulary)
    case .unigram:
      pipeline.model = Unigram(
        tokens: tokens, scores: scored.map(\.score),
        unknown: model.value["unk_id"]?.integer.map { Int32(clamping: $0) },
        byteTokens: model.flag("byte_fallback", default: false) ? byteTokens : nil)
    case .wordPiece:
      pipeline.model = WordPieces(
        index: TokenIndex(tokens, ids: ids.values),
        unknown: try id(of: model.bytes("unk_token", default: "[UNK]")),
        prefix: model.bytes("continuing_subword_prefix", default: "##"),
        mostCharacters: model.number("max_input_chars_per_word", default: 100))
    case .wordLevel:
      pipeline.model = WholeWords(
        index: TokenIndex(tokens, ids: ids.values),
        unknown: ids[model.bytes("unk_token", default: "<unk>")])
    case nil: throw model.unknown("a model")
    }
  }

  private func addPairs(
    to pipeline: inout Pipeline, _ vocabulary: Vocabulary
  ) throws(AssayError) {
    if let dropout = model.value["dropout"]?.double, dropout > 0 {
      throw AssayError(
        "the tokenizer leaves out merges at random (dropout), so that counts are not certain",
        at: Location(file: source))
    }
    let index = TokenIndex((vocabulary.bytes, vocabulary.offsets), ids: ids.values)
    let ignoresMerges = model.flag("ignore_merges", default: false)
    let affixes = CharacterPairs.Affixes(
      prefix: model.bytes("continuing_subword_prefix"), suffix: model.bytes("end_of_word_suffix"))
    let isPlain = affixes.prefix.isEmpty && affixes.suffix.isEmpty
    let hasAllBytes = (0..<256).allSatisfy { vocabulary.byteIDs[$0] >= 0 }
    if pipeline.isByteLevel, hasAllBytes, isPlain {
      pipeline.wholeWords = ignoresMerges ? index : nil
      return
    }
    pipeline.isGPT2 = false
    let unknown = model.value["unk_token"]?.string
    pipeline.model = CharacterPairs(
      index: index,
      fallback: .init(
        bytes: model.flag("byte_fallback", default: false) ? byteTokens : nil,
        unknown: unknown == nil ? nil : try id(of: Array((unknown ?? "").utf8)),
        fusesUnknown: model.flag("fuse_unk", default: false)),
      affixes: affixes, isByteLevel: pipeline.isByteLevel, ignoresMerges: ignoresMerges)
  }

  /// The tokens that stand for a byte.
  private var byteTokens: ByteTokens { ByteTokens(ids: ByteNames.names.map { id($0) ?? -1 }) }

  private func id(_ name: String) -> Int32? { ids[Array(name.utf8)] }

  private func id(of name: [UInt8]) throws(AssayError) -> Int32 {
    guard let id = ids[name] else {
      let text = String(decoding: name, as: UTF8.self)
      throw AssayError(
        "the tokenizer's vocabulary lacks \(text.debugDescription)", at: Location(file: source),
        remedy: "Check that vocabulary and merges belong together")
    }
    return id
  }

  /// The bytes of each id; ids that no token has get none.
  private func tokens(_ added: [AddedToken]) -> (bytes: [UInt8], offsets: [Int32]) {
    let last = max(ids.values.max() ?? 0, added.map(\.id).max() ?? 0)
    var table = [[UInt8]](repeating: [], count: Int(last) + 1)
    let isByteLevel = pipeline.isByteLevel
    for (name, id) in ids {
      let text = isByteLevel ? String(decoding: name, as: UTF8.self) : ""
      table[Int(id)] = (isByteLevel ? ByteLetters.bytes(of: text) : nil) ?? name
    }
    // Hugging Face's decoder reads the letters of these names as bytes, too.
    for token in added {
      let name = token.isNormalized ? normalizedName(of: token) : Array(token.content.utf8)
      let text = isByteLevel ? String(decoding: name, as: UTF8.self) : ""
      table[Int(token.id)] = (isByteLevel ? ByteLetters.bytes(of: text) : nil) ?? name
    }
    var offsets: [Int32] = [0]
    for bytes in table { offsets.append(offsets[offsets.count - 1] + Int32(bytes.count)) }
    return (Array(table.joined()), offsets)
  }
}
