// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Testing

@testable import Tables

@Suite struct FormatSnifferTests {
  private func format(_ text: String, _ name: String) throws(AssayError) -> TableFormat {
    try TableSource(contents: Array(text.utf8), path: name).format
  }

  private func error(_ bytes: [UInt8], _ name: String) -> AssayError? {
    #expect(throws: AssayError.self) { try TableSource(contents: bytes, path: name) }
  }

  @Test(
    arguments: [
      ("a,b\n", "t.csv", .csv), ("a\tb\n", "t.tab", .tsv), ("[1]", "t.json", .json),
      ("{\"a\":1}\n{\"a\":2}\n", "t.json", .jsonl), ("{\"a\":1}\n", "t.ndjson", .jsonl),
      ("[{\"a\":1}]", "t.jsonl", .json), ("text", "t.txt", .txt),
      ("{\"a\":1}\n{\"a\":2}\n", "t.txt", .jsonl), ("{\"a\":1}\n", "t.txt", .jsonl),
      ("{\"a\":1},\n{\"a\":2},\n", "t.txt", .jsonl), ("{'a': 1}\n", "t.txt", .jsonl),
      ("{\n  \"a\": 1\n}\n", "t.txt", .json), ("[\n {\n  \"a\": 1}]\n", "t.txt", .json),
      ("prompt\tcompletion\na\tb\n", "t.txt", .tsv), ("Completion,id,Prompt\n", "t.txt", .csv),
      ("question,answer\nWho, Ann?, Bo\n", "t.txt", .csv), ("Label;id;Text\n", "t.txt", .csv),
      ("- Roses: red\nViolets are blue\n", "t.txt", .txt), ("<3\nyou >\n", "t.txt", .txt),
      ("A class is\n{\"a\": 1}\nin JSON\n", "t.txt", .txt),
      ("\"prompt\";\"completion\"\n", "t.txt", .csv), ("[Music]\n", "t.txt", .txt),
      ("[1] Knuth.\n[2] Dijkstra.\n", "t.txt", .txt), ("{name}, hello\n", "t.txt", .txt),
      ("Roses, red\nViolets, blue\nSugar, sweet\n", "t.txt", .txt),
      ("The prompt, a completion\nand more\n", "t.txt", .txt),
      ("```swift\nlet a = 1\n```\n", "t.txt", .txt), ("a;b\n1;2\n3;4\n", "t", .csv),
      ("{\n \"a\": 1\n}\n", "t", .json), ("{\n \"a\": 1\n}\n", "t.json", .json),
      ("{\"a\":1}\r\n\r\n{\"a\":2}\r\n", "t.json", .jsonl), ("\u{FEFF}[1]", "t.jsonl", .json),
      // By the content where the name says nothing.
      ("[1]", "t", .json), ("{}", "t.data", .jsonl), ("a\tb", "t", .tsv), ("a,b", "t", .csv),
      (" \n{\"a\":1}", "t", .jsonl),
    ] as [(String, String, TableFormat)])
  func nameAndContentTellTheFormat(_ text: String, _ name: String, _ expected: TableFormat) throws {
    #expect(try format(text, name) == expected)
  }

  /// No name says what standard input is: where texts are wanted, lines that are no table are texts.
  @Test(
    arguments: [
      ("A rye\nA loaf, warm\n", .txt), ("A rye, warm\nThe baker, of Ghent\n", .txt), ("one", .txt),
      ("prompt\nA rye\n", .csv), ("id,prompt\n1,A rye\n", .csv), ("\"prompt\";b\n1;2\n", .csv),
      ("a,b\n1,2\n3,4\n", .csv), ("{\"prompt\":\"a\"}\n", .jsonl), ("a\tb\n", .tsv),
    ] as [(String, TableFormat)])
  func linesOfStandardInputMayBeTexts(_ text: String, _ expected: TableFormat) throws {
    var options = TableSource.Options()
    options.textColumn = "prompt"
    let bytes = Array(text.utf8)
    #expect(try TableSource(contents: bytes, path: "-", options: options).format == expected)
    let lines = try TableSource(contents: bytes, path: "-").format
    #expect(lines == (expected == .txt ? .csv : expected))
    options.format = .csv
    guard expected == .txt else { return }
    #expect(try TableSource(contents: bytes, path: "-", options: options).format == .csv)
  }

