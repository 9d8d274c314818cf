// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

/// Prompts that are made of several columns.
@Suite struct PromptTemplateTests {
  private func rows(
    _ template: String, _ columns: [String], _ rows: [[(String, CellKind)]],
    prompt: String = "prompt", completion: String = "completion"
  ) throws -> [String] {
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: 0)
    for (number, row) in rows.enumerated() {
      for (text, kind) in row { builder.append(text, kind: kind) }
      builder.endRow(line: number + 1)
    }
    var reader = TemplateReader(
      OneBatch(batch: builder.finish()),
      RowTemplate(try PromptTemplate(template), prompt: prompt, completion: completion))
    var lines: [String] = []
    while let batch = try reader.next() {
      lines.append(batch.columns.joined(separator: ","))
      for index in 0..<batch.count {
        let row = batch[index]
        lines.append(
          batch.columns.indices.map { "\(row.text($0))/\(row.kind($0))" }.joined(separator: "|"))
      }
    }
    return lines
  }

  private struct OneBatch: TableReader {
    var batch: RowBatch?

    mutating func next() -> RowBatch? {
      defer { batch = nil }
      return batch
    }
  }

  @Test func blankPartsAreLeftOutWithTheWordsBeforeThem() throws {
    let columns = ["instruction", "input", "completion"]
    let cells: [[(String, CellKind)]] = [
      [("Sort.", .text), ("b a", .text), ("a b", .text)],
      [("Hello.", .text), (" ", .text), ("Hi", .text)], [("", .text), ("x", .text), ("y", .text)],
      [("", .missing), ("", .null), ("z", .text)],
    ]
    #expect(
      try rows("{instruction}\n\nInput: {input}", columns, cells) == [
        "prompt,completion", "Sort.\n\nInput: b a/text|a b/text", "Hello./text|Hi/text",
        "Input: x/text|y/text", "/text|z/text",
      ])
    #expect(
      try rows("Q: {instruction} {input} ->", columns, cells)[1...].map { $0.prefix { $0 != "/" } }
        == ["Q: Sort. b a ->", "Q: Hello. ->", "x ->", ""])
  }

  /// The column of prompts may be a part; the completions stay although the template names them.
  @Test func columnsGiveWay() throws {
    let cells: [[(String, CellKind)]] = [
      [("p", .text), ("t", .text), ("c", .text), ("1", .number)]
    ]
    #expect(
      try rows("{title}: {prompt}", ["prompt", "title", "completion", "id"], cells)
        == ["prompt,completion,id", "t: p/text|c/text|1/number"])
    #expect(
      try rows(
        "{prompt}", ["prompt", "title", "completion", "id"], cells, prompt: "q",
        completion: "title")
        == ["q,title,completion,id", "p/text|t/text|c/text|1/number"])
  }

  /// Nobody knows what text a list stands for.
  @Test func listsStayLists() throws {
    let cells: [[(String, CellKind)]] = [[("a", .text), ("[1]", .nested), ("c", .text)]]
    #expect(
      try rows("{a} {b}", ["a", "b", "completion"], cells) == [
        "prompt,completion", "a [1]/nested|c/text",
      ]
    )
  }

  @Test(arguments: ["{a", "no column", ""])
  func templatesAreChecked(_ text: String) {
    #expect(throws: AssayError.self) { try PromptTemplate(text) }
  }

  @Test func missingColumnsAreNamed() throws {
    let cells: [[(String, CellKind)]] = [[("a", .text)]]
    let error = #expect(throws: AssayError.self) {
      try rows("{instrction}", ["instruction"], cells)
    }
    #expect(error?.message.contains("`instrction`") == true)
    #expect(error?.code == .missingColumn)
  }

  @Test func filesOfAllFormatsAreReadByATemplate() throws {
    var options = TableSource.Options()
    options.template = RowTemplate(
      try PromptTemplate("{title}: {text}"), prompt: "prompt", completion: "label")
    let csv = try ReadTable("title,text,label\nA,b,x\n,c,y\n", as: "in.csv", options: options)
    #expect(csv.columns == ["prompt", "label"] && csv.rows == [["A: b", "x"], [": c", "y"]])
    let lines = try ReadTable(
      #"{"title":"A","label":"x","text":"b"}"#, as: "in.jsonl", options: options)
    #expect(lines.rows == [["A: b", "x"]])
  }
}
