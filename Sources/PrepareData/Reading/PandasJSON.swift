// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Reads JSON and JSON Lines into a frame as pandas' `read_json` with text columns does.
struct PandasJSON {
  /// Why there is no frame.
  enum Failure: Error {
    /// The text cannot be parsed, which the original handles.
    case refused(PandasJSONParser.Refusal)
    /// The original stops or fails.
    case stopped(AssayError)
  }

  let file: String

  /// Reads each line as a value of one array; a raw line break inside a string becomes a comma.
  /// Nil when there is one row only, which the original never takes for a file of lines.
  func lines(_ bytes: [UInt8]) throws(Failure) -> FrameReading? {
    let (joined, lineCount) = Self.joinedLines(bytes)
    return try parse(joined) { (parser) throws(PandasJSONParser.Refusal) in
      let rows = try RecordReader(&parser)
      if rows.count == 1 { return .success(nil) }
      return rows.reading(file: file).map { reading in
        var reading = reading
        // Fewer rows than lines: a row was broken over lines.
        if rows.count < lineCount {
          reading.violations.append(RuleViolation(.lineBreakMadeComma, in: file))
        }
        return reading
      }
    }
  }

  /// Reads one document: an array of objects, or an object of columns.
  func document(_ bytes: [UInt8]) throws(Failure) -> FrameReading {
    try parse(bytes) { (parser) throws(PandasJSONParser.Refusal) in
      switch parser.peek() {
      case UInt8(ascii: "["): return try RecordReader(&parser).reading(file: file)
      case UInt8(ascii: "{"): return try columns(&parser)
      default:
        _ = try parser.value()
        return .failure(malformed("the document is a single value"))
      }
    }
  }

  func malformed(_ reason: String) -> AssayError {
    AssayError(
      reason, at: Location(file: file),
      remedy: "Write an array of objects, each with a prompt and a completion", code: .faultyLine)
  }

  private func parse<Value>(
    _ bytes: [UInt8],
    _ body: (inout PandasJSONParser) throws(PandasJSONParser.Refusal) -> Result<Value, AssayError>
  ) throws(Failure) -> Value {
    let outcome: Result<Value, AssayError>
    do throws(PandasJSONParser.Refusal) {
      outcome = try bytes.withUnsafeBufferPointer { (buffer) throws(PandasJSONParser.Refusal) in
        var parser = PandasJSONParser(buffer)
        let outcome = try body(&parser)
        try parser.expectEnd()
        return outcome
      }
    } catch {
      throw Failure.refused(error)
    }
    switch outcome {
    case .success(let value): return value
    case .failure(let error): throw Failure.stopped(error)
    }
  }

  /// The lines that are not blank as one array, and how many they are.
  private static func joinedLines(_ bytes: [UInt8]) -> (joined: [UInt8], count: Int) {
    var count = 0
    var joined: [UInt8] = [UInt8(ascii: "[")]
    joined.reserveCapacity(bytes.count + 2)
    forEachLine(bytes) { _, line in
      if joined.count > 1 { joined.append(UInt8(ascii: ",")) }
      joined.append(contentsOf: line)
      count += 1
      return true
    }
    joined.append(UInt8(ascii: "]"))
    return (joined, count)
  }

  /// Calls `body` with each line that is not blank, stripped, until it gives false.
  private static func forEachLine(
    _ bytes: [UInt8], _ body: (_ number: Int, _ line: UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var number = 1
      while start <= buffer.count {
        let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.count
        let line = UnsafeBufferPointer(rebasing: buffer[start..<end])
        let kept = PythonText.stripped(line)
        if !kept.isEmpty, !body(number, UnsafeBufferPointer(rebasing: line[kept])) { return }
        start = end + 1
        number += 1
      }
    }
  }

  // MARK: - Places of faults

  /// The first line that is no JSON value by itself, with the reason.
  static func faultyLine(_ bytes: [UInt8]) -> (line: Int, column: Int, reason: String)? {
    var fault: (line: Int, column: Int, reason: String)?
    forEachLine(bytes) { number, line in
      var parser = PandasJSONParser(line)
      do throws(PandasJSONParser.Refusal) {
        _ = try parser.value()
        try parser.expectEnd()
        return true
      } catch {
        fault = (number, error.offset + 1, error.message)
        return false
      }
    }
    return fault
  }

  /// The line and column, counted from 1, of an offset.
  static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (before.count { $0 == UInt8(ascii: "\n") } + 1, before.count - start + 1)
  }
}
