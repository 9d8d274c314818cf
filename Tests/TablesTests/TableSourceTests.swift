// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import Tables

@Suite struct TableSourceTests {
  @Test(arguments: [
    ("a.csv", TableFormat.csv, "a,b\n1,2\n"), ("a.CSV", .csv, "a,b\n1,2\n"),
    ("a.tsv", .tsv, "a\tb\n1\t2\n"), ("a.json", .json, "[{\"a\":1}]"),
    ("a.jsonl", .jsonl, "{\"a\":1}"), ("a.ndjson", .jsonl, "{\"a\":1}"), ("a.txt", .txt, "x"),
    ("a.jsonl", .json, "\n[\n{\"a\":1}]"), ("a.jsonl.gz", .json, "[{\"a\":1}]"),
    ("noname", .jsonl, "{\"a\":1}"), ("noname", .json, " [{\"a\":1}]"),
    ("noname", .csv, "a,b\n1,2"),
    ("odd.data", .tsv, "a\tb\n1\t2\n"), ("a.psv", .psv, "a|b\n1|2\n"),
    ("a.PSV.gz", .psv, "a|b\n\"1|1\"|2\n"),
  ])
  func findsTheFormat(name: String, format: TableFormat, text: String) throws {
    let folder = try TemporaryFolder()
    let source = try TableSource(path: folder.write(text, to: name))
    #expect(source.format == format)
    #expect(try ReadTable(source).rows.count == 1)
    #expect(try ReadTable(source).rows.count == 1)  // a second pass
  }

  @Test(arguments: [
    ("a.csv", "PK\u{3}\u{4}....", "the file is a zip archive or a workbook, not CSV"),
    ("a.csv", "{\"a\":1}\n", "the file starts like JSON Lines, not CSV"),
    ("a.json", "{\"a\":1}\n", "the file is one object, where an array of objects"),
    ("a.xlsx", "a,b\n1,2\n", "the file is not an XLSX workbook"),
    ("a.csv", "%PDF-1.4", "the file is a PDF document"),
    ("a.csv", "a\u{0},\u{0}b\u{0}", "the text is UTF-16 without a byte-order mark, as it seems"),
    (
      "a.csv", "text,label\nx,y\n<<<<<<< HEAD\na,b\n=======\na,c\n>>>>>>> x\n",
      "the line is left of two versions that git could not merge"
    ),
    (
      "a.jsonl", "{\"a\":1}\n<<<<<<< HEAD\n{\"a\":2}\n=======\n{\"a\":3}\n>>>>>>> x\n",
      "the line is left of two versions that git could not merge"
    ),
    (
      "a.jsonl", "Here are the rows:\n\n```json\n{\"a\":1}\n```\n",
      "the rows stand in a code fence, which line 3 opens"
    ),
    ("a.xls", "x", ".xls workbooks cannot be read"),
    ("a.bin", "hello", "the format is not known"),
    ("a.xlsx", "", "the file is empty"),
  ])
  func refusesAFileThatIsSomethingElse(name: String, text: String, message: String) throws {
    let error = try readingError(text, as: name)
    #expect(error.message.hasPrefix(message))
    #expect(error.remedy != nil)
  }

  /// JSON Lines under the name .json are what they are; an object alone is not.
  @Test(arguments: ["{\"a\":1}\n{\"a\":2}", "\u{FEFF}{\"a\":1}\r\n{\"a\":2}\r\n"])
  func linesInAFileNamedJSON(text: String) throws {
    let table = try ReadTable(text, as: "a.json")
    #expect(table.rows == [["1"], ["2"]])
    #expect(throws: AssayError.self) { try ReadTable("{\"a\":1,\n\"b\":2}\n", as: "a.json") }
  }

