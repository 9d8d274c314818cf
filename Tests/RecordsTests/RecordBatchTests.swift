// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RowsTestSupport
import Tables
import Testing

@testable import Records

@Suite struct RecordBatchTests {
  private func batch(
    _ rows: [[String]], columns: [String] = ["prompt", "completion"], firstRow: Int = 0
  ) -> RowBatch {
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: firstRow)
    for (index, row) in rows.enumerated() {
      for cell in row { builder.append(cell) }
      builder.endRow(line: firstRow + index + 2)
    }
    return builder.finish()
  }

  private func texts(_ batch: RecordBatch) -> [String] {
    var texts: [String] = []
    batch.visit { record in
      let pair = [record.prompt, record.completion].map { String(decoding: $0, as: UTF8.self) }
      texts.append("\(record.number)@\(record.line) \(pair[0])|\(pair[1])")
    }
    return texts
  }

  @Test func recordsAreTheNamedColumns() {
    let rows = batch([["x", "a", "b"], ["y", "c", "d"]], columns: ["id", "Answer", "question "])
    let names = ColumnNames(prompt: "question", completion: "answer")
    #expect(texts(RecordBatch(rows, names: names)) == ["0@2 b|a", "1@3 d|c"])
    #expect(texts(RecordBatch(rows)) == ["0@2 |", "1@3 |"])
  }

  @Test func rowsKeepTheirNumbers() {
    let rows = batch([["a", "b"], ["c", "d"], ["e", "f"]], firstRow: 10)
    #expect(texts(RecordBatch(rows)) == ["10@12 a|b", "11@13 c|d", "12@14 e|f"])
    let dropped = RecordBatch(rows, numbers: [10, 14, 15])
    #expect(texts(dropped) == ["10@12 a|b", "14@13 c|d", "15@14 e|f"])
    #expect(dropped.numbersAsRuns.all == [10, 14, 15])
    #expect((0..<3).map(dropped.number) == [10, 14, 15])
    #expect(RecordBatch(rows).numbersAsRuns.all == [10, 11, 12])
  }

  @Test(arguments: [1, 127, 128, 129, 300]) func blocksHoldAllRecordsInOrder(count: Int) {
    let rows = batch((0..<count).map { ["p\($0)", $0 % 2 == 0 ? "ABC" : "é"] })
    var numbers: [Int] = []
    var largest = 0
    RecordBatch(rows).visitBlocks { block in
      largest = max(largest, block.records.count)
      for record in block.records {
        numbers.append(record.number)
        #expect(record.traits(of: .completion).isASCII == (record.number % 2 == 0))
        #expect(record.text(of: .prompt).count == "p\(record.number)".utf8.count)
      }
    }
    #expect(numbers == Array(0..<count))
    #expect(largest == min(count, 128))
  }

  /// What prompts or completions are made of decides whether a check looks at them.
  @Test func aBlockKnowsWhatItsTextsAreMadeOf() {
    func block(_ row: [String]) -> TextTraits? {
      var traits: TextTraits?
      RecordBatch(batch([["x", "y"], row])).visitBlocks { traits = $0.traits }
      return traits
    }
    #expect(block(["a", "b"])?.isASCII == true && block(["a", "b"])?.hasControls == false)
    #expect(block(["a", "é"])?.isASCII == false && block(["é", "b"])?.isASCII == false)
    #expect(block(["a", "\u{7}"])?.hasControls == true)
    #expect(block(["\u{7}", "b"])?.hasControls == true)
  }

  @Test func chatsAreReadFromTheirColumn() throws {
    let chat = #"[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]"#
    let rows = batch([[chat], ["no list"]], columns: ["messages"])
    var found: [[String]?] = []
    RecordBatch(rows).visitBlocks { block in
      for record in block.records {
        #expect(record.prompt.isEmpty && record.promptKind == .missing)
        found.append(
          record.chat?.conversation.messages == nil ? nil : record.chat?.conversation.texts)
      }
    }
    #expect(found == [["hi", "ho"], nil])
  }

  @Test func textsOfARecordAreVisited() {
    var visited: [String] = []
    RecordBatch(batch([["a", "b"]])).visit { record in
      record.visitTexts { field, text, _ in
        visited.append("\(field?.rawValue ?? "chat") \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(visited == ["prompt a", "completion b"])
  }

  @Test func aRowsKeyIsWhatItSays() throws {
    func key(_ row: [String], _ columns: [String]) -> RowKey {
      let rows = batch([row], columns: columns)
      return RowKey(rows[0], in: RecordBatch(rows))
    }
    let usual = key(["a", "b"], ["prompt", "completion"])
    #expect(usual == key(["x", "b", "a"], ["id", "completion", "prompt"]))
    #expect(usual != key(["b", "a"], ["prompt", "completion"]))
    #expect(usual != key(["ab", ""], ["prompt", "completion"]))
    // Without a completion all cells count.
    #expect(key(["a", "1"], ["prompt", "id"]) != key(["a", "2"], ["prompt", "id"]))
    #expect(RowKey(text: usual.text) == usual)
    #expect(usual.text.count == 16)
    #expect(RowKey(value: 1).text == "0000000000000001")
    #expect(RowKey(value: 1) < RowKey(value: 2) && !(RowKey(value: 2) < RowKey(value: 2)))
    for text in ["", "123", "00000000000000001", "000000000000000g"] {
      #expect(RowKey(text: text) == nil)
    }
  }
}
