// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import JSON
import Tables

/// The use "convert": rows of one shape as rows of another. The file is read three times, a batch at a
/// time: for its columns, for what can be written and what is left out, and to write. Nothing is written
/// before all rows are known to be good.
package struct Converting {
  /// How many rows are done, of all that pass by.
  package typealias Progress = (_ done: Int, _ total: Int) -> Void

  private let request: ConversionRequest
  private let source: TableSource
  private let columns: FileColumns
  private let rows: ShapedRows
  private let writer: TargetObject

  /// - Throws: `AssayError` when the file cannot be read, or nobody knows what its columns mean.
  package init(_ request: ConversionRequest) throws(AssayError) {
    self.request = request
    source = try TableSource(path: request.input, options: request.reading)
    let columns = try FileColumns(source)
    self.columns = columns
    if let missing = request.keptColumns.first(where: { !columns.names.contains($0) }) {
      throw AssayError(
        "there is no column `\(missing)` to keep", at: Location(file: request.input),
        remedy: "Correct --keep", code: .missingColumn)
    }
    rows = try ShapedRows(request, columns)
    writer = TargetObject(target: request.target, isConversational: request.isConversational)
    if request.form == .txt, request.target != .text {
      throw AssayError(
        "a text file has one text a line, and no columns", at: Location(file: request.input),
        remedy: "Write .jsonl, or convert --to text")
    }
  }

  /// - Parameter write: takes the bytes of the result as they come.
  /// - Throws: `AssayError` when a row is not what its shape says, or no row can be written.
  package func run(
    progress: Progress = { _, _ in }, write: @escaping ([UInt8]) throws(AssayError) -> Void
  ) throws(AssayError) -> ConversionResult {
    var result = ConversionResult(shape: rows.shape.title, target: request.target)
    var members: [String] = []
    let total = 2 * columns.rows
    try forEachRow(&result) { object, row throws(AssayError) in
      progress(row.number, total)
      for member in object.members where !members.contains(member.key) {
        members.append(member.key)
      }
    }
    try requireRows(result)
    let output = ConvertedRowsWriter(request.form, columns: members, sink: write)
    var again = ConversionResult(shape: result.shape, target: request.target)
    try forEachRow(&again) { object, row throws(AssayError) in
      progress(columns.rows + row.number, total)
      let place = Location(file: row.file, row: row.number, line: row.line)
      try output.write(filled(object, members), at: place)
    }
    try output.finish()
    return result
  }

  /// A row with the empty value of keys that other rows have, where there is one, so that readers find
  /// one shape.
  private func filled(_ object: JSONObject, _ members: [String]) -> JSONObject {
    let empty: [(String, JSONValue)] = [("system", ""), ("history", [])]
    var full = object
    for (name, value) in empty where members.contains(name) && object[name] == nil {
      full.append(name, value)
    }
    return full
  }

  private func requireRows(_ result: ConversionResult) throws(AssayError) {
    guard result.rowsOut == 0, let first = result.leftOut.obstacles.first else { return }
    throw AssayError(
      "no row can be written as \(request.target.rawValue): \(first.obstacle.rawValue)",
      at: Location(
        file: request.input, row: first.item.firstRow, line: first.item.firstLine),
      remedy: first.obstacle.remedy(request.target).map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }
        ?? "Choose another shape with --to")
  }

  /// Calls `body` with each row as it is written.
  private func forEachRow(
    _ result: inout ConversionResult, _ body: (JSONObject, Row) throws(AssayError) -> Void
  ) throws(AssayError) {
    let kept = rows.kept(of: columns.names)
    var reader = try source.open()
    while let batch = try reader.next() {
      for index in 0..<batch.count {
        let row = batch[index]
        result.rowsIn += 1
        result.leftOut.begin(row: row.number, line: row.line)
        for var object in try objects(of: row, &result.leftOut) {
          for column in kept { try keep(column, of: row, in: &object) }
          result.rowsOut += 1
          try body(object, row)
        }
      }
    }
  }

  /// The objects that a row becomes; none where it is left out.
  private func objects(
    of row: Row, _ losses: inout LeftOut
  ) throws(AssayError) -> [JSONObject] {
    // What a row that is not written has is no loss of its own.
    var tried = losses
    do throws(ReadFault) {
      let holdsLists = source.format.holdsLists
      var objects: [JSONObject] = []
      for example in try rows.examples(of: row, holdsLists: holdsLists, losses: &tried) {
        objects.append(try object(example, &tried))
      }
      losses = tried
      return objects
    } catch {
      if let error = error.error(at: row) { throw error }
      if case .obstacle(let obstacle) = error {
        losses.add(ShapeVotes.isOther(row, than: rows.shape) ? .otherShape : obstacle)
      }
      return []
    }
  }

  private func object(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(ReadFault) -> JSONObject {
    do throws(Obstacle) {
      let object = try writer.members(example, &losses)
      if request.form == .txt, object["text"]?.string?.contains(where: \.isNewline) == true {
        throw Obstacle.lines
      }
      return object
    } catch {
      throw .obstacle(error)
    }
  }

  private func keep(
    _ column: String, of row: Row, in object: inout JSONObject
  ) throws(AssayError) {
    guard object[column] == nil else {
      throw AssayError(
        "the column `\(column)` cannot be kept: the result has one of that name",
        at: Location(file: request.input), remedy: "Leave it out of --keep, or rename it")
    }
    let cells = RowCells(row: row, holdsLists: source.format.holdsLists)
    if let value = cells.json(column) { object.append(column, value) }
  }
}
