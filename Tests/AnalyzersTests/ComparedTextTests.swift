// SPDX-License-Identifier: Apache-2.0

import Records
import RowsTestSupport
import Tables
import Testing

@testable import Analyzers
@testable import Dataset

/// What of a row is compared with other rows.
@Suite struct ComparedTextTests {
  private func edges(_ prefix: String, _ suffix: String, rows: Int) -> CommonEdges {
    var edges = CommonEdges()
    for number in 0..<rows {
      var text = "\(prefix)\(number * 7 % 10)-\(number * 3 % 10)\(suffix)"
      text.withUTF8 { edges.add($0) }
    }
    return edges
  }

  private func texts(_ compared: ComparedText, _ rows: [(prompt: String, completion: String)])
    -> [String]
  {
    var texts: [String] = []
    var out = Array("left over".utf8)
    for batch in ExampleRows.source(rows).batches {
      RecordBatch(batch).visit { record in
        compared.write(record, to: &out)
        texts.append(String(decoding: out, as: UTF8.self))
      }
    }
    return texts
  }

  @Test func whatAllRowsShareIsLeftOut() {
    let prompt = edges("Classify: ", " ->", rows: 20)
    let compared = ComparedText(.example, prompt: prompt, completion: CommonEdges())
    let rows = [("Classify: the TEXT ->", " Yes"), ("Classify:  ->", "no")].map {
      (prompt: $0.0, completion: $0.1)
    }
    #expect(texts(compared, rows) == ["the text\nyes\n", "classify: ->\nno\n"])
  }

  /// In smaller files rows share too much by accident.
  @Test func smallFilesKeepTheirEdges() {
    let prompt = edges("Classify: ", " ->", rows: 19)
    let compared = ComparedText(.example, prompt: prompt, completion: CommonEdges())
    #expect(texts(compared, [("Classify: it ->", "a")]) == ["classify: it ->\na\n"])
  }

  @Test func labelsAreNotCompared() {
    let compared = ComparedText(
      .example, prompt: CommonEdges(), completion: CommonEdges(), isClassification: true)
    #expect(texts(compared, [("A b", "yes"), ("", "no")]) == ["a b\n", "\n"])
    var seeds: [UInt64] = []
    for batch in ExampleRows.source([("a", " yes"), ("b", "yes"), ("c", "no")]).batches {
      RecordBatch(batch).visit { seeds.append(compared.seed(of: $0)) }
    }
    #expect(seeds[0] == seeds[1] && seeds[1] != seeds[2])
    let questions = ComparedText(
      .question, prompt: CommonEdges(), completion: CommonEdges(), isClassification: true)
    for batch in ExampleRows.source([("a", "yes"), ("b", "no")]).batches {
      RecordBatch(batch).visit { #expect(questions.seed(of: $0) == 0) }
    }
  }

  @Test func questionsArePromptsOrTheOnlyText() {
    let compared = ComparedText(.question, prompt: CommonEdges(), completion: CommonEdges())
    #expect(texts(compared, [("Who?", "me"), (" ", "Alone")]) == ["who?\n", "alone\n"])
  }

  @Test func keysOfQuestions() {
    let prompt = edges("", " ->", rows: 5)
    let question = Question(prompt, CommonEdges(), rules: .standard)
    var keys: [(exact: UInt64, normalized: UInt64)?] = []
    let rows = ["where ->", "where", " Where ->", " ->"].map { (prompt: $0, completion: "") }
    for batch in ExampleRows.source(rows + [("", "where"), ("", "")]).batches {
      RecordBatch(batch).visit { keys.append(question.keys(of: $0)) }
    }
    #expect(keys[0]?.exact == keys[1]?.exact && keys[0]?.normalized == keys[1]?.normalized)
    #expect(keys[2]?.exact != keys[0]?.exact && keys[2]?.normalized == keys[0]?.normalized)
    #expect(keys[3] == nil && keys[4]?.exact == keys[0]?.exact && keys[5] == nil)
  }
}

@Suite struct MinHashTableTests {
  private static func text(_ number: Int) -> String {
    (0..<12).map { "word\(($0 + 100 * number) * 7919 % 1009)" }.joined(separator: " ")
  }

  private func table(_ texts: [String], firstRow: Int = 0, limit: Int = .max) -> MinHashTable {
    var table = MinHashTable(limit: limit)
    let compared = ComparedText(.question, prompt: CommonEdges(), completion: CommonEdges())
    for batch in ExampleRows.source(texts.map { ($0, "") }).batches {
      RecordBatch(batch, numbers: (0..<batch.count).map { $0 + firstRow }).visit {
        table.add($0, compared)
      }
    }
    return table
  }

  @Test func shortTextsAreNotCompared() throws {
    // With the line break that ends a text it has 32 bytes, or 31.
    let table = table([
      String(repeating: "ab ", count: 10) + "c", String(repeating: "ab ", count: 9) + "cde",
    ])
    #expect(table.rows.chunks.joined().map { $0 } == [0])
  }

  @Test func equalTextsShareAllKeys() throws {
    let table = table([Self.text(1), Self.text(2), Self.text(1)])
    #expect(table.rows.count == 3)
    for band in table.keys {
      let keys = try (0..<3).map { index throws in try band[index] }
      #expect(keys[0] == keys[2] && keys[0] != keys[1])
    }
    let pairs = try NearPairs.within(table, threads: 2)
    #expect(pairs.pairs.map { [$0.first, $0.second] } == [[0, 2]])
  }

  @Test func rowsBehindTheLimitAreCounted() {
    let texts = (0..<4).map(Self.text)
    var one = table(texts, limit: 3)
    #expect(one.rows.count == 3 && one.left == 1)
    one.merge(table(texts, firstRow: 4, limit: 3))
    #expect(one.rows.count == 3 && one.left == 5)
    var two = table(Array(texts.prefix(2)), limit: 3)
    two.merge(table(texts, firstRow: 2, limit: 3))
    #expect(two.rows.chunks.joined().map { $0 } == [0, 1, 2] && two.left == 3)
    var all = table(texts, limit: 8)
    all.merge(table(texts, firstRow: 4, limit: 8))
    #expect(all.rows.count == 8 && all.left == 0 && all.keys.allSatisfy { $0.count == 8 })
  }

  @Test func pairsAcrossFilesNameBothRows() throws {
    let old = table([Self.text(1), Self.text(2), Self.text(3)])
    let new = table([Self.text(4), Self.text(3), Self.text(1), Self.text(4)])
    let pairs = try NearPairs.across(old, new, threads: 1)
    #expect(pairs.pairs.map { [$0.first, $0.second] } == [[2, 1], [0, 2]])
  }
}
