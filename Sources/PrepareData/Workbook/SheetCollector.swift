// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Makes a frame of the rows of a sheet: the first is the header, blank ones in between stay, blank
/// ones at the end go.
struct SheetCollector {
  private var header: [SheetCell]?
  private var rows = 0
  private var blankRows = 0
  private var nextNumber = 1
  private var width = 0
  /// The columns that can be a field.
  private var candidates: [(position: Int, column: SheetColumn)] = []

  /// Takes a row; numbers only grow, and those left out are blank rows.
  mutating func take(row number: Int, _ cells: [SheetCell]) {
    blankRows += number - nextNumber
    nextNumber = number + 1
    guard !cells.isEmpty else {
      blankRows += 1
      return
    }
    width = max(width, cells.count)
    for _ in 0..<blankRows { add([]) }
    blankRows = 0
    add(cells)
  }

  private mutating func add(_ cells: [SheetCell]) {
    guard header != nil else { return begin(cells) }
    for index in candidates.indices {
      let position = candidates[index].position
      candidates[index].column.append(position < cells.count ? cells[position] : .empty, row: rows)
    }
    rows += 1
  }

  private mutating func begin(_ cells: [SheetCell]) {
    header = cells
    let columns = Self.names(cells)
    for field in PairFrame.Field.allCases {
      if let position = PandasColumnName.position(of: field, in: columns) {
        candidates.append((position, SheetColumn()))
      }
    }
  }

  private static func names(_ header: [SheetCell]) -> [PandasColumnName] {
    var names = PandasHeader.unique(header.map { String(decoding: $0.string, as: UTF8.self) })
    for (position, cell) in header.enumerated() {
      switch cell {
      case .text, .empty: break
      case .error, .bool, .printed: names[position].isText = false
      }
    }
    return names
  }

  func finished(file: String) throws(AssayError) -> (PairFrame, [RuleViolation]) {
    let padding = [SheetCell](repeating: .empty, count: max(0, width - (header?.count ?? 0)))
    let columns = Self.names((header ?? []) + padding)
    guard let prompt = PandasColumnName.position(of: .prompt, in: columns),
      let completion = PandasColumnName.position(of: .completion, in: columns)
    else { throw PandasColumnName.missing(in: columns, file: file) }
    let found = [prompt, completion].map { position in
      candidates.first { $0.position == position }?.column ?? SheetColumn()
    }
    let frame = PairFrame(
      prompt: found[0].texts, completion: found[1].texts, index: .range(rows), columns: columns)
    return (frame, violations(found, file))
  }

  private func violations(_ columns: [SheetColumn], _ file: String) -> [RuleViolation] {
    let missing = Set(columns.flatMap(\.missingWords)).sorted()
    let errors = Set(columns.flatMap(\.errors)).sorted()
    return [(missing, EmptiedCells.words), (errors, EmptiedCells.errors)].compactMap {
      EmptiedCells.violation(rows: $0, $1, file: file)
    }
  }
}

/// One column of a sheet as text.
private struct SheetColumn {
  private(set) var texts = PandasColumn()
  private(set) var missingWords: [Int] = []
  private(set) var errors: [Int] = []
  /// What 0 and 1 look like in the column: Python takes `False` and 0 for the same, and the reader
  /// gives every later one the look of the first.
  private var looks: [Bool: [UInt8]] = [:]

  mutating func append(_ cell: SheetCell, row: Int) {
    switch cell {
    case .error:
      errors.append(row)
      texts.append([])
    case .bool(let value):
      texts.append(look(of: value, cell.string))
    case .printed("0"):
      texts.append(look(of: false, cell.string))
    case .printed("1"):
      texts.append(look(of: true, cell.string))
    case .text(let text) where text.withUnsafeBufferPointer(MissingWords.contains):
      if !text.isEmpty { missingWords.append(row) }
      texts.append([])
    default:
      texts.append(cell.string)
    }
  }

  private mutating func look(of value: Bool, _ text: [UInt8]) -> [UInt8] {
    if let known = looks[value] { return known }
    looks[value] = text
    return text
  }
}
