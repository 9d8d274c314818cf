// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A tokenizer: GPT-2's, another that the binary carries, or one of a file, exact to the id. Text is
/// never refused, and of a byte-level encoding decoding gives back the bytes. The name of a special or
/// added token in a text, such as `<|endoftext|>`, stands for that token, as in transformers by default.
/// Safe to use from several threads at once.
package final class TextTokenizer: Sendable {
  let vocabulary: Vocabulary
  let pipeline: Pipeline
  private let idle = Mutex<[IdleEncoder]>([])

  /// An encoder that no thread is using; taking it out of `idle` makes its user the only one.
  private struct IdleEncoder: @unchecked Sendable {
    let encoder: Encoder
  }

  /// The tokenizer with GPT-2's own vocabulary, expanded at first use (a few milliseconds).
  package static let gpt2 = TextTokenizer(.gpt2)

  init(_ vocabulary: Vocabulary, _ pipeline: Pipeline = .gpt2) {
    self.vocabulary = vocabulary
    self.pipeline = pipeline
  }

  /// The number of ids: 50,257 for GPT-2.
  package var vocabularySize: Int { vocabulary.size }

  /// The id that ends a text, 50,256 for GPT-2; -1 where a tokenizer has none.
  package var endOfText: Int32 { vocabulary.endOfText }

  /// An encoder for a thread that has many texts.
  /// - Parameter readsAddedTokens: whether the names of special and added tokens stand for them.
  package func makeEncoder(readsAddedTokens: Bool = true) -> Encoder {
    Encoder(vocabulary, pipeline, readsAddedTokens: readsAddedTokens)
  }

  /// Runs `body` with an encoder that is kept for the next call.
  package func withEncoder<Result>(_ body: (Encoder) throws -> Result) rethrows -> Result {
    let lent = idle.withLock { $0.popLast() } ?? IdleEncoder(encoder: makeEncoder())
    defer { idle.withLock { $0.append(lent) } }
    return try body(lent.encoder)
  }

  /// The ids of a text.
  package func encode(_ text: String) -> [Int32] {
    var ids: [Int32] = []
    withUTF8(of: text) { encode($0, into: &ids) }
    return ids
  }

  /// Adds the ids of a text in UTF-8 at the end of `ids`.
  package func encode(_ utf8: UnsafeBufferPointer<UInt8>, into ids: inout [Int32]) {
    withEncoder { $0.encode(utf8, into: &ids) }
  }

  /// The number of ids of a text.
  package func count(_ text: String) -> Int {
    withUTF8(of: text) { count($0) }
  }

  /// The number of ids of a text in UTF-8.
  package func count(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    withEncoder { $0.count(utf8) }
  }

  /// The ids that a model gets before and behind a text, such as that of `[CLS]`.
  package var template: (before: [Int32], after: [Int32]) {
    (pipeline.template.before, pipeline.template.after)
  }

  /// Whether each text may be cut between a letter or a digit of ASCII and white space, and its parts be
  /// encoded one by one.
  /// - Parameter readsAddedTokens: whether their names in a text stand for them.
  package func encodesPiecewise(readsAddedTokens: Bool) -> Bool {
    if case .stages = pipeline.splitting { return false }
    guard readsAddedTokens else { return true }
    return vocabulary.addedTokens.allSatisfy { token in
      !token.stripsLeft && !token.stripsRight
        && !token.content.unicodeScalars.contains { $0.properties.isWhitespace }
    }
  }

  /// The bytes of a token within a text; none for an id outside the vocabulary. They may be a part of a
  /// character.
  package func bytes(of id: Int32) -> [UInt8] {
    guard case .names(let decoders) = pipeline.decoding, !vocabulary.token(id).isEmpty else {
      return Array(vocabulary.token(id))
    }
    // Behind another token, so that it is not taken for the start of a text.
    var tokens = [Array("x".utf8), decodedName(of: id)]
    for decoder in decoders { decoder.apply(to: &tokens) }
    return Array(tokens.joined().dropFirst())
  }

  /// The bytes that the ids stand for. Ids outside the vocabulary stand for none, special tokens for
  /// their names.
  package func decodeBytes(_ ids: some Sequence<Int32>) -> [UInt8] {
    guard case .names(let decoders) = pipeline.decoding else {
      var bytes: [UInt8] = []
      for id in ids { bytes.append(contentsOf: vocabulary.token(id)) }
      return bytes
    }
    var tokens = ids.filter { !vocabulary.token($0).isEmpty }.map(decodedName)
    for decoder in decoders { decoder.apply(to: &tokens) }
    return Array(tokens.joined())
  }

  /// The text that the ids stand for, with U+FFFD where their bytes are not UTF-8.
  package func decode(_ ids: some Sequence<Int32>) -> String {
    String(decoding: decodeBytes(ids), as: UTF8.self)
  }

  private func decodedName(of id: Int32) -> [UInt8] {
    vocabulary.decodedName(of: id, isByteLevel: pipeline.isByteLevel)
  }

  private func withUTF8<Result>(
    of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8(body)
  }
}
