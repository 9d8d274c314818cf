// SPDX-License-Identifier: Apache-2.0

/// The rows of a file as the original holds them: the two columns it works on, the labels of the
/// rows, and the names of all columns.
package struct PairFrame: Sendable {
  /// One of the two columns that count.
  package enum Field: String, Sendable, CaseIterable {
    case prompt, completion
  }

  package var prompt: PandasColumn
  package var completion: PandasColumn
  package var index: RowIndex
  /// The names of the columns as they were read.
  var columns: [PandasColumnName]

  package var count: Int { prompt.count }

  subscript(field: Field) -> PandasColumn {
    get { field == .prompt ? prompt : completion }
    set { if field == .prompt { prompt = newValue } else { completion = newValue } }
  }

  /// Keeps only the given rows, in the given order.
  func selected(_ rows: [Int]) -> PairFrame {
    PairFrame(
      prompt: prompt.selected(rows), completion: completion.selected(rows),
      index: index.selected(rows), columns: columns)
  }

  /// Keeps the rows marked true; unchanged (labels too) when all are.
  func kept(_ keep: [Bool]) -> PairFrame {
    selected(keep.indices.filter { keep[$0] })
  }
}
