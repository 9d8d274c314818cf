// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import JSON
import Reports

/// The rows of one slice, such as the second answers of conversations, and what a model makes of them.
struct CompletionSlice {
  let name: String
  let count: Int
  let figures: [NamedFigure]
}

extension ModelEvaluation {
  /// The slices in the order of their first rows; none where the rows are not parted.
  var slices: [CompletionSlice] {
    guard let names = rows.slices else { return [] }
    var places: [(name: String, rows: [Int])] = []
    var known: [[UInt8]: Int] = [:]
    for (row, name) in names.enumerated() {
      let key = Array(name.utf8)
      if let place = known[key] {
        places[place].rows.append(row)
      } else {
        known[key] = places.count
        places.append((name, [row]))
      }
    }
    return places.map { name, rows in
      CompletionSlice(name: name, count: rows.count, figures: completions.keeping(rows).figures)
    }
  }

  /// The slices by their names.
  var slicesJSON: JSONValue {
    var object = JSONObject()
    for slice in slices {
      var members: JSONObject = ["n": .integer(slice.count)]
      members.append(slice.figures)
      object.append(slice.name, .object(members))
    }
    return .object(object)
  }

  /// The slices side by side; nil where there are none.
  var sliceTable: ReportTable? {
    guard !slices.isEmpty else { return nil }
    return ReportTable(
      title: "Slices",
      columns: [.text("Slice"), .count("Rows")]
        + CompletionFigures.keys.map { .number(FigureNames.of($0).name) },
      rows: slices.map { slice -> [ReportTable.Cell] in
        let values = slice.figures.map { item -> ReportTable.Cell in
          item.figure.value.map { .number($0) } ?? .none
        }
        return [.text(slice.name), .number(Double(slice.count))] + values
      })
  }
}
