// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// GPT-2's byte-level byte-pair encoding, exact to the id. Text is never refused and decoding an
/// encoding gives back the bytes. The name of a special or added token in a text, such as
/// `<|endoftext|>`, stands for that token, as in transformers by default. Safe to use from several threads at once.
package final class GPT2Tokenizer: Sendable {
  let vocabulary: Vocabulary
  private let idle = Mutex<[IdleEncoder]>([])

  /// An encoder that no thread is using; taking it out of `idle` makes its user the only one.
  private struct IdleEncoder: @unchecked Sendable {
    let encoder: Encoder
  }

  /// The tokenizer with GPT-2's own vocabulary, expanded at first use (a few milliseconds).
  package static let gpt2 = GPT2Tokenizer(.gpt2)

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// The number of ids: 50,257 for GPT-2.
  package var vocabularySize: Int { vocabulary.size }

  /// The id of `<|endoftext|>`, 50,256 for GPT-2.
  package var endOfText: Int32 { vocabulary.endOfText }

  /// An encoder for a thread that has many texts.
  /// - Parameter readsAddedTokens: whether the names of special and added tokens stand for them.
  package func makeEncoder(readsAddedTokens: Bool = true) -> Encoder {
    Encoder(vocabulary, readsAddedTokens: readsAddedTokens)
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

  /// The bytes of a token; none for an id outside the vocabulary. They may be a part of a character.
  package func bytes(of id: Int32) -> [UInt8] {
    Array(vocabulary.token(id))
  }

  /// The bytes that the ids stand for. Ids outside the vocabulary stand for none, special tokens for
  /// their names.
  package func decodeBytes(_ ids: some Sequence<Int32>) -> [UInt8] {
    var bytes: [UInt8] = []
    for id in ids { bytes.append(contentsOf: vocabulary.token(id)) }
    return bytes
  }

  /// The text that the ids stand for, with U+FFFD where their bytes are not UTF-8.
  package func decode(_ ids: some Sequence<Int32>) -> String {
    String(decoding: decodeBytes(ids), as: UTF8.self)
  }

  private func withUTF8<Result>(
    of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8(body)
  }
}
