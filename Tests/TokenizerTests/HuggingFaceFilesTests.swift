// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Testing

@testable import Tokenizer

@Suite struct HuggingFaceFilesTests {
  let text = "The elf queen's café — 東京 😀\n\n  naïve <|endoftext|> 3.14"

  /// A folder with the files of GPT-2's tokenizer.
  private func writtenFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try TextTokenizer.gpt2.write(toFolder: folder.url.path, maximumLength: 256)
    return folder
  }

  @Test func vocabularyAndMergesAreOpenAIsToTheByte() throws {
    let folder = try writtenFolder()
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = ["vocab.json", "merges.txt"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    // The sums of encoder.json and vocab.bpe, as tiktoken_ext/openai_public.py has them.
    #expect(
      output == """
        196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783  vocab.json
        1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5  merges.txt

        """)
  }

  @Test(arguments: [[], ["tokenizer.json"], ["vocab.json", "merges.txt"]])
  func readsWhatItWrote(without removed: [String]) throws {
    let folder = try writtenFolder()
    for name in removed {
      try FileManager.default.removeItem(at: folder.url.appending(path: name))
    }
    let tokenizer = try TextTokenizer(path: folder.url.path)
    #expect(tokenizer.vocabularySize == 50257)
    #expect(tokenizer.endOfText == 50256)
    #expect(tokenizer.encode(text) == TextTokenizer.gpt2.encode(text))
    #expect(tokenizer.vocabulary.bytes == TextTokenizer.gpt2.vocabulary.bytes)
    #expect(tokenizer.vocabulary.offsets == TextTokenizer.gpt2.vocabulary.offsets)
    #expect(tokenizer.vocabulary.merges.merges == TextTokenizer.gpt2.vocabulary.merges.merges)
  }

  /// Slow tokenizers keep added tokens beside their vocabulary, in one file or the other.
  @Test(arguments: [
    ("added_tokens.json", #"{"<|sep|>": 50257}"#),
    (
      "tokenizer_config.json",
      #"{"added_tokens_decoder": {"50257": {"content": "<|sep|>", "special": true}}}"#
    ),
  ])
  func addedTokensStandForThemselves(name: String, content: String) throws {
    let folder = try writtenFolder()
    try FileManager.default.removeItem(at: folder.url.appending(path: "tokenizer.json"))
    try folder.write(content, to: name)
    let tokenizer = try TextTokenizer(path: folder.url.path)
    #expect(tokenizer.vocabularySize == 50258)
    #expect(tokenizer.encode("red <|sep|> yes") == [445, 220, 50257, 3763])
    let again = try TemporaryFolder()
    try tokenizer.write(toFolder: again.url.path, maximumLength: 256)
    let read = try TextTokenizer(path: again.url.path)
    #expect(read.vocabulary.addedTokens == tokenizer.vocabulary.addedTokens)
    #expect(read.count("red <|sep|> yes") == 4)
  }

  @Test func writesTheConfiguration() throws {
    let folder = try writtenFolder()
    #expect(
      try folder.names == [
        "merges.txt", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json",
        "vocab.json",
      ])
    let bytes = Array(try folder.text(of: "tokenizer_config.json").utf8)
    let configuration = try JSONParser.parse(bytes, file: "tokenizer_config.json")
    #expect(configuration["model_max_length"] == 256)
    #expect(configuration["eos_token"] == "<|endoftext|>")
    #expect(configuration["tokenizer_class"] == "GPT2Tokenizer")
  }

  /// A tokenizer of 256 bytes and the merges that follow, as `tokenizer.json`, whose ids are not in
  /// the order of the merges.
  private func smallTokenizer(
    merges: JSONValue, more: JSONObject = [:], replacing changes: JSONObject = [:]
  ) -> String {
    var vocabulary = JSONObject()
    vocabulary.append("<eos>", 0)
    vocabulary.append("abc", 1)
    vocabulary.append("ab", 2)
    vocabulary.append("bc", 3)
    for (place, letter) in ByteLetters.letters.enumerated() {
      vocabulary.append(String(letter), .integer(4 + place))
    }
    for member in more.members { vocabulary.append(member.key, member.value) }
    var root: JSONObject = [
      "added_tokens": [["id": 0, "content": "<eos>", "special": true]],
      "normalizer": nil,
      "pre_tokenizer": ["type": "ByteLevel", "add_prefix_space": false, "use_regex": true],
      "model": ["type": "BPE", "vocab": .object(vocabulary), "merges": merges],
    ]
    for member in changes.members { root[member.key] = member.value }
    return JSONValue.object(root).text()
  }

  @Test(
    arguments: [
      ["b c", "a b", "a bc"], [["b", "c"], ["a", "b"], ["a", "bc"]],
    ] as [JSONValue])
  func ranksAreThePlacesOfMergesWhateverTheIDs(merges: JSONValue) throws {
    let folder = try TemporaryFolder()
    try folder.write(smallTokenizer(merges: merges), to: "tokenizer.json")
    try folder.write(#"{"eos_token": {"content": "<eos>"}}"#, to: "special_tokens_map.json")
    let tokenizer = try TextTokenizer(path: folder.url.path)
    let a = Int32(4 + 97)
    #expect(tokenizer.encode("ab") == [2])
    #expect(tokenizer.encode("abc") == [1])
    #expect(tokenizer.encode("aab") == [a, 2])
    #expect(tokenizer.endOfText == 0)
    #expect(tokenizer.decode([1, 2, 0]) == "abcab<eos>")
  }

  @Test func refusesOtherKindsWithAReason() throws {
    let merges: JSONValue = ["a b"]
    let wrong: [(String, String)] = [
      (
        smallTokenizer(merges: merges, replacing: ["normalizer": ["type": "Rot13"]]),
        "a normalizer that is not known: Rot13"
      ),
      (
        smallTokenizer(merges: merges, replacing: ["pre_tokenizer": ["type": "UnicodeScripts"]]),
        "a pre-tokenizer that is not known: UnicodeScripts"
      ),
      (
        smallTokenizer(merges: merges, replacing: ["decoder": ["type": "Reversed"]]),
        "a decoder that is not known: Reversed"
      ),
      (
        smallTokenizer(merges: merges, replacing: ["post_processor": ["type": "Sorted"]]),
        "a post-processor that is not known: Sorted"
      ),
      (
        smallTokenizer(
          merges: merges, replacing: ["pre_tokenizer": nil, "model": ["type": "Trie"]]),
        "Trie"
      ),
      (smallTokenizer(merges: merges, replacing: ["model": ["type": "Unigram"]]), "Unigram"),
      (smallTokenizer(merges: ["a z"]), "lacks \"az\""), (smallTokenizer(merges: ["abc"]), "merge"),
      (smallTokenizer(merges: [3]), "merge"), (smallTokenizer(merges: merges), "endoftext"),
      (smallTokenizer(merges: merges, more: ["x": -1]), "id of x"), ("[]", "no model"),
      ("{", "tokenizer.json:1"),
    ]
    for (text, reason) in wrong {
      let folder = try TemporaryFolder()
      let path = try folder.write(text, to: "tokenizer.json")
      let error = #expect(throws: AssayError.self) { try TextTokenizer(path: path) }
      #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
  }

  @Test func aFolderWithoutATokenizerIsRefused() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: AssayError.self) { try TextTokenizer(path: folder.url.path) }
    #expect(error?.message.contains("no tokenizer") == true)
  }
}