  @Test(arguments: [
    ("%PDF-1.4", "the file is a PDF document"), ("PAR1", "the file is a Parquet file, not CSV"),
    ("SQLite format 3\0", "the file is an SQLite database"),
    ("BZh9", "the bzip2 data is cut short"),
    ("{\\rtf1", "the file is a document in Rich Text Format"),
    ("<!DOCTYPE html><p>", "the file is an HTML page"), ("<HTML>", "the file is an HTML page"),
    ("{\"a\":1}", "the file starts like JSON Lines, not CSV"),
    ("[{\"a\":1}]", "the file starts like a JSON array, not CSV"),
    ("{\n\"a\":1}", "the file starts like JSON objects over several lines, not CSV"),
    ("<?xml version=\"1.0\"?>", "the file is XML"),
    (" \n<!doctype HTML>", "the file is an HTML page"),
    ("| a | b |\n|---|---|\n", "the file is a table of Markdown, not CSV"),
    ("```csv\na,b\n1,2\n```\n", "the rows stand in a code fence, which line 1 opens: '```csv'"),
    ("PK\u{3}\u{4}", "the file is a zip archive or a workbook, not CSV"),
  ])
  func otherFilesAreNamed(_ text: String, _ message: String) {
    let error = error(Array(text.utf8), "t.csv")
    #expect(error?.message == message && error?.code == .wrongFormat)
  }

