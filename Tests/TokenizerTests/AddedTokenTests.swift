// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import JSON
import Testing

@testable import Tokenizer

/// Added tokens beside a model of whole words; the ids are those of tokenizers 0.23.3.
@Suite struct AddedTokenTests {
  private func tokenizer(_ tokens: String, lowers: Bool = false) throws -> TextTokenizer {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      """
      {"pre_tokenizer": {"type": "WhitespaceSplit"}, "added_tokens": [\(tokens)],
      "normalizer": \(lowers ? "{\"type\": \"Lowercase\"}" : "null"),
      "model": {"type": "WordLevel", "unk_token": "<unk>",
      "vocab": {"<unk>": 0, "a": 1, "b": 2, "x": 3, "X": 4}}}
      """, to: "tokenizer.json")
    return try .named(path)
  }

  @Test func theNameStandsForTheTokenAlsoWithinAWord() throws {
    let tokenizer = try tokenizer(#"{"id": 5, "content": "[T]"}"#)
    #expect(tokenizer.encode("a[T]b") == [1, 5, 2])
    #expect(tokenizer.encode("a [T] b") == [1, 5, 2])
    #expect(tokenizer.encode("[t]") == [0])
    #expect(tokenizer.decode([1, 5, 2]) == "a [T] b")
  }

  @Test func aNameIsLookedForBeforeTheNormalizerUnlessItIsNormalized() throws {
    let raw = try tokenizer(#"{"id": 5, "content": "[T]"}"#, lowers: true)
    #expect(raw.encode("a[T]b") == [1, 5, 2])
    #expect(raw.encode("a[t]b") == [0])
    #expect(raw.encode("X") == [3])
    let normalized = try tokenizer(
      #"{"id": 5, "content": "[T]", "normalized": true}"#, lowers: true)
    #expect(normalized.encode("a[T]b") == [1, 5, 2])
    #expect(normalized.encode("a[t]b") == [1, 5, 2])
    #expect(normalized.decode([1, 5, 2]) == "a [t] b")
  }

  @Test func rawNamesComeFirst() throws {
    let tokenizer = try tokenizer(
      #"{"id": 5, "content": "[T]", "normalized": true}, {"id": 6, "content": "[t]x"}"#,
      lowers: true)
    #expect(tokenizer.encode("[T]x") == [5, 3])
    #expect(tokenizer.encode("[t]x") == [6])
    #expect(tokenizer.encode("[t]X") == [5, 3])
  }

  @Test func spacesAreTakenOnTheSideThatIsSaid() throws {
    let tokenizer = try tokenizer(
      """
      {"id": 5, "content": "[T]", "lstrip": true}, {"id": 6, "content": "[U]", "rstrip": true},
      {"id": 7, "content": "[V]", "lstrip": true, "rstrip": true}
      """)
    #expect(tokenizer.encode("a  [T] b") == [1, 5, 2])
    #expect(tokenizer.encode("a [U]  b") == [1, 6, 2])
    #expect(tokenizer.encode("a \t[V]\n b") == [1, 7, 2])
    #expect(tokenizer.encode("[T] [U] [V]") == [5, 6, 7])
  }

  @Test func aNameOfTheVocabularyKeepsItsID() throws {
    let tokenizer = try tokenizer(#"{"id": 9, "content": "a", "special": true}"#)
    #expect(tokenizer.encode("a b a") == [1, 2, 1])
    #expect(tokenizer.encode("ab") == [1, 2])
    #expect(tokenizer.vocabularySize == 5)
  }

  /// Who reads texts of strangers has names as text.
  @Test func namesCanBeText() throws {
    let tokenizer = try tokenizer(#"{"id": 5, "content": "a b", "special": true}"#)
    #expect(tokenizer.encode("a b") == [5])
    let plain = tokenizer.makeEncoder(readsAddedTokens: false)
    var ids: [Int32] = []
    Array("a b".utf8).withUnsafeBufferPointer { plain.encode($0, into: &ids) }
    #expect(ids == [1, 2])
    #expect(Array("a b".utf8).withUnsafeBufferPointer { plain.count($0) } == 2)
  }
}
