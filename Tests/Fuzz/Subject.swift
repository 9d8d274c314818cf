// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import AssayTestSupport
import JSON
import Platform
import RuleEngine
import RuleLibrary
import Tables

/// Something that reads inputs from outside, good inputs for it, and words of its language.
struct Subject {
  /// The name of the file that an input is written to.
  let file: String
  let seeds: [[UInt8]]
  let tokens: [[UInt8]]
  /// Makes a file of a changed input; a workbook has to be packed.
  var pack: @Sendable ([UInt8], Int) -> [UInt8] = { bytes, _ in bytes }
  /// Reads the file to the end, or refuses it.
  let read: @Sendable (String) throws(AssayError) -> Void

  static func all() throws(AssayError) -> [Subject] {
    let rules = try RuleLibrary.rules()
    let tables = Self.tables.map { table in
      Subject(
        file: table.file, seeds: table.seeds.map { Array($0.utf8) },
        tokens: table.tokens.map { Array($0.utf8) }, read: reader(rules))
    }
    return tables
      + [
        packed(rules), parquet(rules), arrow(rules), workbook(rules), json, ruleFile, configuration,
      ]
  }

  /// Reads a table to its end and lets all rules look at it.
  private static func reader(_ rules: RuleSet) -> @Sendable (String) throws(AssayError) -> Void {
    { path throws(AssayError) in
      let source = try TableSource(path: path)
      var reader = try source.open()
      while try reader.next() != nil {}
      _ = try Linter(rules: rules, settings: Settings()).lint(source)
    }
  }

