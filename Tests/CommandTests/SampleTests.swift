// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Every bundled sample shows the faults that were put into it, and can be repaired.
@Suite struct SampleTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    var columns: [String] = []
    let rows: Int
    /// Some planted faults: the code and the number of rows it names.
    let faults: [String: Int]

    var testDescription: String { name }
  }

  static let samples = [
    Sample(
      name: "sentiment", file: "reviews.csv", rows: 900,
      faults: ["ROW002": 1, "DUP004": 2, "UNI003": 1, "WSP004": 1]),
    Sample(
      name: "mails", file: "mails.csv",
      columns: ["--prompt-column", "text", "--completion-column", "topic"], rows: 1200,
      faults: ["ROW002": 1, "DUP001": 1, "UNI003": 1]),
    Sample(
      name: "triage", file: "emails.tsv",
      columns: ["--prompt-column", "email", "--completion-column", "queue"], rows: 240,
      faults: ["ROW002": 1, "DUP004": 2]),
    Sample(
      name: "ad-claims", file: "claims.jsonl", rows: 120,
      faults: ["SEP002": 1, "SEP004": 1, "VAL002": 2, "VAL003": 1]),
    Sample(
      name: "products", file: "products.xlsx", rows: 40,
      faults: ["SEP004": 1, "STOP004": 3, "VAL002": 1]),
    Sample(
      name: "colours", file: "colours.json", rows: 32,
      faults: ["DUP001": 1, "ROW002": 1, "STOP004": 2]),
    Sample(name: "support-chat", file: "chat.jsonl", rows: 64, faults: ["UNI003": 1]),
    Sample(name: "slogans", file: "slogans.txt", rows: 20, faults: ["ROW002": 1, "DUP001": 1]),
  ]

  @Test func noSampleIsAnOrphan() throws {
    let folder = try TemporaryFolder()
    let listed = try BuiltBinary.run(["samples"], in: folder.url).output
    let known = Self.samples.map { "\($0.name)\t\($0.file)\n" }.sorted().joined()
    #expect(listed == known)
  }

  /// A folder alone says where, not that nothing is wanted.
  @Test(arguments: [["samples", "all", "-o", "all"], ["samples", "--output", "all"]])
  func allAreWrittenAtOnce(call: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(call, in: folder.url)
    #expect(outcome.status == 0)
    let written = outcome.output.split(separator: "\n").map(String.init)
    #expect(written.sorted() == Self.samples.map { "all/\($0.file)" }.sorted())
    #expect(written.allSatisfy { FileManager.default.fileExists(atPath: folder.path($0)) })
  }

  @Test(arguments: samples)
  func itsFaultsAreFound(sample: Sample) throws {
    let folder = try TemporaryFolder()
    _ = try BuiltBinary.run(["samples", sample.name], in: folder.url)
    let outcome = try BuiltBinary.run(
      ["lint", sample.file, "--format", "json"] + sample.columns, in: folder.url)
    #expect(outcome.status == 1)
    let report = try JSONParser.parse(Array(outcome.output.utf8), file: "lint.json")
    let file = try #require(report["files"]?.array?.first)
    #expect(file["rows"]?.integer == sample.rows)
    let findings = file["findings"]?.array ?? []
    for (code, count) in sample.faults {
      let found = findings.filter { $0["code"]?.string == code }
      #expect(found.contains { $0["row_count"]?.integer == count }, "\(code): \(found)")
    }
  }

  @Test(arguments: samples)
  func itIsRepairedWithoutTouchingTheInput(sample: Sample) throws {
    let folder = try TemporaryFolder()
    _ = try BuiltBinary.run(["samples", sample.name], in: folder.url)
    let before = try Data(contentsOf: folder.url.appending(path: sample.file))
    let outcome = try BuiltBinary.run(
      ["fix", sample.file, "--yes", "--no-split"] + sample.columns, in: folder.url)
    // What no fix answers is named, and errors decide the status.
    let hasErrors = outcome.errors.contains("left: error")
    #expect(outcome.status == (hasErrors ? 1 : 0), "\(outcome.errors)")
    #expect(try Data(contentsOf: folder.url.appending(path: sample.file)) == before)
    let stem = sample.file.split(separator: ".")[0]
    let again = try BuiltBinary.run(
      ["lint", "\(stem)_prepared.jsonl", "--select", "WSP,SEP001,SEP004,STOP001,STOP004,ROW002"],
      in: folder.url)
    #expect(again.status == 0, "\(again.output)")
  }
}
