// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@testable import Tables

@Suite struct RowBatchSpoolTests {
  @Test func givesBatchesBackAsTheyWere() throws {
    let wide = "{" + (0..<300).map { "\"k\($0)\": \($0)" }.joined(separator: ", ") + "}\n"
    let text = wide + String(repeating: #"{"k1": "é\n", "k299": null}"# + "\n", count: 50)
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(text.utf8), to: "in.jsonl")
    var reader = try TableSource(path: path, options: .tiny(chunk: 64)).open()
    let spool = try #require(RowBatchSpool(file: path))
    var batches: [RowBatch] = []
    var entries: [RowBatchSpool.Entry] = []
    while let batch = try reader.next() {
      batches.append(batch)
      entries.append(try #require(spool.append(batch, after: entries.last)))
    }
    #expect(batches.count > 2)
    for (batch, entry) in zip(batches, entries).reversed() {
      let copy = try #require(spool.batch(entry))
      #expect(copy.firstRow == batch.firstRow && copy.columns == batch.columns)
      #expect(copy.lines == batch.lines && copy.utf8 == batch.utf8)
      #expect(copy.starts == batch.starts && copy.ends == batch.ends)
      #expect(copy.cellColumns == batch.cellColumns && copy.kinds == batch.kinds)
    }
  }
}
