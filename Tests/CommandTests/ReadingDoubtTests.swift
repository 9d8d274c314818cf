// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import LanguageModel
import Testing

/// What the reader of a file coped with is said by whatever command reads the rows, in lint's words.
@Suite struct ReadingDoubtTests {
  private static func cell(_ place: String, _ text: String) -> String {
    #"<c r="\#(place)" t="inlineStr"><is><t xml:space="preserve">\#(text)</t></is></c>"#
  }

  private static func row(_ number: Int, _ texts: [String], attributes: String = "") -> String {
    let cells = zip(["A", "B"], texts).map { cell("\($0)\(number)", $1) }.joined()
    return #"<row r="\#(number)"\#(attributes)>\#(cells)</row>"#
  }

  /// A folder with a model and a workbook of twelve questions, of which two are hidden.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let shape = GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.url.appending(path: "m").path)
    let rows = (0..<12).map { index in
      row(
        index + 2, ["case \(index) ->", index % 2 == 0 ? " yes" : " no"],
        attributes: index < 2 ? #" hidden="1""# : "")
    }
    let book = Workbook(rows: row(1, ["prompt", "completion"]) + rows.joined())
    try folder.write(Data(book.packed), to: "rows.xlsx")
    return folder
  }

  private static let hidden = "XLS009 the workbook hides 2 rows, and assay read them all"

  private static let commands: [[String]] = [
    ["train", "-t", "rows.xlsx", "-m", "m", "-o", "run", "--max-steps", "1"],
    ["eval", "-m", "m", "-f", "rows.xlsx"], ["score", "-m", "m", "-f", "rows.xlsx"],
    ["stats", "rows.xlsx"],
    ["assess", "rows.xlsx", "-m", "nano", "--folds", "2", "--epochs", "1", "--no-curve"],
    ["compare", "m", "m", "-f", "rows.xlsx"], ["embed", "-m", "m", "-f", "rows.xlsx"],
    ["generate", "-m", "m", "-f", "rows.xlsx", "--max-new-tokens", "1"],
    ["forward", "-m", "m", "rows.xlsx", "-o", "out.npy"],
  ]

  @Test(arguments: commands) func hiddenRowsAreSaid(command: [String]) throws {
    let folder = try Self.folder()
    let outcome = try BuiltBinary.run(command, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("warning: rows.xlsx: \(Self.hidden)\n"), "\(outcome.errors)")
    // Once, also where two models read the file.
    #expect(outcome.errors.components(separatedBy: "XLS009").count == 2)
    #expect(try lint(folder).contains("XLS009"))
    let quiet = try BuiltBinary.run(
      command.map { $0 == "run" ? "run2" : $0 == "out.npy" ? "out2.npy" : $0 } + ["--quiet"],
      in: folder.url)
    #expect(quiet.status == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
  }

  private func lint(_ folder: TemporaryFolder) throws -> String {
    try BuiltBinary.run(["lint", "rows.xlsx"], in: folder.url).output
  }

  /// A header further down is left out by all alike, and told; so is what comes through a pipe.
  @Test(arguments: [["stats"], ["score", "-m", "m", "-f"], ["eval", "-m", "m", "-f"]])
  func repeatedHeadersAreSaid(command: [String]) throws {
    let folder = try Self.folder()
    let half = (0..<6).map { "case \($0) ->,\($0 % 2 == 0 ? " yes" : " no")\n" }.joined()
    let text = "prompt,completion\n" + half + "prompt,completion\n" + half
    try folder.write(text, to: "joined.csv")
    let outcome = try BuiltBinary.run(command + ["joined.csv"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("warning: joined.csv: CSV008 "), "\(outcome.errors)")
    let piped = try BuiltBinary.run(
      command + ["-", "--input-format", "csv"], in: folder.url, input: text)
    #expect(piped.status == 0 && piped.errors.contains("warning: -: CSV008 "), "\(piped.errors)")
  }

  /// Columns of other names are no reason to say nothing.
  @Test func columnsOfOtherNamesAreKnown() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<4).map { Self.row($0 + 2, ["q\($0)", "a\($0)"], attributes: #" hidden="1""#) }
    let book = Workbook(rows: Self.row(1, ["question", "answer"]) + rows.joined())
    try folder.write(Data(book.packed), to: "t.xlsx")
    let outcome = try BuiltBinary.run(
      ["stats", "t.xlsx", "--prompt-column", "question", "--completion-column", "answer"],
      in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.contains("XLS009 the workbook hides 4 rows"))
  }
}
