// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import Records
import Tables
import Testing

@testable import Analyzers

/// Shapes of rows, in files that have thousands of them.
@Suite struct RowShapeTests {
  /// Rows that have each column but those of a set.
  private func batch(_ lacking: [Set<Int>], columns: [String], firstRow: Int) -> HashedBatch {
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: firstRow)
    for (number, gaps) in lacking.enumerated() {
      for column in columns.indices {
        builder.append(
          gaps.contains(column) ? "" : "x", kind: gaps.contains(column) ? .missing : .text)
      }
      builder.endRow(line: firstRow + number + 1)
    }
    return HashedBatch(RecordBatch(builder.finish()))
  }

  private func fact(_ lacking: [Set<Int>], columns: [String], part: Int) throws -> RowShapes.Fact {
    var whole = RowShapes()
    for start in stride(from: 0, to: lacking.count, by: part) {
      var one = RowShapes()
      let rows = Array(lacking[start..<min(start + part, lacking.count)])
      one.add(batch(rows, columns: columns, firstRow: start))
      whole.merge(one)
    }
    let source = MemorySource(batches: [batch([[]], columns: columns, firstRow: 0).records.rows])
    let profile = try Profiling.profile(source)
    return try whole.fact(
      profile, RecordStream(source, names: ColumnNames(), threads: 1))
  }

  /// 3,000 rows of 2,000 shapes: counts and places are the same however the rows are parted.
  @Test func partsDoNotMatter() throws {
    let columns = ["prompt", "completion"] + (0..<14).map { "c\($0)" }
    var generator = SeededGenerator(seed: 8)
    let lacking = (0..<3000).map { row -> Set<Int> in
      guard row % 3 > 0 else { return [] }
      let bits = Int.random(in: 0..<1 << 14, using: &generator)
      return Set((0..<14).filter { bits >> $0 & 1 == 1 }.map { $0 + 2 })
    }
    let expected = try fact(lacking, columns: columns, part: 3000)
    #expect(
      expected.shapes == Set(lacking).count && expected.oddRows == lacking.count { !$0.isEmpty })
    let odd = lacking.indices.filter { !lacking[$0].isEmpty }.prefix(Finding.shownPlaces)
    #expect(expected.places.map(\.row) == Array(odd))
    for part in [1, 7, 100, 2999] {
      #expect(try fact(lacking, columns: columns, part: part) == expected)
    }
  }

  /// Of more shapes than are told apart no row is usual, whichever part has them.
  @Test func tooManyShapesAreSaid() throws {
    let columns = ["prompt", "completion"] + (0..<17).map { "c\($0)" }
    let lacking = (0...RowShapes.limit).map { bits in
      Set((0..<17).filter { bits >> $0 & 1 == 1 }.map { $0 + 2 })
    }
    for part in [lacking.count, 50_000] {
      let found = try fact(lacking, columns: columns, part: part)
      #expect(found.shapes == nil && found.oddRows == lacking.count)
      #expect(found.places.map(\.row) == Array(0..<Finding.shownPlaces))
    }
  }

  @Test func theOrderOfColumnsIsNoShape() throws {
    var first = RowShapes()
    first.add(batch([[], [1]], columns: ["prompt", "completion", "note"], firstRow: 0))
    var second = RowShapes()
    second.add(batch([[], [1]], columns: ["note", "completion", "prompt"], firstRow: 2))
    first.merge(second)
    let source = MemorySource(batches: [
      batch([[]], columns: ["prompt", "completion", "note"], firstRow: 0).records.rows
    ])
    let found = try first.fact(
      Profiling.profile(source), RecordStream(source, names: ColumnNames(), threads: 1))
    #expect(found.shapes == 2 && found.oddRows == 2 && found.columns == ["completion"])
  }
}