  private static let tables: [(file: String, seeds: [String], tokens: [String])] = [
    (
      "in.csv",
      [
        "prompt,completion\nWhere is it?, there\n\"a \"\"b\"\",\nc\", yes\n",
        "a;b\r\n1;2\r\n\r\n;\r\n", "\u{FEFF}prompt,completion,x\n1,2,3\n",
      ], ["\"", "\"\"", ",", "\n", "\r\n", "\r", ";", "\u{FEFF}", "\",\"", "é"]
    ),
    ("in.tsv", ["prompt\tcompletion\na\tb\n\"c\td\"\te\n"], ["\t", "\"", "\n", "\r"]),
    (
      "in.jsonl",
      [
        "{\"prompt\": \"a\", \"completion\": \" b\"}\n\n{\"completion\": null, \"prompt\": [1, {}]}\n",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}\n",
      ],
      [
        "{\"a\":", "[", "]", "{", "}", "\\u", "\\ud800", "\\u0000", "1e999", "-0", "true", "null",
        "\"", ",", ":", "\n", "\"prompt\":",
      ]
    ),
    (
      "in.json", ["[{\"prompt\": \"a\", \"completion\": \"b\"}, {\"prompt\": \"\\u00e9\"}]"],
      ["[", "]", "{", "}", ",", "{}", "\\", "\"", "[[", "\\uD83D\\uDE00", "1.5"]
    ),
    ("in.txt", ["one\ntwo\r\n\nthree"], ["\n", "\r", "\u{2028}", "\0"]),
  ]

  /// Files of a folder of fixtures.
  private static func fixtures(_ room: String, _ names: [String]) -> [[UInt8]] {
    let file: String = #filePath
    let tests = file.split(separator: "/").dropLast(2).joined(separator: "/")
    return names.compactMap { try? Files.read("/\(tests)/\(room)/Fixtures/\($0)") }
  }

  /// Files that pyarrow wrote, changed byte by byte.
  private static func arrow(_ rules: RuleSet) -> Subject {
    let names = [
      "chat-zstd", "chat-stream-lz4", "own-types", "types", "deltas", "nested-dictionary",
    ]
    return Subject(
      file: "in.arrow", seeds: fixtures("ArrowIPCTests", names.map { "\($0).arrow" }),
      tokens: [
        Array("ARROW1".utf8), [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F],
        [0, 0, 0, 0, 0, 0, 0, 0], [0x04, 0, 0, 0], [0x10, 0],
      ], read: reader(rules))
  }

  /// Files that pyarrow wrote, changed byte by byte.
  private static func parquet(_ rules: RuleSet) -> Subject {
    let names = ["chat-pages", "encodings", "deep", "chat-lz4"]
    return Subject(
      file: "in.parquet", seeds: fixtures("ParquetTests", names.map { "\($0).parquet" }),
      tokens: [
        Array("PAR1".utf8), [0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x08], [0x15],
      ],
      read: reader(rules))
  }

  /// `prompt,completion` and a row, packed by gzip.
  private static func packed(_ rules: RuleSet) -> Subject {
    let file: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0x28, 0xCA, 0xCF, 0x2D,
      0x28, 0xD1, 0x49, 0x06, 0x92, 0x39, 0xA9, 0x25, 0x99, 0xF9, 0x79, 0x5C, 0xE1, 0x19, 0xA9,
      0x45, 0xA9, 0x0A, 0x99, 0xC5, 0x0A, 0x99, 0x25, 0xF6, 0x3A, 0x0A, 0x25, 0x20, 0x1E, 0x97,
      0x52, 0xA2, 0x42, 0x92, 0x92, 0x8E, 0x42, 0x65, 0x6A, 0x31, 0x17, 0x00, 0x17, 0x7A, 0x1F,
      0x15, 0x31, 0x00, 0x00, 0x00,
    ]
    return Subject(
      file: "in.csv.gz", seeds: [file, file + file],
      tokens: [[0x1F, 0x8B, 8], [0, 0, 0xFF, 0xFF]],
      read: reader(rules))
  }

  private static func workbook(_ rules: RuleSet) -> Subject {
    let rows =
      #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#
      + #"<row r="2"><c r="A2" t="inlineStr"><is><t>a_x000D_b</t></is></c><c r="B2" s="1"><v>45000.5</v></c></row>"#
      + #"<row r="4"><c r="A4" t="b"><v>1</v></c><c r="C4" t="e"><v>#DIV/0!</v></c><c t="str"><v>x</v></c></row>"#
    let good = Workbook(rows: rows)
    let tokens = [
      "<row>", "</row>", #"<c r="XFD9">"#, "<v>", "</v>", "</c>", #" t="s""#, #" r="A1""#, "<t>",
      "&amp;", "&#x0;", "&lol;", "<!DOCTYPE a [<!ENTITY lol 'x'>]>", "_x0041_", "1e400", "<is>",
      #" s="99""#, "<sheetData>", "<![CDATA[", "]]>", "-1", "<rPh>",
    ]
    return Subject(
      file: "in.xlsx", seeds: good.parts.map(\.bytes), tokens: tokens.map { Array($0.utf8) },
      pack: { bytes, seed in
        var workbook = good
        // A sixth of the inputs are changed as a whole, zip and all.
        workbook.parts[seed].bytes = bytes
        return workbook.packed
      }, read: reader(rules))
  }

  private static var json: Subject {
    Subject(
      file: "in.document",
      seeds: [
        Array(#"{"a": [1, 2.5, -3e4, "\u00e9\n", true, null, {}]}"#.utf8),
        Array(#"{'a': 'it\'s \x41', b: None, “c”: [NaN,], /* x */ } // y"#.utf8),
      ],
      tokens: ["[", "{\"\":", "\\", "1e-400", "\"", "}"].map { Array($0.utf8) }
    ) { path throws(AssayError) in
      let bytes = try Files.read(path)
      _ = bytes.withUnsafeBufferPointer { JSONMender.mended($0) }
      _ = try JSONParser.parse(bytes, file: path)
    }
  }

  private static var ruleFile: Subject {
    Subject(
      file: "rule.yaml", seeds: RuleLibrary.embedded.map { Array($0.text.utf8) },
      tokens: [
        "&a ", "*a", "- ", ": ", "\n  ", "{", "}", "[", "]", "!!binary ", "|", ">", "? ", "---\n",
        "examples:\n", "check: {kind: ", "'", "\"", "#", "<<: *a", "0x", "~", "%YAML 1.1\n",
      ].map { Array($0.utf8) }
    ) { path throws(AssayError) in
      let text = String(decoding: try Files.read(path), as: UTF8.self)
      _ = try RuleFile(path: path, text: text).rule()
    }
  }

  private static var configuration: Subject {
    let seed = """
      profile: classification
      select: [SEP, STOP]
      ignore: [TOK]
      per-file-ignores: {"tests/*.csv": [CLS], "**/old/**": [ROW001]}
      severity: {SEP001: error, CLS: off}
      parameters: {CLS001: {minimum: 20}}
      max-tokens: 512
      separator: "\\n\\n###\\n\\n"
      exclude: ["*.tmp", "[a-z]?/{b,c}"]

      """
    return Subject(
      file: "assay.yaml", seeds: [Array(seed.utf8)],
      tokens: [
        "select: ", "rules: ", "&a ", "*a", "- ", "\n  ", "{", "}", "[", "]", "**/", "?", "[!",
        "\\", "null", "!!int ", "99999999999999999999", "? ", "|",
      ].map { Array($0.utf8) }
    ) { path throws(AssayError) in
      let text = String(decoding: try Files.read(path), as: UTF8.self)
      let read = try Configuration(text: text, path: path, folder: "/data/")
      for ignored in read.fileIgnores { _ = ignored.pattern.matches("tests/old/train.csv") }
      _ = try SuppressionFile.suppressions(text, file: path, codes: ["SEP001"])
    }
  }
}
