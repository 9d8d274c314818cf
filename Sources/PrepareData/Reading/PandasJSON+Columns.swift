// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A document that is one object: each member is a column, given as an array, as an object from
/// labels to values, or as one value for all rows.
extension PandasJSON {
  func columns(
    _ parser: inout PandasJSONParser
  ) throws(PandasJSONParser.Refusal) -> Result<FrameReading, AssayError> {
    guard case .dictionary(let members) = try parser.value() else {
      return .failure(malformed("the document is a single value"))
    }
    let names = members.map { PandasColumnName(key: $0.key) }
    let values = members.map(\.value)
    return layout(of: values).flatMap { layout in
      guard let prompt = PandasColumnName.position(of: .prompt, in: names),
        let completion = PandasColumnName.position(of: .completion, in: names)
      else { return .failure(PandasColumnName.missing(in: names, file: file)) }
      let found = [layout.column(values[prompt]), layout.column(values[completion])]
      let losses = JSONLosses(
        gaps: found.flatMap(\.gaps), conversions: found.flatMap(\.conversions), file: file)
      let frame = PairFrame(
        prompt: found[0].finished(), completion: found[1].finished(), index: layout.index,
        columns: names)
      return .success(FrameReading(frame: frame, violations: losses.violations))
    }
  }

  /// The rows a document of columns has.
  private struct Layout {
    var count: Int
    /// The labels when columns are objects.
    var labels: [[UInt8]]?

    var index: RowIndex {
      labels.map(JSONLabels.index) ?? .range(count)
    }

    func column(_ value: PythonValue) -> ColumnBuilder {
      var builder = ColumnBuilder()
      switch value {
      case .list(let items):
        for item in items { builder.append(item) }
      case .dictionary(let members):
        let found = Dictionary(members.map { ($0.key, $0.value) }) { $1 }
        for label in labels ?? [] { builder.append(found[label] ?? .missing) }
      default:
        for _ in 0..<count { builder.append(value) }
      }
      return builder
    }
  }

  private func layout(of values: [PythonValue]) -> Result<Layout, AssayError> {
    var lengths: Set<Int> = []
    var labelSets: [[[UInt8]]] = []
    for value in values {
      switch value {
      case .list(let items): lengths.insert(items.count)
      case .dictionary(let members): labelSets.append(members.map(\.key))
      default: break
      }
    }
    if !lengths.isEmpty && !labelSets.isEmpty {
      return .failure(malformed("some columns are arrays and others are objects"))
    }
    if lengths.count > 1 { return .failure(malformed("the columns are of different lengths")) }
    if let count = lengths.first { return .success(Layout(count: count)) }
    guard !labelSets.isEmpty else {
      return .failure(malformed("the document is one row, not a list of rows"))
    }
    let labels = Self.union(labelSets)
    return .success(Layout(count: labels.count, labels: labels))
  }

  /// All labels in the order of their first appearance; those of a single column are sorted.
  private static func union(_ sets: [[[UInt8]]]) -> [[UInt8]] {
    if sets.count == 1 { return sets[0].sorted { $0.lexicographicallyPrecedes($1) } }
    var seen: Set<[UInt8]> = []
    return sets.joined().filter { seen.insert($0).inserted }
  }
}
