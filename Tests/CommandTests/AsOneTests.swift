// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Several files as one data set: findings and rows of the one file that they would make.
@Suite struct AsOneTests {
  /// Questions of which some come again, some nearly, some lack the separator.
  private static func rows(_ numbers: Range<Int>) -> [String] {
    numbers.map { number in
      let topic = number % 90
      let text = (0..<12).map { "word\((topic + $0 * 7) * 7919 % 997)" }.joined(separator: " ")
      let end = number % 25 == 24 ? "" : " ->"
      let note = number % 40 == 39 ? ",\"note\":\"checked\"" : ""
      let extra = number % 13 == 0 ? " indeed" : ""
      let answer = number % 4 == 1 ? number % 170 : number % 90
      return
        "{\"prompt\":\"\(text)\(extra)\(end)\",\"completion\":\" answer \(answer) END\"\(note)}\n"
    }
  }

  private static let borders = [0, 70, 70, 201, 320]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "parts"), withIntermediateDirectories: true)
    for (start, end) in zip(Self.borders, Self.borders.dropFirst()) {
      try folder.write(Self.rows(start..<end).joined(), to: "parts/\(1000 + start)-\(end).jsonl")
    }
    try folder.write(Self.rows(0..<320).joined(), to: "whole.jsonl")
    return folder
  }

  private func findings(_ outcome: BuiltBinary.Outcome) throws -> [JSONValue] {
    let document = try JSONParser.parse(Array(outcome.output.utf8), file: "lint")
    return document["files"]?.array?.first?["findings"]?.array ?? []
  }

  @Test func findingsAreThoseOfOneFile() throws {
    let folder = try folder()
    let command = ["lint", "--format", "json", "--no-cache"]
    let one = try findings(BuiltBinary.run(command + ["whole.jsonl"], in: folder.url))
    let outcome = try BuiltBinary.run(command + ["parts", "--as-one"], in: folder.url)
    let many = try findings(outcome)
    #expect(one.count >= 6 && one.count == many.count, "\(outcome.errors)")
    for (left, right) in zip(one, many) {
      for key in ["code", "severity", "message", "rows", "row_count", "field", "fix", "help"] {
        #expect(left[key] == right[key])
      }
      let places = right["places"]?.array ?? []
      let rows = left["rows"]?.array?.compactMap(\.integer) ?? []
      #expect(places.count == rows.count)
      for (place, row) in zip(places, rows) {
        let part = Self.borders.lastIndex { $0 <= row } ?? 0
        let name = "parts/\(1000 + Self.borders[part])-\(Self.borders[part + 1]).jsonl"
        #expect(place["file"] == .string(name))
        #expect(place["row"] == .integer(row - Self.borders[part]))
        #expect(place["line"] == .integer(row - Self.borders[part] + 1))
      }
    }
  }

  /// Without it the parts are files that must share no prompt.
  @Test func reportsNameTheFileOfARow() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      [
        "lint", "parts", "--as-one", "--select", "DUP001", "--output", "full", "--output",
        "html=a.html",
      ],
      in: folder.url)
    #expect(
      outcome.output.contains("parts/1000-70.jsonl and 3 more: 320 rows"), "\(outcome.errors)")
    #expect(outcome.output.contains("  --> parts/1070-201.jsonl:"))
    #expect(!outcome.output.contains("assay fix 'parts"))
    #expect(try folder.text(of: "a.html").contains(" of parts/1070-201.jsonl"))
  }

  @Test func preparedRowsAreThoseOfOneFile() throws {
    let folder = try folder()
    let command = ["fix", "--unsafe-fixes", "--yes", "-o"]
    let one = try BuiltBinary.run(command + ["one.jsonl", "whole.jsonl"], in: folder.url)
    let many = try BuiltBinary.run(
      command + ["many.jsonl", "parts", "--as-one", "--report", "report.jsonl"], in: folder.url)
    #expect(one.status < 2 && many.status == one.status, "\(many.errors)")
    let rows = try folder.text(of: "one.jsonl")
    #expect(try rows == folder.text(of: "many.jsonl") && rows.utf8.count > 10_000)
    #expect(
      try folder.text(of: "report.jsonl").contains("\"from\":{\"file\":\"parts/1201-320.jsonl\""))
    let diff = try BuiltBinary.run(["fix", "parts", "--as-one", "--diff"], in: folder.url)
    #expect(diff.output.contains("@@ parts/1070-201.jsonl, row "))
  }

  @Test func classesAreSplitAsThoseOfOneFile() throws {
    let folder = try TemporaryFolder()
    let text = FixCommandTests.questions(200)
    try folder.write(text, to: "whole.csv")
    let lines = text.split(separator: "\n").map { "\($0)\n" }
    try folder.write(lines[0] + lines[1..<90].joined(), to: "a.csv")
    // The second file has its columns in another order.
    let turned = lines[90...].map { line in
      let cells = line.dropLast().split(separator: ",")
      return "\(cells[1]),\(cells[0])\n"
    }
    try folder.write("category,text\n" + turned.joined(), to: "b.csv")
    let command = ["fix", "--number-classes", "--yes"] + FixCommandTests.columns
    let one = try BuiltBinary.run(command + ["whole.csv", "-o", "one.jsonl"], in: folder.url)
    let many = try BuiltBinary.run(
      command + ["a.csv", "b.csv", "--as-one", "-o", "many.jsonl"], in: folder.url)
    #expect(one.status == 0 && many.status == 0, "\(many.errors)")
    for end in ["_train.jsonl", "_valid.jsonl", "_labels.json"] {
      #expect(try folder.text(of: "one\(end)") == folder.text(of: "many\(end)"))
    }
  }

  @Test func figuresAreThoseOfOneFile() throws {
    let folder = try folder()
    func figures(_ files: [String], name: String) throws -> String {
      let outcome = try BuiltBinary.run(["stats", "--format", "json"] + files, in: folder.url)
      #expect(outcome.status == 0 && outcome.output.count > 100, "\(outcome.errors)")
      return outcome.output.replacing(name, with: "FILE")
    }
    #expect(
      try figures(["parts", "--as-one"], name: "parts/1000-70.jsonl and 3 more")
        == figures(["whole.jsonl"], name: "whole.jsonl"))
  }

  @Test func severalFilesWithoutItAreRefused() throws {
    let folder = try folder()
    for command in ["fix", "stats"] {
      let outcome = try BuiltBinary.run([command, "whole.jsonl", "whole.jsonl"], in: folder.url)
      #expect(outcome.status == 2 && outcome.errors.contains("--as-one"))
    }
    let unnamed = try BuiltBinary.run(["fix", "parts", "--as-one", "--yes"], in: folder.url)
    #expect(unnamed.status == 2 && unnamed.errors.contains("name the result with --output"))
    let over = try BuiltBinary.run(
      ["fix", "parts", "--as-one", "--yes", "--overwrite", "-o", "parts/1070-201.jsonl"],
      in: folder.url)
    #expect(over.status == 2 && over.errors.contains("it would be lost"))
    try folder.write("prompt,completion\na,b\n", to: "parts/9.csv")
    let mixed = try BuiltBinary.run(["lint", "parts", "--as-one"], in: folder.url)
    #expect(mixed.status == 2 && mixed.errors.contains("parts/9.csv: the file is csv"))
  }

  /// A damaged file of a set is named with its line, and nothing is written.
  @Test func aDamagedFileIsNamed() throws {
    let folder = try folder()
    try folder.write("{\"prompt\":\"a\",\"completion\":[1]}\n", to: "parts/5.jsonl")
    let outcome = try BuiltBinary.run(
      ["fix", "parts", "--as-one", "--yes", "-o", "out.jsonl"], in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("parts/5.jsonl:1"), "\(outcome.errors)")
    #expect(try !folder.names.contains("out.jsonl"))
  }
}
