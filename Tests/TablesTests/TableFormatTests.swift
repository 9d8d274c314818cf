// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Testing

@testable import Tables

@Suite struct TableFormatTests {
  @Test(
    arguments: [
      ("a.csv", .csv, "csv", false), ("a.tsv", .tsv, "tsv", false), ("a.TAB", .tsv, "tab", false),
      ("a.b.xlsx", .xlsx, "xlsx", false), ("x.xlsm", .xlsx, "xlsm", false),
      ("dir.csv/a.json", .json, "json", false), ("a.ndjson", .jsonl, "ndjson", false),
      ("a.jsonlines.gz", .jsonl, "jsonlines", true), ("a.CSV.GZ", .csv, "csv", true),
      ("a.txt", .txt, "txt", false), ("a.parquet", .parquet, "parquet", false),
      ("a.feather", .arrow, "feather", false), ("a.arrows", .arrow, "arrows", false),
      ("a.jsonl.zst", .jsonl, "jsonl", true), ("a.csv.xz", .csv, "csv", true),
      ("a.TXT.BZ2", .txt, "txt", true), ("a.avro", nil, "avro", false), ("a", nil, nil, false),
      ("dir.csv/a", nil, nil, false), (".csv", nil, nil, false), ("a.gz", nil, nil, true),
      (".csv.gz", nil, nil, true), ("", nil, nil, false), ("a.", nil, "", false),
    ] as [(String, TableFormat?, String?, Bool)])
  func namesTellTheFormat(
    _ path: String, _ format: TableFormat?, _ suffix: String?, _ isPacked: Bool
  ) {
    let name = DataFileName(path)
    #expect(name.format == format && name.suffix == suffix && name.isPacked == isPacked)
  }

  @Test(
    arguments: [
      ("a.csv", "a"), ("a.b.xlsx", "a.b"), ("my.dir/a.jsonl", "my.dir/a"), ("A.CSV.GZ", "A"),
      ("a.jsonl.zst", "a"), ("dir.csv/a", "dir.csv/a"), (".csv", ".csv"), ("b/.csv.gz", "b/.csv"),
      ("a.gz", "a"), ("a.", "a"), ("É.json", "É"), ("-", "-"), ("", ""),
    ])
  func theStemIsThePathWithoutWhatTellsTheFormat(_ path: String, _ stem: String) {
    #expect(DataFileName(path).stem == stem)
  }

  @Test(
    arguments: [
      ("test.csv", true), ("dev_2.jsonl", true), ("testing.csv", true), ("a/held-out.csv.gz", true),
      ("Held_Out.csv", true), ("heldout.jsonl", true), ("hold out 1.csv", true),
      ("test/train.csv", false), ("latest.csv", false), ("held.csv", false),
      ("out-held.csv", false),
      ("", false),
    ])
  func namesTellWhatIsMeasuredOn(_ path: String, _ isForMeasuring: Bool) {
    #expect(DataFileName(path).isForMeasuring == isForMeasuring)
  }

  @Test func extensionsBelongToOneFormatEach() {
    let all = TableFormat.allCases.flatMap(\.extensions)
    #expect(Set(all).count == all.count)
    for format in TableFormat.allCases { #expect(format.extensions[0] == format.rawValue) }
  }

  @Test(
    arguments: [
      ("a.csv", .csv), ("a.TAB", .tsv), ("a.ndjson", .jsonl), ("a.json", .json), ("a.txt", .txt),
      ("a.xlsx", .xlsx), ("a.xlsm", nil), ("a.psv", nil), ("a.parquet", nil), ("a.arrow", nil),
      ("a.jsonl.gz", nil), ("a.docx", nil), ("a", nil),
    ] as [(String, TableFormat?)])
  func someNamesStandForFilesThatAreWritten(_ path: String, _ format: TableFormat?) {
    #expect(DataFileName(path).writtenFormat == format)
  }

  /// Plain texts are data only where somebody says so.
  @Test func preCommitHandsOnAllFilesOfData() throws {
    let hooks = try Checkout.text(of: ".pre-commit-hooks.yaml")
    let lines = hooks.split(separator: "\n").filter { $0.hasPrefix("  files: ") }
    let all = TableFormat.allCases.filter { $0 != .txt }.flatMap(\.extensions)
    let wanted = #"  files: \.(\#(all.joined(separator: "|")))(\.(gz|zst|xz|bz2))?$"#
    #expect(lines.count == 3)
    for line in lines { #expect(line == wanted) }
  }
}
