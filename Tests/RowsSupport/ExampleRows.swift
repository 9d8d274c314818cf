// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
package import Records
import Tables

/// Rows in memory for tests.
package enum ExampleRows {
  package static func source(
    _ rows: [(prompt: String, completion: String)], batchSize: Int = 7,
    columns: [String] = ["prompt", "completion"]
  ) -> MemorySource {
    var batches: [RowBatch] = []
    for start in stride(from: 0, to: rows.count, by: batchSize) {
      var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: start)
      for number in start..<min(start + batchSize, rows.count) {
        builder.append(rows[number].prompt)
        builder.append(rows[number].completion)
        builder.endRow(line: number + 2)
      }
      batches.append(builder.finish())
    }
    return MemorySource(batches: batches)
  }

  /// Random rows full of the things that rules look for.
  package static func random(_ count: Int, seed: UInt64) -> [(prompt: String, completion: String)] {
    var generator = SeededGenerator(seed: seed)
    let words = ["card", "PIN", "where", " ", "->", "\n", "END", "é", "\u{200B}", "?", "no", ""]
    let isSeparated = Bool.random(using: &generator)
    let isEnded = Bool.random(using: &generator)
    let labels = Bool.random(using: &generator) ? ["yes", " no", "Yes", " maybe END"] : []
    func text() -> String {
      (0..<Int.random(in: 0...4, using: &generator))
        .map { _ in words.randomElement(using: &generator)! }.joined(separator: " ")
    }
    return (0..<count).map { _ in
      let hasSeparator = isSeparated && Int.random(in: 0..<9, using: &generator) > 0
      let hasEnding = isEnded && Int.random(in: 0..<9, using: &generator) > 0
      let prompt = text() + (hasSeparator ? "\n\n###\n\n" : "")
      let completion = labels.randomElement(using: &generator) ?? text()
      return (prompt, completion + (hasEnding ? " END" : ""))
    }
  }
}
