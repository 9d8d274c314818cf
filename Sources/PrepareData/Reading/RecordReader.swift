// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A frame and what was lost while it was read.
struct FrameReading: Sendable {
  var frame: PairFrame
  var violations: [RuleViolation] = []
}

/// Collects the objects of an array row by row. The two columns that count are kept; of the others
/// only the names are.
struct RecordReader {
  private(set) var count = 0
  private var firstIsObject = false
  private var firstOther: Int?
  private var names: [[UInt8]] = []
  private var positions: [[UInt8]: Int] = [:]
  /// Columns whose name is that of a field but for its case; at most a handful.
  private var builders: [Int: ColumnBuilder] = [:]
  /// The rows in which a key of a field stands twice, by the key.
  private var repeatedKeys: [String: Set<Int>] = [:]

  /// Reads the array at the parser's position.
  init(_ parser: inout PandasJSONParser) throws(PandasJSONParser.Refusal) {
    var reader = Self()
    try parser.elements { (parser) throws(PandasJSONParser.Refusal) in
      try reader.row(&parser)
    }
    self = reader
  }

  private init() {}

  private mutating func row(_ parser: inout PandasJSONParser) throws(PandasJSONParser.Refusal) {
    if parser.peek() == UInt8(ascii: "{") {
      if count == 0 { firstIsObject = true }
      try parser.members { (parser, key) throws(PandasJSONParser.Refusal) in
        try member(key, &parser)
      }
    } else {
      _ = try parser.value()
      if firstOther == nil { firstOther = count }
    }
    count += 1
  }

  private mutating func member(
    _ key: [UInt8], _ parser: inout PandasJSONParser
  ) throws(PandasJSONParser.Refusal) {
    let position = self.position(of: key)
    guard builders[position] != nil else {
      _ = try parser.value()
      return
    }
    // The last of several equal keys counts.
    if builders[position]!.count > count {
      builders[position]!.removeLast()
      repeatedKeys[String(decoding: key, as: UTF8.self), default: []].insert(count)
    }
    builders[position]!.pad(to: count)
    if parser.peek() == UInt8(ascii: "\"") {
      try builders[position]!.appendText { (text) throws(PandasJSONParser.Refusal) in
        try parser.string(into: &text)
      }
    } else {
      builders[position]!.append(try parser.value())
    }
  }

  private mutating func position(of key: [UInt8]) -> Int {
    if let known = positions[key] { return known }
    let position = names.count
    names.append(key)
    positions[key] = position
    let name = String(decoding: key, as: UTF8.self).lowercasedASCII
    if PairFrame.Field(rawValue: name) != nil { builders[position] = ColumnBuilder() }
    return position
  }

  /// The frame, when all rows are objects and both columns are there.
  func reading(file: String) -> Result<FrameReading, AssayError> {
    let columns = firstIsObject ? names.map(PandasColumnName.init(key:)) : []
    if firstIsObject, let row = firstOther {
      return .failure(
        AssayError(
          "a row is not an object", at: Location(file: file, row: row),
          remedy: "Write each row as an object with a prompt and a completion", code: .faultyLine))
    }
    guard let prompt = PandasColumnName.position(of: .prompt, in: columns),
      let completion = PandasColumnName.position(of: .completion, in: columns)
    else { return .failure(PandasColumnName.missing(in: columns, file: file)) }
    let found = [column(prompt), column(completion)]
    let frame = PairFrame(
      prompt: found[0].finished(), completion: found[1].finished(), index: .range(count),
      columns: columns)
    return .success(FrameReading(frame: frame, violations: violations(found, file)))
  }

  private func column(_ position: Int) -> ColumnBuilder {
    var builder = builders[position] ?? ColumnBuilder()
    builder.pad(to: count)
    return builder
  }

  private func violations(_ columns: [ColumnBuilder], _ file: String) -> [RuleViolation] {
    JSONLosses(
      gaps: columns.flatMap(\.gaps), conversions: columns.flatMap(\.conversions),
      repeatedKeys: repeatedKeys, file: file
    ).violations
  }
}
