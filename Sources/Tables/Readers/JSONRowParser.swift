// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CSimdjson
import JSON

/// Turns JSON objects into rows, by simdjson. Columns are the keys in order of appearance.
final class JSONRowParser {
  /// Set where rows in another form than assay's are to be noted.
  var form: WrittenForm?
  private let parser: OpaquePointer
  private var columnOfKey: [[UInt8]: Int] = [:]
  private var keys: [[UInt8]] = []
  /// For each column the member of the object under way, or -1.
  private var members: [Int] = []
  /// The columns of its members, ascending.
  private var used: [Int] = []

  init(file: String) throws(AssayError) {
    // The row itself is a level; a nested value may be as deep as a document of its own.
    guard let parser = assay_json_rows_create(JSONParser.maximumDepth) else {
      throw AssayError("there is no memory to read it", at: Location(file: file))
    }
    self.parser = parser
  }

  deinit {
    assay_json_rows_destroy(parser)
  }

  /// Adds the object that fills `text` as a row. `InputBuffer.padding` bytes behind `text` must be
  /// readable.
  /// - Returns: False when `text` is not one valid object; nothing is added then.
  func add(
    _ text: UnsafeBufferPointer<UInt8>, line: Int, to sink: inout RowSink
  ) throws(AssayError) -> Bool {
    var found: UnsafePointer<assay_json_member>?
    var count = 0
    guard assay_json_rows_read(parser, text.baseAddress, text.count, &found, &count) == 0 else {
      return false
    }
    let object = UnsafeBufferPointer(start: found, count: count)
    try arrange(object, line: line, sink: &sink)
    if form?.fits(text, object) == false {
      sink.notes.add(
        .otherForm, at: Location(file: sink.file, row: sink.row, line: line), row: sink.row)
    }
    for column in used {
      let member = object[members[column]]
      for index in member.first_twice..<member.first_twice + member.twice_count {
        noteKeyTwice(index, in: column, line: line, to: &sink)
      }
      sink.skip(to: column)
      append(member, to: &sink)
    }
    sink.endRow(line: line)
    return true
  }

  /// Adds the object that `text`, which is no JSON, seems to mean.
  /// - Returns: False when it seems to mean none.
  func addMended(
    _ text: UnsafeBufferPointer<UInt8>, line: Int, to sink: inout RowSink
  ) throws(AssayError) -> Bool {
    guard let json = JSONMender.mended(text) else { return false }
    let row = sink.row
    let padded = json + [UInt8](repeating: 0x20, count: InputBuffer.padding)
    let isAdded = try padded.withUnsafeBufferPointer { bytes throws(AssayError) in
      try add(UnsafeBufferPointer(rebasing: bytes[..<json.count]), line: line, to: &sink)
    }
    guard isAdded else { return false }
    sink.notes.add(.mendedLine, at: Location(file: sink.file, row: row, line: line), row: row)
    return true
  }

  /// Puts the object's members in the order of the columns, of which it adds the new ones.
  private func arrange(
    _ object: UnsafeBufferPointer<assay_json_member>, line: Int, sink: inout RowSink
  ) throws(AssayError) {
    for column in used { members[column] = -1 }
    used.removeAll(keepingCapacity: true)
    var isInOrder = true
    for (index, member) in object.enumerated() {
      let key = UnsafeBufferPointer(start: member.key, count: member.key_length)
      let column = try self.column(key, guess: index, line: line, sink: &sink)
      if members[column] >= 0 {
        let location = Location(
          file: sink.file, row: sink.row, line: line, field: sink.columns[column])
        sink.notes.add(.duplicateKey, sink.columns[column], at: location, row: sink.row)
      } else {
        isInOrder = isInOrder && column > used.last ?? -1
        used.append(column)
      }
      members[column] = index
    }
    if !isInOrder { used.sort() }
  }

  /// A key that an object inside of a value has twice, as a message may.
  private func noteKeyTwice(
    _ index: Int, in column: Int, line: Int, to sink: inout RowSink
  ) {
    var length = 0
    let start = assay_json_rows_twice(parser, index, &length)
    let key = UnsafeBufferPointer(start: start, count: length)
    let name = "\(sink.columns[column]).\(String(decoding: key, as: UTF8.self))"
    let place = Location(file: sink.file, row: sink.row, line: line, field: sink.columns[column])
    sink.notes.add(.duplicateKey, name, at: place, row: sink.row)
  }

  /// Most objects of a file have the same keys in the same order, so the guess is mostly right.
  private func column(
    _ key: UnsafeBufferPointer<UInt8>, guess: Int, line: Int, sink: inout RowSink
  ) throws(AssayError) -> Int {
    if guess < keys.count, keys[guess].elementsEqual(key) { return guess }
    let bytes = Array(key)
    if let column = columnOfKey[bytes] { return column }
    try sink.addColumn(String(decoding: key, as: UTF8.self), line: line)
    columnOfKey[bytes] = keys.count
    keys.append(bytes)
    members.append(-1)
    return keys.count - 1
  }

  private func append(_ member: assay_json_member, to sink: inout RowSink) {
    let text = UnsafeBufferPointer(start: member.text, count: member.length)
    switch member.kind {
    case assay_json_number: sink.append(text, kind: .number)
    case assay_json_boolean: sink.append(text, kind: .boolean)
    case assay_json_nested: sink.append(text, kind: .nested)
    case assay_json_null: sink.append("", kind: .null)
    default: sink.append(text)
    }
  }
}

/// Why a row was refused.
struct RowFault {
  var error: AssayError
  /// Whether the text is all right but ends where more was expected.
  var isUnfinished = false
}

extension JSONRowParser {
  /// Why `text`, which starts at `line` and at byte `offset` of the file, was refused.
  static func fault(
    _ text: UnsafeBufferPointer<UInt8>, line: Int, offset: Int, row: Int, file: String
  ) -> RowFault {
    let place = Location(file: file, row: row, line: line)
    if let invalid = UTF8Validation.firstInvalid(text) {
      return RowFault(
        error: .invalidUTF8(at: invalid, in: text, file: file, line: line, blockOffset: offset))
    }
    if text.starts(with: [0xEF, 0xBB, 0xBF]) {
      return RowFault(
        error: AssayError(
          "there is a byte-order mark inside the file", at: place,
          remedy: "Remove it; files may have been joined that each start with one",
          code: .byteOrderMark))
    }
    do throws(JSONFault) {
      let value = try JSONParser.parse(text)
      return RowFault(
        error: AssayError(
          "the row is \(kind(value)), not an object", at: place,
          remedy: #"Write each row as an object such as {"prompt": "...", "completion": "..."}"#,
          code: .faultyLine))
    } catch {
      var result = error.error(in: text, file: file, firstLine: line)
      result.location?.row = row
      result.code = .faultyLine
      return RowFault(error: result, isUnfinished: error.isUnfinished)
    }
  }

  /// What to do about text that is no JSON but whose meaning is plain.
  static func mendingRemedy(behind other: String?) -> String {
    (other.map { $0 + "; " } ?? "")
      + "`assay fix --unsafe-fixes` reads it as what it seems to mean"
  }

  private static func kind(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object with a value that cannot be read"
    }
  }
}
