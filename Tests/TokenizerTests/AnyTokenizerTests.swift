// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Testing

@testable import Tokenizer

/// Tokenizers of every kind against what `tokenizers` and `tiktoken` make of the same texts;
/// `Tests/Oracles/make/tokenizers_golden.py` wrote the files.
@Suite struct AnyTokenizerTests {
  private static let folder = "Tests/TokenizerTests/Fixtures/tokenizers"

  struct Case: Sendable, CustomTestStringConvertible {
    let tokenizer: String
    let rows: [JSONValue]
    var testDescription: String { tokenizer }
  }

  static let cases: [Case] = {
    let file = "\(folder)/texts.json"
    let text = (try? Checkout.text(of: file)) ?? ""
    let value = try? JSONParser.parse(Array(text.utf8), file: file)
    return (value?.array ?? []).map {
      Case(tokenizer: $0["tokenizer"]?.string ?? "", rows: $0["rows"]?.array ?? [])
    }
  }()

  private func tokenizer(_ name: String) throws -> TextTokenizer {
    let isFile = name.hasSuffix(".json")
    return try .named(isFile ? Checkout.root.appending(path: "\(Self.folder)/\(name)").path : name)
  }

  @Test func thereAreTwentyOne() {
    #expect(Self.cases.count == 21)
  }

  @Test(arguments: cases)
  func encodesAndDecodesAsTheReference(_ example: Case) throws {
    let tokenizer = try tokenizer(example.tokenizer)
    let isFile = example.tokenizer.hasSuffix(".json")
    let encoder = tokenizer.makeEncoder(readsAddedTokens: isFile)
    #expect(!example.rows.isEmpty)
    for row in example.rows {
      let text = Array((row["text"]?.string ?? "").utf8)
      let wanted = (row["ids"]?.array ?? []).compactMap { $0.integer.map { Int32($0) } }
      var ids: [Int32] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
      #expect(ids == wanted, "\(row)")
      #expect(text.withUnsafeBufferPointer { encoder.count($0) } == wanted.count)
      if let back = row["back"]?.string {
        #expect(Array(tokenizer.decode(wanted).utf8) == Array(back.utf8), "\(row)")
      }
    }
  }

  /// The cut into blocks and the caches must not matter.
  @Test(arguments: cases)
  func aSecondTimeGivesTheSame(_ example: Case) throws {
    let encoder = try tokenizer(example.tokenizer).makeEncoder()
    let texts = example.rows.compactMap { $0["text"]?.string }
    let passes = (0..<2).map { _ in
      texts.map { text in
        var ids: [Int32] = []
        Array(text.utf8).withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
        return ids
      }
    }
    #expect(passes[0] == passes[1])
  }

  @Test func carriedOnesHaveTheirSizes() throws {
    let sizes = try TextTokenizer.carriedNames.map { try TextTokenizer.named($0).vocabularySize }
    #expect(sizes == [50257, 50281, 100277, 200019])
    let ends = try TextTokenizer.carriedNames.map { try TextTokenizer.named($0).endOfText }
    #expect(ends == [50256, 50256, 100257, 199999])
  }

  @Test func specialTokensAreFoundOrTextInAllOfThem() throws {
    for name in TextTokenizer.carriedNames {
      let tokenizer = try TextTokenizer.named(name)
      let text = Array("yes<|endoftext|>".utf8)
      #expect(text.withUnsafeBufferPointer { tokenizer.count($0) } == 2)
      let plain = tokenizer.makeEncoder(readsAddedTokens: false)
      #expect(text.withUnsafeBufferPointer { plain.count($0) } > 4)
    }
  }
}