  /// Their labels would be learned, or predicted, as parts of the texts.
  @Test(arguments: ["t.txt", "t.csv", "t.train", "t"])
  func filesForFastTextAreNamed(_ name: String) {
    let text = "__label__good a fine film, really\n\n__label__bad __label__long dull\n"
    let error = error(Array(text.utf8), name)
    #expect(
      error?.message == "the file is in the form of fastText: each line starts with its label")
    #expect(error?.remedy?.contains("jq -cR 'capture(") == true)
    #expect(error?.code == .wrongFormat)
  }

  /// What programs write of rows is no text a line, unless somebody says so.
  @Test(arguments: [
    ("INSERT INTO t VALUES ('a');\n", "the lines are statements of SQL, not a text each"),
    (
      "- prompt: a\n  completion: b\n- prompt: c\n", "the lines are lists of YAML, not a text each"
    ),
    ("<rows>\n <row>a</row>\n</rows>\n", "the lines are elements of XML or HTML, not a text each"),
    (
      "const data = [{\"a\": 1}];\n",
      "the lines are an array of objects inside a program, not a text each"
    ),
    (
      "Export of today\n{\"a\": 1}\n{\"a\": 2}\n",
      "the lines are JSON objects with something else around them, not a text each"
    ),
    (
      "\u{1E}{\"a\": 1}\n\u{1E}{\"a\": 2}\n",
      "the lines are JSON objects with something else around them, not a text each"
    ),
  ])
  func rowsOfProgramsAreNoTexts(_ text: String, _ message: String) throws {
    let found = error(Array(text.utf8), "t.txt")
    #expect(found?.message == message && found?.code == .wrongFormat)
    #expect(found?.remedy?.hasSuffix("or give --input-format txt if each line is a text") == true)
    var options = TableSource.Options()
    options.format = .txt
    let source = try TableSource(contents: Array(text.utf8), path: "t.txt", options: options)
    #expect(source.format == .txt)
  }

  /// Texts that speak of such labels, and cells that are some, are read.
  @Test(arguments: [
    ("__label__good is how fastText writes a label\na plain line\n", "t.txt"),
    ("__label__good,a fine film\n__label__bad,a dull one\n", "t.csv"),
  ])
  func otherLabelsAreRead(_ text: String, _ name: String) {
    #expect(throws: Never.self) { try TableSource(contents: Array(text.utf8), path: name) }
  }

  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0], "the file is an old or password-protected workbook"),
      ([0x28, 0xB5, 0x2F, 0xFD], "the zstd data is cut short"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "the xz data is cut short"),
      ([0x89, 0x50, 0x4E, 0x47], "the file is an image"),
      ([0x80, 0x04, 0x95, 0x10], "the file is a pickle of Python"),
      (Array("GGUF".utf8) + [3, 0, 0, 0], "the file is a model in GGUF"),
      (Array("FEA1".utf8) + [0, 0], "the file is a Feather file of the first version"),
      (
        Array("rows.jsonl".utf8) + Array(repeating: 0, count: 247) + Array("ustar".utf8),
        "the file is a tar archive"
      ),
      ([0xFF, 0xFE, 0, 0], "the text is UTF-32"),
      ([0, 0, 0xFE, 0xFF], "the text is UTF-32"),
      ([0, 0, 1, 2, 0, 0], "the file holds zero bytes and is not text"),
    ] as [([UInt8], String)])
  func binaryFilesAreNamed(_ bytes: [UInt8], _ message: String) {
    #expect(error(bytes, "t.csv")?.message == message)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", true, "Give --encoding utf-16le"),
    ("a,b\n1,2\n", false, "Give --encoding utf-16be"),
  ])
  func wideTextWithoutAMarkIsNoticed(_ text: String, _ isLittle: Bool, _ remedy: String) {
    let bytes: [UInt8] = text.utf8.flatMap { (byte) -> [UInt8] in
      isLittle ? [byte, 0] : [0, byte]
    }
    let error = error(bytes, "t.csv")
    #expect(error?.code == .notUtf8 && error?.remedy == remedy)
  }

  /// Text in UTF-32 with and without its mark is named, and read where that is said.
  @Test(arguments: ["utf-32", "utf-32le", "utf-32be"])
  func textOfFourBytesACharacterIsNamed(_ name: String) throws {
    let encoding = try #require(TextEncoding(name: name))
    let text = "prompt,completion\nWo ist das Café?,links\n"
    var bytes: [UInt8] = encoding == .utf32 ? [0xFF, 0xFE, 0, 0] : []
    for scalar in text.unicodeScalars {
      let parts = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * UInt32($0))) }
      bytes += encoding == .utf32BigEndian ? parts.reversed() : parts
    }
    let error = error(bytes, "t.csv")
    #expect(error?.code == .notUtf8 && error?.message.hasPrefix("the text is UTF-32") == true)
    #expect(error?.remedy == "Give --encoding \(name)")
    let table = try ReadTable(bytes, as: "t.csv", options: .init(encoding: encoding))
    #expect(table.rows == [["Wo ist das Café?", "links"]])
  }

  /// Encodings that write everything by bytes of ASCII.
  @Test(
    arguments: [
      ("prompt,completion\n\u{1B}$BEEOC\u{1B}(B,a\n", .iso2022JP),
      ("\u{1B}$)Cprompt,completion\n\u{0E};gGP\u{0F},a\n", .iso2022KR),
      ("prompt,completion\nO+APk- est,caf+AOk-\n+BBMENAQ1-?,a+-b\n", .utf7),
    ] as [(String, TextEncoding)])
  func textInEscapesIsNamed(_ text: String, _ encoding: TextEncoding) throws {
    let error = error(Array(text.utf8), "t.csv")
    #expect(error?.code == .notUtf8, "\(String(describing: error))")
    #expect(error?.remedy == "Give --encoding \(encoding.rawValue)")
    let table = try ReadTable(text.utf8, as: "t.csv", options: .init(encoding: encoding))
    #expect(table.columns == ["prompt", "completion"])
    #expect(
      table.rows.allSatisfy { $0.allSatisfy { !$0.contains("\u{1B}") && !$0.contains("+A") } })
  }

  /// A run that the head cuts tells nothing, and one that is whole and no text tells of something else.
  @Test(arguments: [
    ("O+APk- est,caf+AOk-,+BBMENAQ1-,+AO", true), ("O+APk- est,caf+AOk-,+BBMENAQ1-,+", true),
    ("O+APk- est,caf+AOk-,+BBMENAQ1-,+AO-", false), ("O+APk- est,caf+AOk-,+BBMENAQ1-,+-", true),
  ])
  func textInEscapesMayBeCut(_ text: String, _ isNamed: Bool) {
    let found = EscapedText(TextHead(Array(text.utf8), isCut: true))
    #expect(found?.encoding == (isNamed ? .utf7 : nil))
  }

  /// Plus and minus signs of plain text, and the colors of a terminal.
  @Test(arguments: [
    "prompt,completion\nC+11-,a\n+49-30-123,b\n1+1-2,c\na+b-c,d\n",
    "prompt,completion\n\u{1B}[31mred\u{1B}[0m,a\n", "prompt,completion\n+AOk-,a\n",
    // A digit more than three characters have, though its bits are 0.
    "prompt,completion\n+BBMENAQ1A-,a\n+BBMENAQ1A-,b\n+BBMENAQ1A-,c\n",
  ])
  func otherEscapesAreText(_ text: String) throws {
    #expect(try format(text, "t.csv") == .csv)
  }

  @Test func aFileThatIsPackedTwiceIsNamed() throws {
    // `printf 'a,b\n1,2\n' | gzip -n | gzip -n | base64`
    let twice = try #require(
      Data(base64Encoded: "H4sIAAAAAAACA5Pv5mAAASZm7yuej4yuGD5iYqhmn84FEgUAUMnQvhwAAAA="))
    #expect(error(Array(twice), "t.csv.gz")?.message == "the file is packed twice")
  }

  @Test(arguments: [
    ("- prompt: a\n  completion: b\n", "t.jsonl"), ("rows:\n- prompt: a\n", "t.json"),
    ("---\nprompt: a\n", "t.jsonl"), ("prompt: a\ncompletion: b\n", "t.jsonl"),
  ])
  func yamlIsNamed(_ text: String, _ name: String) throws {
    let error = error(Array(text.utf8), name)
    #expect(error?.message.hasPrefix("the file looks like YAML, not JSON") == true)
  }

  @Test func theAnswerOfAServerIsNamed() throws {
    for text in ["404: Not Found", "403 Forbidden\n", "429: Too Many Requests"] {
      let message = try #require(error(Array(text.utf8), "t.csv")?.message)
      #expect(message.hasPrefix("the file is the answer of a server that did not send it"))
    }
    #expect(try format("404: Not Found,completion\na,b\n", "t.csv") == .csv)
    #expect(try format("404\n", "t.csv") == .csv)
  }

  @Test(arguments: [
    ("t.xls", ".xls workbooks cannot be read"), ("t.ods.gz", ".ods workbooks cannot be read"),
  ])
  func otherWorkbooksAreRefused(_ name: String, _ message: String) {
    #expect(error(Array("x".utf8), name)?.message == message)
  }

  @Test func whatIsUnknownIsSaid() {
    #expect(error(Array("word".utf8), "t.data")?.message == "the format is not known")
    #expect(error([], "t.xlsx")?.code == .noRows)
    #expect(error(Array("a,b".utf8), "t.xlsx")?.message == "the file is not an XLSX workbook")
    #expect(error(Array("{\"a\": [1]}".utf8), "t.xls")?.remedy?.contains("jsonl") == true)
  }

  /// What the remedy says can be done.
  @Test(
    arguments: [
      ("a,b\n1,2\n3,4\n", "t.jsonl", .csv), ("a\tb\n1\t2\n", "t.json", .tsv),
      ("a,b\n1,2\n3,4\n", "t.xlsx", .csv), ("{\"a\":1}\n", "t.xlsx", .jsonl),
      ("[{\"a\":1}]", "t.tsv", .json), ("a;b\n1;2\n3;4\n", "t.txt", .csv),
      ("a\tb\n1\t2\n", "t.txt", .tsv), ("[{\"a\":1}]", "t.ods", .json),
    ] as [(String, String, TableFormat)])
  func aWrongNameIsSaidWithTheFormatToGive(
    _ text: String, _ name: String, _ format: TableFormat
  ) throws {
    let error = error(Array(text.utf8), name)
    #expect(error?.code == .wrongFormat)
    #expect(error?.remedy?.contains("--input-format \(format.rawValue)") == true)
    #expect(try ReadTable(text, as: name, options: .init(format: format)).rows.count > 0)
  }

  @Test(arguments: ["t.jsonl", "t.csv", "t.txt", "t.json", "t.xlsx"])
  func pointersOfGitLFSAreNamed(_ name: String) {
    let text = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4665a5ea423c2713d436b5ee50593a9640e0018c1550b5a0002f74190d6caea8
      size 12345

      """
    let error = error(Array(text.utf8), name)
    #expect(
      error?.message.hasPrefix("the file is a Git LFS pointer to a file of 12345 bytes") == true)
    #expect(error?.remedy?.contains("git lfs pull") == true)
  }

  @Test func aFormatThatIsGivenGoesBefore() throws {
    let source = try TableSource(
      contents: Array("{\"a\":1}".utf8), path: "t.csv", options: .init(format: .csv))
    #expect(source.format == .csv && source.byteCount == 7)
  }
}
