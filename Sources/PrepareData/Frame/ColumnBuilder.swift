// SPDX-License-Identifier: Apache-2.0

/// Collects the values of a column and turns them into text as pandas does: the column first gets
/// the narrowest type that holds all its values, so that a single gap makes floats of whole numbers.
struct ColumnBuilder {
  private var texts = PandasColumn()
  /// The values that are not text, by row.
  private var others: [(row: Int, value: PythonValue)] = []

  var count: Int { texts.count }

  /// The column being filled, for readers that write a row's text straight into it.
  mutating func appendText<Failure: Error>(
    _ write: (inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try texts.appendRow(write)
  }

  mutating func append(_ value: PythonValue) {
    if case .text(let text) = value { return texts.append(text) }
    others.append((texts.count, value))
    texts.append([])
  }

  /// Fills the column with gaps up to `count` rows.
  mutating func pad(to count: Int) {
    while texts.count < count { append(.missing) }
  }

  /// Takes back the last row.
  mutating func removeLast() {
    if others.last?.row == texts.count - 1 { others.removeLast() }
    texts.removeLastRow()
  }

  /// The rows whose value is none or absent.
  var gaps: [Int] {
    others.filter { $0.value.isGap }.map(\.row)
  }

  /// The rows whose value is something else than text.
  var conversions: [Int] {
    others.filter { !$0.value.isGap }.map(\.row)
  }

  /// The column as text.
  func finished() -> PandasColumn {
    guard !others.isEmpty else { return texts }
    let values =
      others.count == texts.count ? Self.narrowed(others.map(\.value)) : others.map(\.value)
    var result = PandasColumn()
    var next = 0
    texts.forEachRow { row, text in
      if next < others.count, others[next].row == row {
        result.append(values[next].string)
        next += 1
      } else {
        result.append(text)
      }
    }
    return result
  }

  /// The values in the common type that pandas finds for a column without text.
  private static func narrowed(_ values: [PythonValue]) -> [PythonValue] {
    var seen = Seen()
    for value in values where !seen.note(value) { return values }
    return seen.isFloat ? values.map(\.asFloat) : values
  }

  /// What occurs in a column.
  private struct Seen {
    var gap = false
    var absent = false
    var float = false
    var integer = false
    var negative = false
    var unsigned = false

    /// False when the value makes the column one of objects, which stay as they are.
    mutating func note(_ value: PythonValue) -> Bool {
      switch value {
      case .none: gap = true
      case .missing: absent = true
      case .float: float = true
      case .integer(let number):
        integer = true
        if !gap && number < 0 { negative = true }
      case .unsigned:
        integer = true
        if !gap { unsigned = true }
      case .bool, .text, .list, .dictionary: return false
      }
      return !(negative && unsigned)
    }

    var isFloat: Bool {
      gap || absent ? integer || float || absent : float
    }
  }
}

extension PythonValue {
  fileprivate var isGap: Bool {
    switch self {
    case .none, .missing: true
    default: false
    }
  }

  /// The value in a column of floats.
  fileprivate var asFloat: PythonValue {
    switch self {
    case .none: .missing
    case .integer(let number): .float(Double(number))
    case .unsigned(let number): .float(Double(number))
    default: self
    }
  }
}
