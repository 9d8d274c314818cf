// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Records
import RowsTestSupport
import Tables
import Testing

@testable import Analyzers

/// Facts about columns, tokens and sizes.
@Suite struct RowFactTests {
  private func source(
    _ rows: [[String?]], columns: [String], format: TableFormat = .jsonl, batchSize: Int = 2
  ) -> MemorySource {
    var batches: [RowBatch] = []
    for start in stride(from: 0, to: rows.count, by: batchSize) {
      var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: start)
      for number in start..<min(start + batchSize, rows.count) {
        for cell in rows[number] {
          builder.append(cell ?? "", kind: cell == nil ? .missing : .text)
        }
        builder.endRow(line: number + 1)
      }
      batches.append(builder.finish())
    }
    return MemorySource(format: format, batches: batches)
  }

  @Test func shapesOfRows() throws {
    let rows: [[String?]] = [
      ["a", "b", nil], ["a", "b", "x"], ["a", "b", nil], [nil, "b", nil], ["a", "b", nil],
    ]
    let source = source(rows, columns: ["prompt", "completion", "note"])
    let fact = try #require(Profiling.profile(source, [RowShapes()])[RowShapes.self])
    #expect(fact.shapes == 3 && fact.oddRows == 2)
    #expect(fact.columns == ["prompt", "note"])
    #expect(fact.places.map(\.row) == [1, 3])
    let csv = self.source(rows, columns: ["prompt", "completion", "note"], format: .csv)
    #expect(try Profiling.profile(csv, [RowShapes()])[RowShapes.self] == nil)
  }

  @Test func columnsOfOneName() throws {
    let rows: [[String?]] = [
      ["a", "b", "a"], ["c", "d", "x"], ["e", "f", "e"], ["g", "h", "g "],
    ]
    let source = source(rows, columns: ["prompt", "completion", "prompt.1"])
    let tally = try #require(Profiling.profile(source, [TwinColumns()])[TwinColumns.self])
    #expect(tally[.prompt].places.map(\.row) == [1, 3])
    #expect(tally[.completion].count == 0)
    let plain = try Profiling.profile([("a", "b")], [TwinColumns()])
    #expect(plain[TwinColumns.self]?[.prompt].count == 0)
  }

  /// Text of several words, in a script without spaces by its length, and columns of yes and no.
  @Test func columnsThatAreLeftOut() throws {
    let line = String(repeating: "\u{4E2D}", count: 20)
    let rows: [[String?]] = [
      ["a", "b", "one two three four", "true", "2024-01-01"],
      ["c", "d", "one two three", "FALSE", nil],
      ["e", "f", " ", "maybe", "x"], ["g", "h", line, "false", " \t "],
      ["i", "j", String(line.dropLast()) + "ab", "falsehood", String(repeating: "z", count: 60)],
    ]
    let source = source(rows, columns: ["prompt", "completion", "note", "good", "date"])
    let columns = try #require(Profiling.profile(source, [LeftOutColumns()])[LeftOutColumns.self])
    #expect(columns.map(\.name) == ["note", "good", "date"])
    #expect(columns.map(\.filled) == [4, 5, 3])
    #expect(columns.map(\.wordy) == [2, 0, 0])
    #expect(columns.map(\.flags) == [0, 3, 0])
    #expect(columns.map(\.refusals) == [0, 2, 0])
  }

  /// At most half as long, or at least twice, in bytes and without the space around them.
  @Test func answersArePreferredByTheirLength() throws {
    let rows: [[String?]] = [
      ["q", "abcd", "abcdefgh"], ["q", "abcde", "abcdefgh"], ["q", "abcdefgh", "abcd"],
      ["q", "abcdefg", "abcd"], ["q", "same", "same "], ["q", "", "abc"],
    ]
    let source = source(rows, columns: ["prompt", "chosen", "rejected"])
    let fact = try #require(
      Profiling.profile(source, [PreferencePairs()])[PreferencePairs.self])
    #expect(fact.compared == 5 && fact.shorter == 1 && fact.longer == 1)
    #expect(fact.faults[.sameAnswer]?.places.map(\.row) == [4])
    #expect(fact.faults[.emptyAnswer]?.places.map(\.row) == [5])
    #expect(fact.faults[.emptyAnswer]?.count == 1 && fact.faults[.otherPrompt]?.count == nil)
  }

  /// Each limit has its rows; text that is no number is no score.
  @Test func lowScores() throws {
    let rows: [[String?]] = [
      ["a", "b", "0.5", "9"], ["c", "d", "0.2", "1"], ["e", "f", "n/a", "0"], ["g", "h", nil, "5"],
      ["i", "j", "0.3", "5"],
    ]
    let source = source(rows, columns: ["prompt", "completion", "quality", "votes"])
    let quality = ScoreLimit(column: "quality", minimum: 0.3)
    let votes = ScoreLimit(column: "votes", minimum: 2)
    let absent = ScoreLimit(column: "nothing", minimum: 2)
    let wanted = [LowScores(quality), LowScores(votes), LowScores(votes), LowScores(absent)]
    let fact = try Profiling.profile(source, wanted)[LowScores.self]
    #expect(Profiling.rows(fact?[quality]) == [1])
    #expect(Profiling.rows(fact?[votes]) == [1, 2])
    #expect(fact?[absent] == nil)
  }

  @Test func tokensAreCounted() throws {
    let rows = [("a b c", "d"), ("a", ""), ("a b", "c d e f"), ("a", "b")]
      .map { (prompt: $0.0, completion: $0.1) }
    var settings = Settings()
    settings.tokenizer = WordCounter()
    let wanted = [TokenCounts(), TokenCounts(limit: 5), TokenCounts(limit: 3)]
    let fact = try #require(
      Profiling.profile(rows, wanted, settings: settings)[TokenCounts.self])
    #expect(fact.limit == 3)
    #expect(Profiling.rows(fact.overlong) == [0, 2])
    #expect(fact.lengths.total == 13 && fact.lengths.longest == 6)
    #expect(fact.lengths.histogram == [1: 1, 2: 1, 4: 1, 6: 1])
    settings.maxTokens = 5
    let own = try Profiling.profile(rows, wanted, settings: settings)[TokenCounts.self]
    #expect(own?.limit == 5 && Profiling.rows(own?.overlong) == [2])
    #expect(try Profiling.profile(rows, wanted)[TokenCounts.self] == nil)
  }

  /// Short and long rows alike, of two parts.
  @Test func shareOfLengths() {
    var lengths = TokenLengths()
    var rest = TokenLengths()
    for tokens in [1, 2, 3, 511, 512] { lengths.add(tokens) }
    for tokens in [512, 600, 600, 4000, 3] { rest.add(tokens) }
    lengths.merge(rest)
    #expect(lengths.histogram == [1: 1, 2: 1, 3: 2, 511: 1, 512: 2, 600: 2, 4000: 1])
    #expect(lengths.quantile(0.1) == 1 && lengths.quantile(0.11) == 2)
    #expect(lengths.quantile(0.5) == 511 && lengths.quantile(0.9) == 600)
    #expect(lengths.quantile(1) == 4000 && TokenLengths().quantile(0.5) == 0)
    #expect(lengths.total == 6744 && lengths.longest == 4000)
  }

  /// Chats, each in a batch of its own; nil is a cell that the row does not have.
  private func chats(_ rows: [[String?]], columns: [String]) -> MemorySource {
    let batches = rows.enumerated().map { number, row in
      var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: number)
      for cell in row { builder.append(cell ?? "", kind: cell == nil ? .missing : .nested) }
      builder.endRow(line: number + 1)
      return builder.finish()
    }
    return MemorySource(batches: batches)
  }

  private let question = #"{"role":"user","content":"q"}"#

  /// Of each kind of fault the rows and the first one.
  @Test func faultsOfToolCalls() throws {
    func chat(_ function: String) -> String {
      "[\(question)," + #"{"role":"assistant","tool_calls":[{"id":"1","type":"function","#
        + #""function":{\#(function)}}]}]"#
    }
    let whole = #""name":"f","arguments":"{}""#
    let tools = #"[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]"#
    let rows: [[String?]] = [
      [chat(whole), tools], [chat(#""name":"f""#), nil],
      [chat(whole.replacing("f", with: "g")), tools],
      [chat(#""arguments":"{}""#), nil], ["[\(question)]", tools],
    ]
    let source = chats(rows, columns: ["messages", "tools"])
    let fact = try #require(Profiling.profile(source, [ToolCallFaults()])[ToolCallFaults.self])
    let found = Dictionary(uniqueKeysWithValues: fact.map { ("\($0.key)", $0.value) })
    #expect(found["incompleteCall"]?.rows == 2 && found["incompleteCall"]?.firstRow == 1)
    #expect(found["incompleteCall"]?.places.map(\.row) == [1, 3])
    #expect(found["unknownTool"]?.rows == 1 && found["unknownTool"]?.firstRow == 2)
    #expect(found["unknownTool"]?.places.map(\.line) == [3] && found["repeatedCall"] == nil)
  }

  @Test func columnsOfChatsThatHoldSomething() throws {
    let rows: [[String?]] = [
      ["[\(question)]", nil, nil, nil], ["[\(question)]", "3", nil, nil],
      ["[\(question)]", nil, nil, "4"],
    ]
    let source = chats(rows, columns: ["messages", "weight", "note", "tools"])
    #expect(
      try Profiling.profile(source, [FilledColumns()])[FilledColumns.self]
        == ["messages", "weight", "tools"])
    let pairs = try Profiling.profile([("a", "b")], [FilledColumns()])
    #expect(pairs[FilledColumns.self] == [])
  }

  /// The rows as assay writes them, each `{"prompt":"","completion":""}` with its line break.
  @Test func bytesThatWouldBeWritten() throws {
    let rows = [("ab", "c"), ("é", "")].map { (prompt: $0.0, completion: $0.1) }
    let profile = try Profiling.profile(rows, [WrittenSize()])
    #expect(profile[WrittenSize.self] == 30 * 2 + 5)
  }

  @Test func labelsThatReadAlike() {
    func label(_ text: String, _ count: Int) -> Profile.Label {
      Profile.Label(text: text, count: count, firstRow: 0, firstLine: 1)
    }
    let labels = [
      label("Yes", 5), label("no", 4), label("yes", 3), label("lost_card", 2),
      label("lost  Card", 1),
      label("LOST-CARD\u{200B}", 1), label("maybe", 1),
    ]
    let groups = LabelGroups(labels).groups.map { $0.map(\.text) }
    #expect(groups == [["Yes", "yes"], ["lost_card", "lost  Card", "LOST-CARD\u{200B}"]])
    #expect(LabelGroups([label("a", 1), label("b", 1)]).groups.isEmpty)
  }

  /// A row counts once for each field, and the first places are kept.
  @Test func talliesCountRows() {
    var tally = Tally()
    var more = Tally()
    let source = ExampleRows.source((0..<20).map { (prompt: "p\($0)", completion: "c") })
    for batch in source.batches {
      RecordBatch(batch).visit { record in
        if record.number < 8 {
          tally.add(record, .prompt, range: 0..<1)
          tally.add(record, .prompt, range: 1..<2)
          tally.add(record, nil)
        } else {
          more.add(record, .prompt)
          more.addOther(record)
        }
      }
    }
    #expect(tally[.prompt].count == 8 && tally[nil].count == 8 && tally[.completion].count == 0)
    #expect(!tally.isEmpty && Tally().isEmpty)
    tally.merge(more)
    #expect(tally[.prompt].count == 20 && tally.others.count == 12)
    let shown = Array(0..<Finding.shownPlaces)
    #expect(tally[.prompt].places.map(\.row) == shown)
    #expect(tally[.prompt].places[0].range == 0..<1)
    var others = Tally()
    others.merge(tally)
    #expect(others[nil].count == 8)
  }
}