  /// Letters of other scripts have no zero bytes in UTF-16, but the names of columns do.
  @Test(arguments: [
    ("a.csv", String.Encoding.utf16LittleEndian, "utf-16le", "prompt,completion\nСегодня,да\n"),
    ("a.csv", .utf16BigEndian, "utf-16be", "prompt,completion\n今天天气很好我们去,好\n"),
    ("a.jsonl", .utf16LittleEndian, "utf-16le", "{\"prompt\":\"今天天气很好我们去公园玩吧\"}\n"),
  ])
  func knowsUTF16InAnyScript(
    name: String, encoding: String.Encoding, option: String, text: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: name)
    let more = String(
      repeating: text.split(separator: "\n").last.map { $0 + "\n" } ?? "", count: 40)
    try #require((text + more).data(using: encoding)).write(to: path)
    let error = #expect(throws: AssayError.self) { try TableSource(path: path.path) }
    #expect(error?.code == .notUtf8 && error?.remedy == "Give --encoding \(option)")
  }

  @Test func obeysTheFormatGiven() throws {
    let table = try ReadTable("{\"a\":1}", as: "a.csv", options: .init(format: .jsonl))
    #expect(table.rows == [["1"]])
  }

  @Test func saysWhyAFileCannotBeOpened() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: AssayError.self) {
      try TableSource(path: folder.url.appending(path: "none.csv").path)
    }
    #expect(missing?.message == "there is no such file")
    let directory = #expect(throws: AssayError.self) { try TableSource(path: folder.url.path) }
    #expect(directory?.message == "is a folder, not a file")
    let device = #expect(throws: AssayError.self) { try TableSource(path: "/dev/null") }
    #expect(device?.message == "the format is not known")
  }

  @Test(arguments: [TextEncoding.utf16, .utf16LittleEndian, .utf16BigEndian])
  func readsUTF16(encoding: TextEncoding) throws {
    let text = "p,c\né😀,\"a\nb\"\n"
    let foundation: [TextEncoding: String.Encoding] = [
      .utf16: .utf16, .utf16LittleEndian: .utf16LittleEndian, .utf16BigEndian: .utf16BigEndian,
    ]
    let data = try #require(text.data(using: foundation[encoding]!))
    var options = TableSource.Options.tiny(chunk: 3)
    options.encoding = encoding
    #expect(try ReadTable(data, as: "a.csv", options: options).rows == [["é😀", "a\nb"]])
    if encoding == .utf16 {
      #expect(try ReadTable(data, as: "a.csv").rows == [["é😀", "a\nb"]])
      #expect(try ReadTable(data, as: "a.csv").notes(.byteOrderMark).count == 1)
    }
  }

  @Test func readsLatin1AndWindows1252() throws {
    let bytes = Array("p,c\n".utf8) + [0xE9, 0x2C, 0x80, 0x0A]
    #expect(
      try ReadTable(bytes, as: "a.csv", options: .init(encoding: .windows1252)).rows == [
        ["é", "€"]
      ])
    let latin = Array("p,c\n".utf8) + [0xE9, 0x2C, 0xA4, 0x0A]
    #expect(
      try ReadTable(latin, as: "a.csv", options: .init(encoding: .latin1)).rows == [["é", "¤"]])
  }

  @Test func placesWhatAnotherEncodingForbids() throws {
    let error = try readingError(
      Array("p,c\na,".utf8) + [0x81], as: "a.csv", options: .init(encoding: .windows1252))
    #expect(error.message == "the byte at offset 6 is not valid cp1252")
    let odd = try readingError(
      [0xFF, 0xFE, 0x61, 0x00, 0x62], as: "a.csv", options: .init(encoding: .utf16))
    #expect(odd.message == "the text ends inside a character of utf-16, which starts at offset 4")
  }

  @Test func knowsEncodingsByUsualNames() {
    #expect(TextEncoding(name: "UTF8") == .utf8)
    #expect(TextEncoding(name: "ISO-8859-1") == .latin1)
    #expect(TextEncoding(name: "Windows-1252") == .windows1252)
    #expect(TextEncoding(name: "cp949") == .eucKR && TextEncoding(name: "GB2312") == .gb18030)
    #expect(TextEncoding(name: "klingon") == nil)
  }
}
