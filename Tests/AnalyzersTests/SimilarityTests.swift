// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import Platform
import Records
import RowsTestSupport
import Testing

@testable import Analyzers

@Suite struct SimilarityTests {
  /// Sentences of random words, every other one a copy of an earlier one with some words changed.
  private func texts(_ count: Int, seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    func word() -> String {
      String(
        (0..<Int.random(in: 2...9, using: &generator)).map { _ in
          Character(UnicodeScalar(UInt8.random(in: 97...122, using: &generator)))
        })
    }
    var texts: [[String]] = []
    for number in 0..<count {
      if number % 2 == 1, var copy = texts.randomElement(using: &generator) {
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
          copy[Int.random(in: copy.indices, using: &generator)] = word()
        }
        texts.append(copy)
      } else {
        texts.append((0..<Int.random(in: 12...40, using: &generator)).map { _ in word() })
      }
    }
    return texts.map { $0.joined(separator: " ") }
  }

  private func shingles(_ text: String) -> Set<[UInt8]> {
    let bytes = Array(text.utf8)
    return Set((0...bytes.count - 5).map { Array(bytes[$0..<$0 + 5]) })
  }

  private func jaccard(_ left: String, _ right: String) -> Double {
    let (left, right) = (shingles(left), shingles(right))
    return Double(left.intersection(right).count) / Double(left.union(right).count)
  }

  @Test func similarityIsJaccards() {
    let texts = texts(60, seed: 3)
    for (left, right) in zip(texts, texts.dropFirst()) {
      let sets = [left, right].map { ShingleSet(Array($0.utf8), seed: 1) }
      #expect(abs(sets[0].similarity(to: sets[1]) - jaccard(left, right)) < 1e-9)
    }
  }

  @Test func longTextsAreEstimated() {
    var texts = texts(2, seed: 9).map { _ in "" }
    texts[0] = self.texts(120, seed: 4).joined(separator: " ")
    texts[1] = texts[0].replacing("e ", with: "x ", maxReplacements: 150)
    let sets = texts.map { ShingleSet(Array($0.utf8), seed: 1) }
    let expected = jaccard(texts[0], texts[1])
    #expect(expected < 0.98)
    #expect(abs(sets[0].similarity(to: sets[1]) - expected) < 0.05)
  }

  @Test func setsComeBackFromTheirDigits() throws {
    let set = ShingleSet(Array("a text of some words".utf8), seed: 1)
    let other = ShingleSet(Array("a text of other words".utf8), seed: 1)
    let back = try #require(ShingleSet(digits: set.digits))
    #expect(set.digits.hasPrefix("w") && back.digits == set.digits)
    #expect(back.similarity(to: set) == 1)
    #expect(back.similarity(to: other) == set.similarity(to: other))
    let text = texts(120, seed: 4).joined(separator: " ")
    let part = ShingleSet(Array(text.utf8), seed: 1)
    #expect(part.digits.hasPrefix("p"))
    #expect(part.digits.utf8.count == 1 + 8 * ShingleSet.limit)
    #expect(ShingleSet(digits: part.digits)?.digits == part.digits)
    // Cut, marked otherwise, of other digits, and one digit too long.
    for digits in ["", "w1234567", "x00000001", "w0000000g", "w000000011"] {
      #expect(ShingleSet(digits: digits)?.digits == nil, "\(digits)")
    }
  }

  private func near(_ texts: [String], batch: Int = 7, threads: Int = 1) throws -> [Int] {
    let source = ExampleRows.source(
      texts.enumerated().map { (prompt: "", completion: $1) }, batchSize: batch)
    var settings = Settings()
    (settings.task, settings.threads) = (.openEndedGeneration, threads)
    let profile = try Profiling.profile(source, [NearDuplicates()], settings: settings)
    let near = try #require(profile[NearDuplicates.self]).rows
    return texts.indices.filter { near.contains($0) }
  }

  /// Against all pairs: nothing is found that is not there, and nearly all that is there is found.
  @Test func searchAgreesWithAllPairs() throws {
    let texts = texts(400, seed: 11)
    let found = Set(try near(texts))
    var expected: Set<Int> = []
    for second in texts.indices {
      for first in 0..<second where texts[first] != texts[second] {
        if jaccard("\n\(texts[first])\n", "\n\(texts[second])\n") >= 0.85 {
          expected.insert(second)
        }
      }
    }
    let copies = Set(texts.indices.filter { texts[..<$0].contains(texts[$0]) })
    expected.subtract(copies)
    #expect(expected.count > 30)
    #expect(found.subtracting(expected) == [])
    #expect(expected.subtracting(found).count * 20 <= expected.count)
  }

  /// What is behind the limit depends on the rows alone: short ones count, wherever a batch ends.
  @Test(arguments: [1, 3, 7, 50])
  func theLimitDoesNotDependOnBatches(batch: Int) throws {
    let texts = self.texts(40, seed: 5).enumerated().map { $0 % 4 == 0 ? "short" : $1 }
    let source = ExampleRows.source(
      texts.map { (prompt: "", completion: $0) }, batchSize: batch)
    var settings = Settings()
    settings.task = .openEndedGeneration
    settings.facts.likeness.mostRows = 21
    let profile = try Profiling.profile(source, [NearDuplicates()], settings: settings)
    let stream = RecordStream(source, names: settings.names, threads: 1)
    let side = NearDuplicateSearch.Side(
      stream: stream,
      compared: ComparedText(
        .example, prompt: profile.prompt.edges, completion: profile.completion.edges),
      rules: profile.rules.likeness)
    let table = try side.table(skipping: BitSet())
    #expect(table.left == 19)
    let rows = table.rows.chunks.flatMap { $0 }
    #expect(rows == (0..<21).filter { $0 % 4 != 0 })
  }

  /// How many rows before it a row is compared with depends on its group alone, and what is left out is told.
  @Test func largeGroupsAreComparedWithAFew() throws {
    #expect([2, 1024, 1025, 16_384, 16_385].map(NearPairs.reach) == [8, 8, 2, 2, 0])
    let text = "the same thirty two bytes and a bit more of them "
    let rows = [String](repeating: text, count: NearPairs.smallGroup + 50)
    let source = ExampleRows.source(rows.map { (prompt: "", completion: $0) }, batchSize: 100)
    var settings = Settings()
    settings.task = .openEndedGeneration
    let stream = RecordStream(source, names: settings.names, threads: 1)
    let compared = ComparedText(.example, prompt: CommonEdges(), completion: CommonEdges())
    let side = NearDuplicateSearch.Side(
      stream: stream, compared: compared, rules: settings.facts.likeness)
    let table = try side.table(skipping: BitSet())
    let one = try NearPairs.within(table, threads: 1)
    let many = try NearPairs.within(table, threads: 4)
    #expect(one.pairs == many.pairs && one.crowded == many.crowded)
    #expect(one.crowded.count == rows.count)
    #expect(Set(one.pairs.filter { $0.second == 900 }.map(\.first)) == [0, 898, 899])
  }

  @Test func searchDoesNotDependOnBatchesAndThreads() throws {
    let texts = texts(200, seed: 12)
    let expected = try near(texts)
    #expect(!expected.isEmpty)
    #expect(try near(texts, batch: 3, threads: 4) == expected)
    #expect(try near(texts, batch: 200) == expected)
  }
}
