// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

/// What the readers of JSON are put together from.
@Suite struct JSONPiecesTests {
  // MARK: - Where an element ends

  @Test(arguments: [
    ("{\"a\": 1}, x", 8), ("[1, [2]] ,", 8), ("\"a,]\\\"b\" , 1", 8), ("12, 3", 2), ("true]", 4),
    ("{\"a\": \"}\"}]", 10), ("{\"a\": \"\\\\\"}x", 11), ("]", 0), (",", 0), ("[\"[\"]]", 5),
  ])
  func findsTheEndOfAnElement(_ text: String, _ length: Int) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      var whole = JSONElementScan()
      #expect(whole.isFinished(buffer) && whole.length == length)
      // In pieces of one byte more each time.
      var pieces = JSONElementScan()
      var count = 0
      while !pieces.isFinished(UnsafeBufferPointer(rebasing: buffer[..<count])) { count += 1 }
      #expect(pieces.length == length && count >= length)
    }
  }

  @Test(arguments: ["{\"a\": 1", "[1, 2", "\"abc", "\"abc\\\"", "12", "{\"a\": \"}"])
  func anElementMayGoOn(_ text: String) {
    Array(text.utf8).withUnsafeBufferPointer { buffer in
      var scan = JSONElementScan()
      #expect(!scan.isFinished(buffer) && scan.length == buffer.count)
    }
  }

  // MARK: - What stops the reading

  @Test(
    arguments: [
      (
        "{\"a\": 1\n\"b\": 2}\n", .brokenObject,
        "the object does not end on its line: ',' or '}' was expected in the object, not the end of the text"
      ),
      (
        "{\"a\": \"x\n", .brokenObject,
        "the object does not end on its line: the string that starts here is not closed"
      ),
      ("7\n", .faultyLine, "the row is a number, not an object"),
      ("{\"a\":1}\nnull\n", .faultyLine, "the row is null, not an object"),
      ("{\"a\":1}\ntrue\n", .faultyLine, "the row is a boolean, not an object"),
      ("{\"a\":1}\n\"x\"\n", .faultyLine, "the row is a text, not an object"),
      (
        "{\"a\":1}\n\u{FEFF}{\"a\":2}\n", .byteOrderMark,
        "there is a byte-order mark inside the file"
      ),
      ("\n \n", .noRows, "the file has no row"),
    ] as [(String, RuleCode, String)])
  func linesThatAreNoRowsStop(_ text: String, _ code: RuleCode, _ message: String) throws {
    let error = try readingError(text, as: "t.jsonl")
    #expect(error.code == code && error.message == message)
  }

  /// An object broken over lines, or an array, would make faults of all lines.
  @Test(arguments: [
    ("{\"a\":1}\n{\"a\": \nx\ny\n", false), ("{\"a\":1}\n[1]\nx\ny\n", false),
    ("{\"a\":1}\n  [1 2\nx\n", false), ("{\"a\":1}\n{\"a\": [1 2]}\n{\"a\": x}\n", true),
    ("{\"a\":1}\nx\n\ny\n", true), ("{\"a\":1}\nx\n{\"a\":2}\n", false),
  ])
  func laterFaultsAreNamedWhereTheySaySomething(_ text: String, _ areNamed: Bool) throws {
    let error = try readingError(text, as: "t.jsonl")
    #expect(error.message.contains("; also faulty: ") == areNamed, "\(error)")
  }

  @Test func elevenFaultsAreTen() throws {
    let text = "x\n" + String(repeating: "y\n", count: 11)
    let error = try readingError(text, as: "t.jsonl")
    #expect(
      error.message.hasSuffix(
        "; also faulty: 2:1, 3:1, 4:1, 5:1, 6:1, 7:1, 8:1, 9:1, 10:1, 11:1 and more"))
    let ten = try readingError("x\n" + String(repeating: "y\n", count: 10), as: "t.jsonl")
    #expect(ten.message.hasSuffix(", 11:1"))
  }

  @Test(
    arguments: [
      ("[{\"a\":1}", .brokenObject, 1, 9), ("[{\"a\":1} {\"a\":2}]", .faultyLine, 1, 10),
      ("[{\"a\":1}]\n x", .faultyLine, 2, 2), ("", .noRows, nil, nil), ("[ ]", .noRows, nil, nil),
      ("[{\"a\":1},\n 7]", .faultyLine, 2, nil), ("x", .wrongFormat, 1, 1),
      ("[{\"a\":1},\n  {\"a\" 2}]", .faultyLine, 2, 8),
    ] as [(String, RuleCode, Int?, Int?)])
  func arraysThatAreNoneStop(
    _ text: String, _ code: RuleCode, _ line: Int?, _ column: Int?
  ) throws {
    let error = try readingError(text, as: "t.json")
    #expect(error.code == code && error.location?.line == line, "\(error)")
    #expect(error.location?.column == column, "\(error)")
  }

  // MARK: - The form of rows

  @Test(arguments: [
    (#"{"prompt":"a","completion":"b"}"#, true), (#"{"prompt":"a/é","completion":"\n\""}"#, true),
    (#"{"prompt":"a", "completion":"b"}"#, false), (#"{"completion":"b","prompt":"a"}"#, false),
    (#"{"prompt":"a","completion":"\u00e9"}"#, false), (#"{"prompt":"a"}"#, false),
    (#"{"prompt":"a","completion":1}"#, false), (#" {"prompt":"a","completion":"b"}"#, false),
    (#"{"prompt":"a","completion":"b","x":"c"}"#, false),
    (#"{"prompt":"\/","completion":"b"}"#, false),
  ])
  func otherFormsAreNoted(_ line: String, _ isOwn: Bool) throws {
    var options = TableSource.Options()
    options.comparesForm = true
    let table = try ReadTable(line + "\n", as: "t.jsonl", options: options)
    #expect(table.notes(.otherForm).isEmpty == isOwn)
    #expect(try ReadTable(line + "\n", as: "t.jsonl").notes(.otherForm).isEmpty)
  }
}
